internal import Actions
public import Vocabulary

/// Something that happened, told to other people's machines: `{"type", "timestamp", "data"}` (Standard Webhooks 1.0).
public struct WebhookMessage: Hashable, Codable, Sendable {
    /// Bytes of a payload; what is larger is fetched by whoever was told of it.
    public static let longest = 20_000

    /// The same at every try: what receivers know a repetition by.
    public let id: String
    /// `conversation.resolved`
    public let type: String
    public let payload: [UInt8]

    /// `nil` for a payload that is too long, or a type that is not words with full stops between them.
    public init?(id: String, type: String, at moment: Timestamp, data: SlotValue) {
        let words = type.split(separator: ".", omittingEmptySubsequences: false)
        let isSound = words.allSatisfy { word in
            !word.isEmpty && word.utf8.allSatisfy { (0x61...0x7A).contains($0) || $0 == UInt8(ascii: "_") }
        }
        guard isSound, type.utf8.count <= 128 else { return nil }
        payload = JSONText.write(
            .record(["type": .text(type), "timestamp": .text(moment.rfc3339), "data": data]))
        guard payload.count <= Self.longest else { return nil }
        self.id = id
        self.type = type
    }

    private enum CodingKeys: CodingKey {
        case id, type, payload
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        id = try fields.decode(String.self, forKey: .id)
        type = try fields.decode(String.self, forKey: .type)
        payload = Array(try fields.decode(String.self, forKey: .payload).utf8)
    }

    /// The payload as the text that it is.
    public func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encode(id, forKey: .id)
        try fields.encode(type, forKey: .type)
        try fields.encode(String(decoding: payload, as: UTF8.self), forKey: .payload)
    }
}

public enum WebhookEndpointKind {}
public typealias WebhookEndpointID = Identifier<WebhookEndpointKind>

/// Where messages go. Its secrets are kept elsewhere and asked for at every call.
public struct WebhookEndpoint: Hashable, Sendable {
    public let id: WebhookEndpointID
    public let url: String
    /// Types it wants; `conversation` stands for all that begin with `conversation.`. Empty: everything.
    public let types: Set<String>
    public var isDisabled: Bool

    public init(id: WebhookEndpointID, url: String, types: Set<String> = [], isDisabled: Bool = false) {
        self.id = id
        self.url = url
        self.types = types
        self.isDisabled = isDisabled
    }

    public func wants(_ type: String) -> Bool {
        types.isEmpty || types.contains { type == $0 || type.hasPrefix($0 + ".") }
    }
}
