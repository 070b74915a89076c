public import Vocabulary

/// Something that happened elsewhere (CloudEvents 1.0). `source` and `id` together name it once and for all.
public struct CloudEvent: Hashable, Sendable {
    /// What two deliveries of one event have in common.
    public struct Name: Hashable, Codable, Sendable {
        public let source: String
        public let id: String

        public init(source: String, id: String) {
            self.source = source
            self.id = id
        }
    }

    public let name: Name
    /// `dev.warmline.bill.issued`
    public let type: String
    public let subject: String?
    public let time: Timestamp?
    public let dataSchema: String?
    /// Attributes beyond the specification's own.
    public let extensions: [String: SlotValue]
    /// `.nothing` without data.
    public let data: SlotValue
}

extension CloudEvent {
    /// What happened on this side of the wire, told as others tell it.
    public init(name: Name, type: String, subject: String, data: SlotValue) {
        self.init(
            name: name, type: type, subject: subject, time: nil, dataSchema: nil, extensions: [:], data: data)
    }
}

/// Why an event is not taken, in words for its sender: they name attributes, never values.
public struct CloudEventFault: Error, Hashable, Sendable {
    public let words: String
    /// 415 for a form that is not spoken here, 400 for a wrong event, 413 for too many.
    public let status: Int

    public init(_ words: String, status: Int = 400) {
        self.words = words
        self.status = status
    }
}
