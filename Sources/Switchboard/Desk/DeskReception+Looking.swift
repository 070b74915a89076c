internal import ChatProtocol
public import Store
public import Vocabulary

/// For those who show something beside a conversation, or want its agent to see something.
extension DeskReception {
    /// Whether what is known of a conversation's visitor may be shown to this agent.
    public func mayLookInto(
        _ conversation: ConversationID, _ account: AgentAccount
    ) async throws(StoreError) -> Bool {
        try await mayRead(conversation, account)
    }

    /// A word from the house to whoever has the conversation, on their desk; nobody has it, nobody is told.
    public func remind(_ text: String, in conversation: ConversationID, from name: String) async {
        let held = (try? await store.heldConversations()) ?? []
        guard let holder = held.first(where: { $0.conversation == conversation }) else { return }
        dispatcher.show(.mentioned(conversation, by: name, text: text), to: holder.agent)
    }
}
