internal import Dialog
internal import Logging
internal import PlaybookModel
internal import Routing
public import Store
internal import Telemetry
internal import Vocabulary

extension Dispatcher {
    /// Most who wait or are held when the service starts.
    private static let most = 10_000

    /// Takes the floor up where it was left: everyone in the queue stands where they stood, every agent has the grace
    /// to come back. Before anything else happens.
    public func restore() async throws(StoreError) {
        let state = try FloorCoding.state(of: try await store.journal(.floor))
        memory.withLock { memory in
            memory = FloorMemory(shelf.current.playbook, state: state)
        }
        for held in try await store.heldConversations() { await takeUp(held) }
        await step(.restarted)
        await catchUp()
    }

    /// Held by somebody of whom the floor's log knows nothing: it was written before there was one.
    private func takeUp(_ held: HeldConversation) async {
        let isKnown = memory.withLock { $0.floor.state.holder(of: held.conversation) == held.agent }
        guard !isKnown, let account = try? await store.account(held.agent) else { return }
        let isThere = memory.withLock { $0.floor.state.agents[held.agent] != nil }
        if !isThere { await step(.signedOn(AgentProfile(account, language: shelf.current.playbook.language))) }
        let service = shelf.current.playbook.routing
        await step(
            .arrived(
                RoutingRequest(
                    conversation: held.conversation, escalation: EscalationID("\(held.conversation.rawValue)/held"),
                    need: service.service.need(of: service.defaultTeam), waitingSince: now())))
        await step(.claimed(held.conversation, held.agent))
    }

    /// Compares the floor with what the conversations say, and follows them.
    func catchUp() async {
        memory.withLock { $0.isBehind = false }
        do throws(StoreError) {
            var named = Set<ConversationID>()
            for entry in try await store.waiting(limit: Self.most) { named.insert(entry.conversation) }
            for held in try await store.heldConversations() { named.insert(held.conversation) }
            named.formUnion(memory.withLock { $0.floor.state.chats.keys })
            for conversation in named.sorted() { await takeInPresent(conversation) }
        } catch {
            memory.withLock { $0.isBehind = true }
            log.warning("the floor cannot be compared with the store", metadata: ["error": "\(error)"])
        }
        memory.withLock { $0.isStale = true }
    }
}
