import Dialog
public import PlaybookLoading
public import PlaybookModel
public import Vocabulary

/// A conversation at a terminal, with everything the bot thinks beside what it says. Lines go in and text comes out;
/// the terminal itself is outside.
public struct Repl: Sendable {
    /// What to do after a line.
    public enum Next: Hashable, Sendable {
        case goOn
        /// Read the playbook again and call ``reload(_:listener:)``.
        case reload
        case quit
    }

    private var rehearsal: Rehearsal
    private var playbook: Playbook
    private var listener: Listener
    /// Answers that talks give to calls, so that flows run without a back end.
    private var canned: [ActionName: ActionResult]
    private let paint: Paint
    private var agent: (id: AgentID, name: String)?
    private var last: (text: String, interpretation: Interpretation)?
    private let start: Timestamp

    /// - Parameters:
    ///   - talks: what they answer for an action when it is done is what its back end says here, the talk with
    ///     the most actions first; for others the developer is asked.
    ///   - now: the virtual clock's first reading.
    public init(
        playbook: Playbook, talks: [Talk], now: Timestamp, paint: Paint = .none, listener: Listener
    ) {
        self.playbook = playbook
        self.listener = listener
        self.paint = paint
        start = now
        canned = Self.canned(talks)
        rehearsal = Rehearsal(playbook: playbook, conversation: "repl", now: now)
    }

    public var prompt: String { paint(agent.map { "\($0.name)> " } ?? "you> ", .bold) }

    /// Opens the conversation. Shown once, before the first prompt.
    public mutating func begin() -> String {
        let opening = Opening(
            visitor: "developer", channel: "repl", playbook: playbook.version, locale: playbook.assistant.locale,
            context: [:])
        let counts =
            "\(playbook.intents.count) intents, \(playbook.flows.count) flows, \(playbook.articles.count) articles"
        return paint("\(playbook.assistant.company): \(counts). :help for commands.", .faint) + "\n"
            + take(.opened(opening))
    }

    /// One line typed by the developer. The text ends without a line break; it may be empty.
    public mutating func take(_ line: String) -> (text: String, next: Next) {
        let typed = line.trimmed
        guard !typed.isEmpty else { return ("", .goOn) }
        if let command = ReplCommand(typed) { return run(command) }
        if let agent { return (take(.agentSaid(agent.id, text: typed)), .goOn) }
        return (say(typed, choice: nil), .goOn)
    }

    /// The conversation goes on with the playbook as it now is.
    public mutating func reload(_ loaded: LoadedPlaybook, listener: Listener) -> String {
        guard let playbook = loaded.playbook else {
            return DiagnosticPrinter.text(loaded.diagnostics, paint: paint) + "\nThe playbook stays as it was."
        }
        self.playbook = playbook
        self.listener = listener
        canned = Self.canned(loaded.talks)
        rehearsal.use(playbook)
        return "Reloaded."
    }

    private static func canned(_ talks: [Talk]) -> [ActionName: ActionResult] {
        var canned: [ActionName: ActionResult] = [:]
        // The talks that get furthest are those in which all goes well.
        for talk in talks.sorted(by: { $0.answers.count > $1.answers.count }) {
            for (action, answers) in talk.answers where canned[action] == nil {
                canned[action] = answers.first { if case .done = $0 { true } else { false } }
            }
        }
        return canned
    }

    // MARK: Speaking

    private mutating func say(_ text: String, choice: Choice?) -> String {
        let interpretation = rehearsal.interpret(text, by: listener)
        last = (text: text, interpretation: interpretation)
        return take(.visitorSaid(text: text, choice: choice, interpretation: interpretation))
    }

    private mutating func take(_ input: DialogInput) -> String {
        let seen = rehearsal.log.count
        let refusal = rehearsal.take(input) { [canned] in canned[$0.action] }
        return report(since: seen, refusal)
    }

    private func report(since seen: Int, _ refusal: DialogRefusal?) -> String {
        if let refusal { return paint("refused: \(refusal)", .red) }
        let trace = ReplTrace(playbook: playbook, paint: paint)
        return trace.text(of: rehearsal, since: seen)
    }

    // MARK: Commands

    private mutating func run(_ command: ReplCommand) -> (text: String, next: Next) {
        let trace = ReplTrace(playbook: playbook, paint: paint)
        switch command {
        case .help: return (ReplCommand.helpText, .goOn)
        case .quit: return ("", .quit)
        case .reload: return ("", .reload)
        case .slots: return (trace.slots(of: rehearsal.state), .goOn)
        case .stack: return (trace.stack(of: rehearsal.state), .goOn)
        case .events: return (trace.events(rehearsal.log), .goOn)
        case .why: return (why(trace), .goOn)
        case .misspelt(let advice): return (paint(advice, .red), .goOn)
        case .press(let label): return (press(label), .goOn)
        case .answer(let text): return (answer(text), .goOn)
        case .time(let span): return (pass(span), .goOn)
        case .asAgent(let name): return (become(name), .goOn)
        case .rate(let stars): return (take(.rated(stars: stars, comment: "")), .goOn)
        case .handBack(let note): return (leave { .handedBack($0, note: note) }, .goOn)
        case .resolve(let outcome): return (leave { .resolved($0, outcome: outcome) }, .goOn)
        case .restart:
            agent = nil
            last = nil
            rehearsal = Rehearsal(playbook: playbook, conversation: "repl", now: start)
            return (begin(), .goOn)
        }
    }

    private func why(_ trace: ReplTrace) -> String {
        guard let last else { return "nothing was said yet" }
        let reasons = trace.why(last.interpretation, rehearsal)
        guard let explanation = listener.explain?(last.text) else { return reasons }
        return trace.why(explanation) + "\n" + reasons
    }

    private mutating func press(_ label: String) -> String {
        let buttons = rehearsal.state.lastBotLines.flatMap(\.buttons)
        guard let button = buttons.first(where: { $0.label.lowercased() == label.lowercased() }) else {
            let known = buttons.isEmpty ? "there are none" : buttons.map { "[\($0.label)]" }.joined(separator: " ")
            return paint("no button '\(label)': \(known)", .red)
        }
        return say(button.label, choice: button.choice)
    }

    private mutating func answer(_ text: String) -> String {
        guard let call = rehearsal.openCalls.first else { return paint("no call is open", .red) }
        guard let result = TalkNotation.answer(text) else {
            return paint("write done { slot: value }, refused: REASON, overLimit or unknown", .red)
        }
        let seen = rehearsal.log.count
        let refusal = rehearsal.answer(call, result) { [canned] in canned[$0.action] }
        return report(since: seen, refusal)
    }

    private mutating func pass(_ span: TimeSpan?) -> String {
        guard let span else { return rehearsal.now.inWords + " UTC" }
        let seen = rehearsal.log.count
        rehearsal.pass(span) { [canned] in canned[$0.action] }
        let text = report(since: seen, nil)
        return paint(rehearsal.now.inWords + " UTC", .faint) + (text.isEmpty ? "" : "\n" + text)
    }

    private mutating func become(_ name: String?) -> String {
        guard let name else {
            agent = nil
            return ""
        }
        let id = AgentID(name.lowercased())
        agent = (id: id, name: name)
        if rehearsal.state.holder == .agent(id) { return "" }
        return take(.agentClaimed(id, displayName: name))
    }

    private mutating func leave(_ input: (AgentID) -> DialogInput) -> String {
        guard let agent else { return paint("nobody speaks as an agent; write ':as agent NAME'", .red) }
        let text = take(input(agent.id))
        if rehearsal.state.holder != .agent(agent.id) { self.agent = nil }
        return text
    }
}

extension String {
    fileprivate var trimmed: String {
        var text = self[...]
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
