public import Dialog
public import PlaybookLoading
import PlaybookModel
public import Vocabulary

/// A conversation at a terminal, with everything the bot thinks beside what it says. Lines go in and text comes out;
/// the terminal and the files themselves are outside.
public struct Repl: Sendable {
    /// What to do after a line.
    public enum Next: Hashable, Sendable {
        case goOn
        /// Read the playbook again and call ``reload(_:machine:listener:)``.
        case reload
        case quit
    }

    /// The playbook's folder, as far as the REPL reads and writes in it. Paths are relative to the folder unless they
    /// begin with `/`, `./` or `../`.
    public struct Files: Sendable {
        let read: @Sendable (_ path: String) -> String?
        let write: @Sendable (_ path: String, _ text: String) -> String?

        /// - Parameters:
        ///   - read: `nil` when there is no such file.
        ///   - write: creates or replaces; returns what went wrong, or `nil`.
        public init(
            read: @escaping @Sendable (_ path: String) -> String?,
            write: @escaping @Sendable (_ path: String, _ text: String) -> String?
        ) {
            self.read = read
            self.write = write
        }

        /// Nothing can be saved.
        public static let none = Files(read: { _ in nil }, write: { _, _ in "there is no folder to save in" })
    }

    /// Everything that `:back` brings back.
    struct Point: Sendable {
        var rehearsal: Rehearsal
        var backEnd: ReplBackEnd
        var agent: (id: AgentID, name: String)?
        var last: (text: String, interpretation: Interpretation)?
    }

    /// Inputs that can be taken back, at most.
    static let longestWay = 200
    /// Points kept by name, at most.
    static let mostForks = 26

    var point: Point
    /// Before each input, oldest first.
    var way: [Point] = []
    var forks: [String: Point] = [:]
    var machine: DialogMachine
    var listener: Listener
    let paint: Paint
    let files: Files
    private let start: Timestamp

    var playbook: Playbook { machine.playbook }
    var trace: ReplTrace { ReplTrace(playbook: playbook, paint: paint) }

    /// - Parameters:
    ///   - machine: the service's own, with its time zone.
    ///   - talks: what they answer for an action when it is done is what its back end says here, the talk with
    ///     the most actions first; for others the developer is asked.
    ///   - now: the virtual clock's first reading.
    public init(
        machine: DialogMachine, talks: [Talk], now: Timestamp, paint: Paint = .none, files: Files = .none,
        listener: Listener
    ) {
        self.machine = machine
        self.listener = listener
        self.paint = paint
        self.files = files
        // Talks are written to the second.
        start = Timestamp(milliseconds: now.milliseconds / 1_000 * 1_000)
        point = Point(
            rehearsal: Rehearsal(machine: machine, conversation: "repl", now: start),
            backEnd: ReplBackEnd(canned: Self.canned(talks)))
    }

    public var prompt: String { paint(point.agent.map { "\($0.name)> " } ?? "you> ", .bold) }

    /// Columns that the prompt takes.
    public var promptWidth: Int { (point.agent?.name.count ?? 3) + 2 }

    /// Opens the conversation. Shown once, before the first prompt.
    public mutating func begin() -> String {
        let opening = Opening(
            visitor: "developer", channel: "repl", playbook: playbook.version, locale: playbook.assistant.locale,
            context: [:])
        let counts =
            "\(playbook.intents.count) intents, \(playbook.flows.count) flows, \(playbook.articles.count) articles"
        let greeting = take(.opened(opening))
        way.removeAll()
        return paint("\(playbook.assistant.company): \(counts). :help for commands.", .faint) + "\n" + greeting
    }

    /// One line typed by the developer. The text ends without a line break; it may be empty.
    public mutating func take(_ line: String) -> (text: String, next: Next) {
        let typed = line.trimmed
        guard !typed.isEmpty else { return ("", .goOn) }
        if let command = ReplCommand(typed) { return run(command) }
        if let agent = point.agent { return (take(.agentSaid(agent.id, text: typed)), .goOn) }
        return (say(typed, choice: nil), .goOn)
    }

    /// The conversation goes on with the playbook as it now is.
    /// - Parameter machine: of the new playbook; `nil` when it has faults.
    public mutating func reload(_ loaded: LoadedPlaybook, machine: DialogMachine?, listener: Listener) -> String {
        guard let machine else {
            return DiagnosticPrinter.text(loaded.diagnostics, paint: paint) + "\nThe playbook stays as it was."
        }
        self.machine = machine
        self.listener = listener
        point.backEnd.canned = Self.canned(loaded.talks)
        point.rehearsal.use(machine)
        let outcome = Replay(machine: machine, listener: listener).run(point.rehearsal.log, of: "repl")
        guard !outcome.differences.isEmpty else { return "Reloaded. This conversation would go the same way." }
        return "Reloaded. \(CheckCommand.counted(outcome.differences.count, "decision")) of this conversation "
            + "would be otherwise; :diff reload shows them."
    }

    mutating func restart() -> String {
        point = Point(
            rehearsal: Rehearsal(machine: machine, conversation: "repl", now: start),
            backEnd: ReplBackEnd(canned: point.backEnd.canned))
        return begin()
    }

    private static func canned(_ talks: [Talk]) -> [ActionName: ActionResult] {
        var canned: [ActionName: ActionResult] = [:]
        // The talks that get furthest are those in which all goes well.
        for talk in talks.sorted(by: { $0.answers.count > $1.answers.count }) {
            for (action, answers) in talk.answers where canned[action] == nil {
                canned[action] = answers.lazy.compactMap(\.result).first { if case .done = $0 { true } else { false } }
            }
        }
        return canned
    }

    // MARK: Speaking

    /// Remembers where the conversation stood before an input.
    mutating func keepPoint() {
        way.append(point)
        if way.count > Self.longestWay { way.removeFirst() }
    }

    mutating func say(_ text: String, choice: Choice?) -> String {
        let interpretation = point.rehearsal.interpret(text, by: listener)
        return take(
            .visitorSaid(text: text, choice: choice, interpretation: interpretation),
            last: (text: text, interpretation: interpretation))
    }

    mutating func take(
        _ input: DialogInput, last: (text: String, interpretation: Interpretation)? = nil
    ) -> String {
        keepPoint()
        let seen = point.rehearsal.log.count
        if let refusal = point.rehearsal.take(input, backEnd: &point.backEnd) {
            way.removeLast()
            return paint("refused: \(refusal)", .red)
        }
        if let last { point.last = last }
        return trace.text(of: point.rehearsal, since: seen)
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
