internal import ChatProtocol
public import Vocabulary

/// An agent's desk in a terminal: lines typed and frames heard in, lines to show and frames to send out. Pure: the
/// terminal, the socket and the clock are outside.
///
/// Every conversation has a number that stays for the shift. Places in the queue move while one reads them; a number
/// never names another visitor.
public struct TerminalDesk: Sendable {
    /// Messages that wait for an acknowledgement, at most.
    static let mostPending = 200
    static let mostChats = 64

    /// Makes the messages' names those of this desk: 8 to 20 characters of `[A-Za-z0-9_-]`.
    let seed: String
    /// Of the wall clock that times are shown in, ahead of UTC.
    let offset: TimeSpan
    var count = 0

    var agent = ""
    var name = ""
    var role = ""
    var epoch = ""
    var house: JSON = .null
    var heartbeat = (every: TimeSpan.seconds(20), dead: TimeSpan.seconds(45))
    var isConnected = false
    var hasSeenQueue = false
    var isAvailable = true
    var heardAt: Timestamp?
    var pingedAt: Timestamp?

    var queue: [JSON] = []
    var more = 0
    /// Visitors who are offered to this agent, with the end of the offer where it is known.
    var offers: [(conversation: String, until: Timestamp?)] = []
    var claiming: Set<String> = []
    var chats: [TerminalChat] = []
    /// The conversation that is written to.
    var active: String?
    var colleagues: [JSON] = []
    var approvals: [JSON] = []
    /// Notes that name this agent and are not read, oldest first.
    var mentions: [JSON] = []
    var hasHeardMentions = false
    /// By conversation or approval.
    var numbers: [String: Int] = [:]
    var pending: [PendingMessage] = []
    /// Words taken up and not sent yet.
    var staged: StagedWords?

    /// A message that is not acknowledged: sent again after a reconnect, under its own name.
    struct PendingMessage: Sendable {
        let cmid: String
        let conversation: String
        let text: String
        let draft: String
        let frame: JSON
    }

    struct StagedWords: Sendable {
        let conversation: String
        let text: String
        var draft = ""
        /// Every hole is filled.
        var isComplete = true
        /// They were sent and came back; `true`: they may go all the same.
        var isHeldBack = false
    }

    public init(seed: String, offset: TimeSpan = .seconds(0)) {
        self.seed = seed
        self.offset = offset
    }

    /// The service has welcomed us and shows us among those on duty, after who waits.
    public var isReady: Bool { isConnected && (role == "author" || isOnDuty) }
    private var isOnDuty: Bool { colleagues.contains { $0.string("agent") == agent } }

    /// Everything that was sent is answered.
    public var isSettled: Bool { pending.isEmpty && claiming.isEmpty && !chats.contains { $0.readingSince != nil } }

    /// What stands before the line: who waits, and to whom it goes.
    public var prompt: String {
        guard isConnected else { return "(no connection) › " }
        var parts: [String] = []
        if !offers.isEmpty { parts.append("offer") }
        if !queue.isEmpty { parts.append("\(queue.count + more) waiting") }
        let unread = chats.reduce(0) { $0 + $1.unread }
        if unread > 0 { parts.append("\(unread) new") }
        if !mentions.isEmpty { parts.append("\(mentions.count) naming you") }
        if !isAvailable { parts.append("away") }
        let state = parts.isEmpty ? "" : "[\(parts.joined(separator: ", "))] "
        guard let chat = activeChat else { return "\(state)› " }
        return "\(state)\(chat.number) \(SafeText.visible(String(chat.title.prefix(24)))) › "
    }

    // MARK: The line

    /// The connection is gone; nothing that was written is lost.
    public mutating func lost(at now: Timestamp) -> [DeskEffect] {
        guard isConnected else { return [] }
        isConnected = false
        hasSeenQueue = false
        colleagues = []
        offers = []
        claiming = []
        return [.show(ShownLine("The connection is lost; trying again. What you write waits.", .red))]
    }

    /// Time passes: a sign of life, a word before a promise to a visitor is broken. Once a second is often enough.
    public mutating func passed(to now: Timestamp) -> [DeskEffect] {
        guard isConnected else { return [] }
        if let heardAt, now - heardAt > heartbeat.dead { return [.reconnect] }
        var effects: [DeskEffect] = []
        if now - (pingedAt ?? Timestamp(milliseconds: 0)) >= heartbeat.every {
            pingedAt = now
            effects.append(.send(["type": "ping", "n": 1]))
        }
        for index in chats.indices {
            if let since = chats[index].readingSince, now - since > .seconds(3) {
                effects += endReading(at: index, now)
            }
            effects += alarms(at: index, now)
        }
        for offer in offers where offer.until.map({ $0 < now - .seconds(2) }) ?? false { drop(offer.conversation) }
        return effects
    }

    private mutating func alarms(at index: Int, _ now: Timestamp) -> [DeskEffect] {
        guard chats[index].isOpen else { return [] }
        var effects: [DeskEffect] = []
        for clock in chats[index].clocks {
            guard let due = clock.moment("due"), due <= now || clock.moment("warns").map({ $0 <= now }) ?? false else {
                continue
            }
            let kind = clock.string("kind")
            guard chats[index].warned.insert("\(kind) \(due.milliseconds) \(due <= now)").inserted else { continue }
            let words = due <= now ? "is late" : "is due in \(DeskWords.waited(due - now))"
            let chat = chats[index]
            effects.append(
                .show(ShownLine("! \(chat.number) \(chat.title): \(DeskWords.clock(kind)) \(words)", .red)))
            effects.append(.ring)
        }
        return effects
    }

    // MARK: Names

    mutating func number(of name: String) -> Int {
        if let known = numbers[name] { return known }
        numbers[name] = numbers.count + 1
        return numbers.count
    }

    func conversation(numbered number: Int) -> String? {
        numbers.first { $0.value == number }?.key
    }

    func index(of conversation: String) -> Int? { chats.firstIndex { $0.id == conversation } }

    var activeChat: TerminalChat? { active.flatMap(index).map { chats[$0] } }

    func name(of agent: String) -> String {
        if agent == self.agent { return name }
        return colleagues.first { $0.string("agent") == agent }?.string("name") ?? agent
    }

    mutating func drop(_ conversation: String) {
        offers.removeAll { $0.conversation == conversation }
    }

    var leads: Bool { role == "supervisor" || role == "admin" }

    func clock(_ moment: Timestamp) -> String {
        let minutes = (moment + offset).milliseconds / 60_000
        return "\(DeskWords.twoDigits(minutes / 60 % 24)):\(DeskWords.twoDigits(minutes % 60))"
    }
}

extension Timestamp {
    static func - (moment: Self, span: TimeSpan) -> Self {
        Self(milliseconds: moment.milliseconds &- span.milliseconds)
    }
}
