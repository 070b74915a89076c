public import ChatProtocol
internal import Dialog
public import Logging
public import Store
internal import Vocabulary

/// Where agents arrive, and what all their desks share.
public final class DeskReception: Sendable {
    let store: any ConversationStore
    let lanes: ConversationLanes
    let shelf: PlaybookShelf
    let surroundings: Surroundings
    let dispatcher: Dispatcher
    let heartbeat: Heartbeat
    /// Turns a one-use ticket into the agent it was made for.
    let redeem: @Sendable (String) async -> AgentAccount?
    private let log: Logger

    public init(
        store: any ConversationStore, lanes: ConversationLanes, shelf: PlaybookShelf, surroundings: Surroundings,
        dispatcher: Dispatcher, heartbeat: Heartbeat = .standard, log: Logger,
        redeem: @escaping @Sendable (String) async -> AgentAccount?
    ) {
        self.store = store
        self.lanes = lanes
        self.shelf = shelf
        self.surroundings = surroundings
        self.dispatcher = dispatcher
        self.heartbeat = heartbeat
        self.redeem = redeem
        self.log = log
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
        guard packet.missing.isEmpty else {
            log.error(
                "incomplete handover", metadata: ["conversation": "\(conversation)", "missing": "\(packet.missing)"])
            return nil
        }
        return packet
    }

    /// May this agent read the conversation? Its holder may, anyone may look at one that waits, supervisors at all.
    func mayRead(_ conversation: ConversationID, _ account: AgentAccount) async throws(StoreError) -> Bool {
        switch account.role {
        case .supervisor, .admin: return true
        case .agent: break
        }
        if dispatcher.isWaiting(conversation) { return true }
        return try await store.conversations(heldBy: account.id).contains(conversation)
    }
}
