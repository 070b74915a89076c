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
    case misspelt(String)

    static let helpText = """
        Say anything as the visitor would. Commands:
          :why            what was understood, what decided, which step runs
          :slots          what the conversation knows
          :stack          flows in flight
          :events         the log
          :press LABEL    press a button of the last lines
          :answer RESULT  answer an open call: done { slot: value }, refused: not_found, overLimit, unknown
          :time +10m      let time pass; without a length, tell the time
          :as agent NAME  speak as an agent; :as visitor to come back
          :handback NOTE  the agent gives the conversation back to the bot
          :resolve WORD   the agent resolves it
          :rate 5         the visitor's stars
          :restart        a new conversation
          :reload         read the playbook again; the conversation goes on
          :help  :quit
        """

    /// `nil` for a line that is said.
    init?(_ line: String) {
        guard line.hasPrefix(":"), line.dropFirst().first?.isLetter == true else { return nil }
        let parts = line.dropFirst().split(separator: " ", maxSplits: 1)
        let rest = parts.count > 1 ? String(parts[1]) : ""
        switch parts.first ?? "" {
        case "why": self = .why
        case "slots": self = .slots
        case "stack": self = .stack
        case "events": self = .events
        case "help": self = .help
        case "quit", "q", "exit": self = .quit
        case "reload": self = .reload
        case "restart": self = .restart
        case "press" where !rest.isEmpty: self = .press(rest)
        case "answer" where !rest.isEmpty: self = .answer(rest)
        case "handback": self = .handBack(rest)
        case "resolve": self = .resolve(rest.isEmpty ? "done" : rest)
        case "time":
            if rest.isEmpty {
                self = .time(nil)
            } else if let span = TalkNotation.span(rest.hasPrefix("+") ? String(rest.dropFirst()) : rest) {
                self = .time(span)
            } else {
                self = .misspelt("a length of time is written like +10m")
            }
        case "as":
            let words = rest.split(separator: " ", maxSplits: 1).map(String.init)
            switch words.first {
            case "agent": self = .asAgent(words.count > 1 ? words[1] : "Ida")
            case "visitor": self = .asAgent(nil)
            default: self = .misspelt("write ':as agent NAME' or ':as visitor'")
            }
        case "rate":
            guard let stars = Int(rest) else {
                self = .misspelt("write ':rate 5'")
                return
            }
            self = .rate(stars)
        default:
            self = .misspelt("no command ':\(parts.first ?? "")'; :help lists them")
        }
    }
}
