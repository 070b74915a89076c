import PlaybookLoading
import Vocabulary

/// A line typed at the REPL that is not said in the conversation.
enum ReplCommand: Equatable {
    case why
    case slots
    case stack
    case events
    case help
    case quit
    case reload
    case time(TimeSpan?)
    /// `nil`: the visitor again.
    case asAgent(String?)
    case press(String)
    case answer(String)
    case handBack(String)
    case resolve(String)
    case rate(Int)
    case restart
    /// A kept point, or so many inputs ago.
    case back(String)
    case fork(String)
    case diff(String)
    case fail(ActionName, ReplBackEnd.Failure)
    case saveTest(file: String, title: String)
    /// `nil`: the intent it was taken for.
    case saveExample(IntentName?)
    case misspelt(String)

    static let helpText = """
        Say anything as the visitor would. Commands:
          :why                what was understood, what decided, which step runs
          :slots              what the conversation knows
          :stack              flows in flight
          :events             the log
          :press LABEL        press a button of the last lines
          :answer RESULT      answer an open call: done { slot: value }, refused: not_found, overLimit, unknown
          :fail ACTION HOW    the next call of an action fails: refused: REASON, overLimit, unknown, timeout
          :time +10m          let time pass; without a length, tell the time
          :as agent NAME      speak as an agent; :as visitor to come back
          :handback NOTE      the agent gives the conversation back to the bot
          :resolve WORD       the agent resolves it
          :rate 5             the visitor's stars
          :back               take the last input back; :back 3 takes three
          :fork NAME          keep this point; :back NAME returns to it
          :diff               what the last input changed; :diff 3, :diff NAME; :diff reload plays the whole
                              conversation again and shows what the playbook as it now is would decide otherwise
          :save-test NAME     write the conversation so far as a talk: talks/NAME.yaml of the playbook
          :save-example       add the last message to the examples of its intent; :save-example INTENT of another
          :restart            a new conversation
          :reload             read the playbook again; the conversation goes on
          :help  :quit
        """

    /// For completion, in the order of the help.
    static let names = [
        "why", "slots", "stack", "events", "press", "answer", "fail", "time", "as", "handback", "resolve", "rate",
        "back", "fork", "diff", "save-test", "save-example", "restart", "reload", "help", "quit",
    ]

    /// `nil` for a line that is said.
    init?(_ line: String) {
        guard line.hasPrefix(":"), line.dropFirst().first?.isLetter == true else { return nil }
        let parts = line.dropFirst().split(separator: " ", maxSplits: 1)
        self = Self.command(String(parts.first ?? ""), parts.count > 1 ? String(parts[1]) : "")
    }

    private static func command(_ name: String, _ rest: String) -> ReplCommand {
        let words = rest.split(separator: " ", maxSplits: 1).map(String.init)
        switch name {
        case "why": return .why
        case "slots": return .slots
        case "stack": return .stack
        case "events": return .events
        case "help": return .help
        case "quit", "q", "exit": return .quit
        case "reload": return .reload
        case "restart": return .restart
        case "press" where !rest.isEmpty: return .press(rest)
        case "answer" where !rest.isEmpty: return .answer(rest)
        case "press", "answer": return .misspelt("write ':\(name)' and what; :help tells more")
        case "handback": return .handBack(rest)
        case "resolve": return .resolve(rest.isEmpty ? "done" : rest)
        case "back": return .back(rest.isEmpty ? "1" : rest)
        case "fork": return .fork(rest)
        case "diff": return .diff(rest)
        case "time": return time(rest)
        case "as": return speaker(words)
        case "rate": return Int(rest).map { .rate($0) } ?? .misspelt("write ':rate 5'")
        case "fail": return failure(words)
        case "save-test":
            guard let file = words.first else { return .misspelt("write ':save-test NAME', and a title if you like") }
            return .saveTest(file: file, title: words.count > 1 ? words[1] : "")
        case "save-example": return .saveExample(rest.isEmpty ? nil : IntentName(rest))
        default:
            let like = names.first { $0.hasPrefix(name) || name.hasPrefix($0) }
            return .misspelt(
                "no command ':\(name)'; " + (like.map { "did you mean ':\($0)'? " } ?? "") + ":help lists them")
        }
    }

    private static func time(_ rest: String) -> ReplCommand {
        guard !rest.isEmpty else { return .time(nil) }
        let span = TalkNotation.span(rest.hasPrefix("+") ? String(rest.dropFirst()) : rest)
        return span.map { .time($0) } ?? .misspelt("a length of time is written like +10m")
    }

    private static func speaker(_ words: [String]) -> ReplCommand {
        switch words.first {
        case "agent": .asAgent(words.count > 1 ? words[1] : "Ida")
        case "visitor": .asAgent(nil)
        default: .misspelt("write ':as agent NAME' or ':as visitor'")
        }
    }

    /// Without more, it is refused as any failure of no declared name is.
    private static func failure(_ words: [String]) -> ReplCommand {
        guard let action = words.first.map({ ActionName($0) }) else { return .misspelt("write ':fail ACTION timeout'") }
        guard words.count > 1 else { return .fail(action, .result(.refused(reason: "failed"))) }
        if words[1] == "timeout" { return .fail(action, .timeout) }
        if let result = TalkNotation.answer(words[1]) { return .fail(action, .result(result)) }
        guard !words[1].contains(" ") else {
            return .misspelt("an action fails with refused: REASON, overLimit, unknown or timeout")
        }
        return .fail(action, .result(.refused(reason: words[1])))
    }
}
