public import ChatProtocol
internal import Dialog
public import Logging
internal import PlaybookModel
internal import Routing
public import Store
public import Vocabulary

/// Where agents arrive, and what all their desks share.
public final class DeskReception: Sendable {
    let store: any ConversationStore
    let lanes: ConversationLanes
    let shelf: PlaybookShelf
    let surroundings: Surroundings
    let dispatcher: Dispatcher
    let heartbeat: Heartbeat
    let companion: Companion?
    let casebook: Casebook?
    let approvals: (any ApprovalsAtDesk)?
    let onlookers = Onlookers()
    let mentions: Mentions
    /// Turns a one-use ticket into the agent it was made for.
    let redeem: @Sendable (String) async -> AgentAccount?
    private let log: Logger

    public init(
        store: any ConversationStore, lanes: ConversationLanes, shelf: PlaybookShelf, surroundings: Surroundings,
        dispatcher: Dispatcher, heartbeat: Heartbeat = .standard, companion: Companion? = nil,
        casebook: Casebook? = nil,
        approvals: (any ApprovalsAtDesk)? = nil, log: Logger,
        redeem: @escaping @Sendable (String) async -> AgentAccount?
    ) {
        self.store = store
        self.lanes = lanes
        self.shelf = shelf
        self.surroundings = surroundings
        self.dispatcher = dispatcher
        self.heartbeat = heartbeat
        self.companion = companion
        self.casebook = casebook
        self.approvals = approvals
        mentions = Mentions(store: store, dispatcher: dispatcher, now: surroundings.now)
        self.redeem = redeem
        self.log = log
        companion?.observe { [dispatcher] source, tally, isOn in
            dispatcher.showAll(
                .source(SilencedSource(source: source, used: tally.used, judged: tally.judged), isOn: isOn))
        }
    }

    /// The desk's side of the calls that wait for a person's word; every desk is shown each change.
    public static func approvals(_ approvals: Approvals, on dispatcher: Dispatcher) -> any ApprovalsAtDesk {
        DeskApprovals(approvals) { [weak dispatcher] in dispatcher?.approvalsChanged() }
    }

    /// A new connection of an agent.
    public func session(over wire: any Wire) -> AgentSession {
        AgentSession(reception: self, wire: wire)
    }

    /// The packet of a conversation that waits for, or is held by, an agent. Incomplete packets are never handed out.
    func handover(of conversation: ConversationID) async throws(StoreError) -> Handover? {
        let (state, records) = try await lanes.log(of: conversation)
        guard state.lastEscalation != nil else { return nil }
        let packet = HandoverBuilder.handover(
            from: records, state: state, playbook: shelf.edition(for: conversation).playbook)
        let missing = packet.missing(of: records, state: state)
        guard missing.isEmpty else {
            log.error("incomplete handover", metadata: ["conversation": "\(conversation)", "missing": "\(missing)"])
            return nil
        }
        return packet
    }

    /// May this agent read the conversation? Its holder may, anyone may look at one that waits, supervisors at all.
    public func mayRead(_ conversation: ConversationID, _ account: AgentAccount) async throws(StoreError) -> Bool {
        if account.role.leads { return true }
        guard account.role.servesVisitors else { return false }
        if dispatcher.isWaiting(conversation) { return true }
        if try await store.conversations(heldBy: account.id).contains(conversation) { return true }
        // Whom a colleague's note names may look, and nobody else hears that it exists.
        return try await lanes.log(of: conversation).records.contains { record in
            guard case .noted(let text, .agent) = record.event else { return false }
            return Mentions.names(in: text).contains(account.name)
        }
    }

    /// A word from the house to whoever has the conversation, or to those who lead while nobody has it. It stands among
    /// the notes that name them until they have looked.
    public func remind(_ text: String, of conversation: ConversationID, from name: String) async throws(StoreError) {
        let agents = dispatcher.holder(of: conversation).map { [$0] } ?? dispatcher.leading()
        try await mentions.remind(text, of: conversation, by: name, to: agents, at: surroundings.now())
    }

    /// What agents choose from.
    var house: DeskHouse {
        let playbook = shelf.current.playbook
        let skills = Set(playbook.routing.service.needs.values.flatMap(\.skills.keys)).sorted()
        return DeskHouse(
            teams: playbook.routing.teams.map { DeskHouse.Choice(name: $0.name.rawValue, title: $0.title) },
            skills: skills,
            tags: playbook.tags.map { DeskHouse.Choice(name: $0.name.rawValue, title: $0.title) })
    }

    /// What is due to the visitor of a conversation.
    func clocks(of records: [EventRecord]) -> [ShownClock] {
        dispatcher.readings(of: ServiceClock(records)).map(ShownClock.init)
    }
}

extension ShownClock {
    init(_ reading: ServiceClock.Reading) {
        self.init(kind: reading.kind.rawValue, due: reading.due, warns: reading.warns, left: reading.left)
    }
}
