public import Vocabulary

/// What a visitor's client may say (`Frames`, version 1).
public enum VisitorMessage: Hashable, Sendable {
    case hello(VisitorHello)
    case say(cmid: ClientMessageID, text: String, choice: Choice?)
    case rate(cmid: ClientMessageID, stars: Int, comment: String)
    /// Rather the bot than waiting.
    case leaveQueue(cmid: ClientMessageID)
    /// Enough, whoever it is with.
    case end(cmid: ClientMessageID)
    /// One of the times that were offered for a call-back.
    case callback(cmid: ClientMessageID, begins: Timestamp)
    case typing(on: Bool)
    case read(SequenceNumber)
    case ping(Int)
}

/// The first frame of a visitor's connection.
public struct VisitorHello: Hashable, Sendable {
    /// Absent: a new visitor.
    public let token: String?
    public let epoch: LogEpoch?
    /// The last event this client has.
    public let last: SequenceNumber
    public let locale: String
    public let context: [String: String]
    /// Who the visitor is, signed by the site: an ``IdentityToken``, not looked at yet.
    public let identity: String?
    /// What only this page knows: by it a page that comes back is told from one that merely has an old token.
    public let secret: String?

    public init(
        token: String? = nil, epoch: LogEpoch? = nil, last: SequenceNumber = .start, locale: String = "",
        context: [String: String] = [:], identity: String? = nil, secret: String? = nil
    ) {
        self.token = token
        self.epoch = epoch
        self.last = last
        self.locale = locale
        self.context = context
        self.identity = identity
        self.secret = secret
    }
}

extension VisitorMessage {
    /// The longest text of one message, in Unicode scalars.
    public static let longestText = 4_000
    /// The longest frame, in bytes; the gateway closes above it.
    public static let longestFrame = 65_536

    /// Reads one frame; everything that is not exactly a frame of version 1 is refused, nothing crashes.
    public init(decoding bytes: [UInt8]) throws(Refusal) {
        var frame = try FrameReader(bytes)
        let type = try frame.string("type", atMost: 32)
        switch type {
        case "hello":
            try frame.version()
            self = .hello(
                VisitorHello(
                    token: try frame.optionalString("token", atMost: 512),
                    epoch: try frame.optionalString("epoch", atMost: 64).map { LogEpoch($0) },
                    last: SequenceNumber(try frame.optionalInteger("last", in: 0...Int(Int32.max)) ?? 0),
                    locale: try frame.optionalString("locale", atMost: 35) ?? "",
                    context: try frame.strings("context", atMost: 16, each: 2_048),
                    identity: try frame.optionalString("identity", atMost: IdentityToken.longest),
                    secret: try frame.secret()))
        case "say":
            let cmid = try frame.clientMessageID()
            let choice = try Self.choice(&frame)
            let text = try frame.string("text", atMost: Self.longestText)
            guard !text.allSatisfy(\.isWhitespace) else { throw frame.bad("'text' is empty.") }
            self = .say(cmid: cmid, text: text, choice: choice)
        case "rate":
            self = .rate(
                cmid: try frame.clientMessageID(), stars: try frame.integer("stars", in: 1...5),
                comment: try frame.optionalString("comment", atMost: Self.longestText) ?? "")
        case "leave_queue": self = .leaveQueue(cmid: try frame.clientMessageID())
        case "end": self = .end(cmid: try frame.clientMessageID())
        case "callback":
            let begins = try frame.integer("begins", in: 0...4_102_444_800_000)
            self = .callback(
                cmid: try frame.clientMessageID(), begins: Timestamp(milliseconds: Int64(begins)))
        case "typing": self = .typing(on: try frame.bool("on"))
        case "read": self = .read(SequenceNumber(try frame.integer("seq", in: 0...Int(Int32.max))))
        case "ping": self = .ping(try frame.integer("n", in: 0...Int(Int32.max)))
        default: throw frame.bad("There is no frame of this type.")
        }
        try frame.finish()
    }

    private static func choice(_ frame: inout FrameReader) throws(Refusal) -> Choice? {
        guard let json = frame.take("choice") else { return nil }
        guard let choice = Choice(json: json) else { throw frame.bad("'choice' is none we know.") }
        return choice
    }
}
