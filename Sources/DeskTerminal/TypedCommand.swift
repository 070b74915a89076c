/// What can be typed at the desk; each with what it is followed by and what it does, for the sheet.
enum TypedCommand: String, CaseIterable, Sendable {
    case queue, why, take, decline, chats, chat, log, context, past
    case help, quit, who, here, away, leave
    case note, drafts, draft, reply, send, anyway, `do`, tag, untag, back, resolve, pass
    case approvals, approve, refuse
    case watch, takeover, source

    /// In the order of the sheet.
    static let sheet: [(title: String, commands: [TypedCommand])] = [
        ("Who waits", [.queue, .why, .take, .decline, .here, .away, .who]),
        ("Your chats", [.chats, .chat, .log, .context, .past, .leave]),
        ("Answering", [.drafts, .draft, .reply, .send, .anyway, .note, .do]),
        ("Ending", [.tag, .untag, .resolve, .back, .pass]),
        ("A person's word", [.approvals, .approve, .refuse]),
        ("For those who lead", [.watch, .takeover, .source]),
        ("This desk", [.help, .quit]),
    ]

    var usage: String {
        switch self {
        case .queue, .chats, .drafts, .send, .anyway, .approvals, .here, .away, .who, .past, .context, .quit: ""
        case .why, .chat, .watch, .takeover: "N"
        case .take, .decline, .log, .leave: "[N]"
        case .note: "TEXT"
        case .draft, .do: "N"
        case .reply: "NAME"
        case .tag, .untag: "TAG…"
        case .back: "[NOTE]"
        case .resolve: "[OUTCOME] [+TAG…]"
        case .pass: "agent|team|skill NAME [NOTE]"
        case .approve: "N [NOTE]"
        case .refuse: "N REASON"
        case .source: "NAME on|off"
        case .help: "[COMMAND]"
        }
    }

    var words: String {
        switch self {
        case .queue: "who waits, in the order in which they are served, and why"
        case .why: "what makes the place of N"
        case .take: "take N, or the visitor who is offered to you, or the first who waits"
        case .decline: "let somebody else have the visitor who is offered to you"
        case .here: "be there for visitors"
        case .away: "be away: nobody is offered to you"
        case .who: "who is on duty"
        case .chats: "the chats on your desk"
        case .chat: "turn to chat N; /N is short for it"
        case .log: "the last N lines of this chat"
        case .context: "what is known: slots, actions, articles, mood"
        case .past: "the customer's other conversations, and resolved ones like this"
        case .leave: "put a finished chat away, or stop watching"
        case .drafts: "drafts with their sources, replies, what the bot can do next"
        case .draft: "take draft N into the line"
        case .reply: "take a reply into the line, by its name"
        case .send: "send what was taken as it stands"
        case .anyway: "send what was held back"
        case .note: "a note for colleagues; @name tells somebody"
        case .do: "the bot does what stands under N of what it can do next"
        case .tag: "say what it is about; without a name: the first suggested"
        case .untag: "take a tag away"
        case .resolve: "end it; outcomes: \(TypedCommand.outcomes.joined(separator: ", "))"
        case .back: "hand back to the bot"
        case .pass: "pass it on; a skill may have a level: payments=3"
        case .approvals: "what the bot may not do without a person's word"
        case .approve: "yes: exactly this is done"
        case .refuse: "no, and why"
        case .watch: "look on, unseen by the visitor; what you write is a note"
        case .takeover: "take a colleague's chat"
        case .source: "a source of drafts, on or off"
        case .help: "this sheet"
        case .quit: "leave; the chats you hold go back to the queue after a while"
        }
    }

    static let outcomes = ["solved", "answered", "refunded", "passed_on", "not_solved", "gone"]

    /// A line that begins with `/`: the command, as far as it is unambiguous, and the rest.
    enum Parsed: Hashable {
        case command(TypedCommand, String)
        case chat(Int)
        case unknown(String, near: [TypedCommand])
    }

    static func parse(_ line: String) -> Parsed {
        let body = line.dropFirst()
        let name = body.prefix { !$0.isWhitespace }.lowercased()
        let rest = body.dropFirst(name.count).drop(while: \.isWhitespace)
        let argument = String(rest.reversed().drop(while: \.isWhitespace).reversed())
        if let number = Int(name) { return .chat(number) }
        if let exact = TypedCommand(rawValue: name) { return .command(exact, argument) }
        let near = name.isEmpty ? [] : allCases.filter { $0.rawValue.hasPrefix(name) }
        guard let only = near.first, near.count == 1 else { return .unknown(name, near: near) }
        return .command(only, argument)
    }
}
