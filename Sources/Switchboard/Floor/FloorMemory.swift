internal import ChatProtocol
internal import Dialog
internal import PlaybookModel
internal import Routing
internal import Store
internal import Vocabulary

/// What the dispatcher remembers. Only its loop changes the floor; anyone may look.
struct FloorMemory: Sendable {
    /// What a desk shows of somebody who waits.
    struct Line: Hashable, Sendable {
        var escalation: Escalation
        var frustration: Double
        var lastText: String
        /// When a person's first line is due.
        var clock: ShownClock?
    }

    struct Seat: Sendable {
        let desk: any Desk
        let account: AgentAccount
    }

    var floor: RoutingFloor
    /// The playbook that the machine's rules are from.
    var rulebook: PlaybookVersion
    /// How much of each conversation on the floor is known.
    var heads: [ConversationID: SequenceNumber] = [:]
    var lines: [ConversationID: Line] = [:]
    var seats: [AgentID: [Seat]] = [:]
    /// As it was last shown, to tell why it grew.
    var shown: [ConversationID: WaitEstimate] = [:]
    /// Turns that conversations are owed and could not be given.
    var owed: [(conversation: ConversationID, turn: Turn)] = []
    var recordsSinceImage = 0
    /// Something was missed: what the store says is taken in at the next tick.
    var isBehind = false
    /// What is shown is not what is.
    var isStale = false
    var isShowing = false
    var peopleObservers: [@Sendable (PeopleOnDuty) -> Void] = []
    var peopleShown: PeopleOnDuty?

    init(_ playbook: Playbook, state: RoutingState = RoutingState()) {
        let rules = RoutingRules(playbook)
        rulebook = playbook.version
        floor = RoutingFloor(
            machine: RoutingMachine(rules: rules), state: state, silence: playbook.routing.service.asking.silence)
    }

    mutating func adopt(_ playbook: Playbook) {
        guard playbook.version != rulebook else { return }
        rulebook = playbook.version
        floor.adopt(
            RoutingMachine(rules: RoutingRules(playbook)), silence: playbook.routing.service.asking.silence)
    }

    /// True: it was the agent's last.
    mutating func forget(_ desk: any Desk, of agent: AgentID) -> Bool {
        guard let before = seats[agent] else { return false }
        let rest = before.filter { $0.desk !== desk }
        seats[agent] = rest.isEmpty ? nil : rest
        return rest.isEmpty
    }

    func account(of agent: AgentID) -> AgentAccount? {
        seats[agent]?.last?.account
    }
}

extension RoutingRules {
    init(_ playbook: Playbook) {
        let zone = ZoneOffset.named(playbook.assistant.timeZone) ?? .utc
        self.init(plan: playbook.routing, hours: playbook.assistant.hours, offset: zone.offset)
    }
}

extension AgentProfile {
    /// - Parameter language: the house's own, which everyone speaks who names none.
    init(_ account: AgentAccount, language: String) {
        self.init(
            id: account.id, teams: Set(account.teams), skills: account.skills,
            languages: Set(account.languages.isEmpty ? [language] : account.languages), capacity: account.capacity)
    }
}

extension Playbook {
    /// The assistant's language without its region.
    var language: String { Self.language(of: assistant.locale) }

    static func language(of locale: String) -> String {
        locale.split(separator: "-").first.map { $0.lowercased() } ?? ""
    }
}
