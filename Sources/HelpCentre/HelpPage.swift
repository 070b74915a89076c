/// One page, ready to be sent.
public struct HelpPage: Hashable, Sendable {
    public var status: Int
    /// The whole value of `Content-Type`.
    public var type: String
    public var body: [UInt8]
    /// Elsewhere, for a status that says so.
    public var location: String?

    init(status: Int = 200, type: String, _ text: String) {
        self.status = status
        self.type = type
        body = Array(text.utf8)
    }

    init(movedTo location: String) {
        self.init(status: 308, type: "text/plain; charset=utf-8", "")
        self.location = location
    }
}
