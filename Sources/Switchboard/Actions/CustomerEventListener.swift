public import Store
public import Vocabulary

/// Something that happened in another system, as it told us (CloudEvents 1.0). `source` and `id` together name it.
public struct ReceivedEvent: Hashable, Codable, Sendable {
    public let source: String
    public let id: String
    /// `dev.warmline.bill.issued`
    public let type: String
    /// Whom or what it is about: by custom the customer's id at the site.
    public let subject: String?
    /// When it happened; when it came, where its sender does not say.
    public let at: Timestamp
    public let data: SlotValue

    public init(source: String, id: String, type: String, subject: String?, at: Timestamp, data: SlotValue) {
        self.source = source
        self.id = id
        self.type = type
        self.subject = subject
        self.at = at
        self.data = data
    }
}

/// Who wants to know what happens to customers elsewhere.
public protocol CustomerEventListener: Sendable {
    /// The event is taken in, durably, when this returns; an error makes its sender tell it again. After a crash the
    /// same event may come twice: `source` and `id` tell.
    func happened(_ event: ReceivedEvent) async throws(StoreError)
}
