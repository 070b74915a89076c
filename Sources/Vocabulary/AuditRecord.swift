/// One line of the log of deeds: who did what to whom, with which inputs, and how it ended. Inputs stand in it by their
/// hash, so that it can be kept longer than what it is about.
public struct AuditRecord: Hashable, Codable, Sendable {
    public enum Actor: Hashable, Codable, Sendable {
        case bot
        case visitor(VisitorID)
        case agent(AgentID)
        /// The service itself: retention, replays, timers.
        case service
        /// Somebody at the command line.
        case administrator(String)
    }

    public enum Deed: String, Hashable, Codable, Sendable, CaseIterable {
        case asked
        case called
        case undone
        case approvalAsked
        case approved
        case declined
        case signedIn
        case roleChanged
        case exported
        case erased
        case settingChanged
    }

    /// 1, 2, 3 … without a gap.
    public let number: Int
    public let at: Timestamp
    public let actor: Actor
    public let deed: Deed
    /// What it was done with: an action's name, a setting's.
    public let subject: String
    public let conversation: ConversationID?
    public let key: BusinessKey?
    /// SHA-256 of the inputs' canonical bytes; empty without inputs.
    public let inputs: [UInt8]
    /// `done`, or why not; a code, never a sentence of somebody's.
    public let result: String

    public init(
        number: Int, at: Timestamp, actor: Actor, deed: Deed, subject: String, conversation: ConversationID? = nil,
        key: BusinessKey? = nil, inputs: [UInt8] = [], result: String
    ) {
        self.number = number
        self.at = at
        self.actor = actor
        self.deed = deed
        self.subject = subject
        self.conversation = conversation
        self.key = key
        self.inputs = inputs
        self.result = result
    }

    /// Each field after its length and numbers with the highest byte first: two records never have the same bytes.
    public var canonicalBytes: [UInt8] {
        var bytes: [UInt8] = []
        Self.append(Int64(number), to: &bytes)
        Self.append(at.milliseconds, to: &bytes)
        let (kind, name) = actor.words
        for text in [kind, name, deed.rawValue, subject] { Self.append(Array(text.utf8), to: &bytes) }
        for text in [conversation?.rawValue, key?.rawValue] {
            // Absent is not the same as empty.
            Self.append(text == nil ? 0 : 1, to: &bytes)
            Self.append(Array((text ?? "").utf8), to: &bytes)
        }
        Self.append(inputs, to: &bytes)
        Self.append(Array(result.utf8), to: &bytes)
        return bytes
    }

    private static func append(_ number: Int64, to bytes: inout [UInt8]) {
        for place in 0..<8 { bytes.append(UInt8(truncatingIfNeeded: number >> Int64(56 - 8 * place))) }
    }

    private static func append(_ field: [UInt8], to bytes: inout [UInt8]) {
        append(Int64(field.count), to: &bytes)
        bytes += field
    }
}

extension AuditRecord.Actor {
    fileprivate var words: (kind: String, name: String) {
        switch self {
        case .bot: ("bot", "")
        case .visitor(let id): ("visitor", id.rawValue)
        case .agent(let id): ("agent", id.rawValue)
        case .service: ("service", "")
        case .administrator(let name): ("administrator", name)
        }
    }
}

/// A record in its place: its hash covers every record before it.
public struct AuditLink: Hashable, Codable, Sendable {
    public let record: AuditRecord
    public let hash: [UInt8]

    /// What the first record follows.
    public static let beginning = [UInt8](repeating: 0, count: 32)

    public init(record: AuditRecord, hash: [UInt8]) {
        self.record = record
        self.hash = hash
    }

    /// - Parameter digest: SHA-256.
    public init(_ record: AuditRecord, after previous: [UInt8], digest: ([UInt8]) -> [UInt8]) {
        self.record = record
        hash = digest(previous + record.canonicalBytes)
    }
}

/// What is wrong with a log, at the first place where it is wrong.
public enum AuditFault: Error, Hashable, Sendable {
    /// The record that stands there is not the one that was written there, or an earlier one is not.
    case changed(number: Int)
    /// Another number stands where this one should.
    case missing(number: Int)
    /// The log ends before the head that was signed and kept elsewhere, or with another record.
    case headDiffers(number: Int)
}

extension AuditLink {
    /// Goes over a whole log, oldest first.
    ///
    /// - Parameter head: the newest number and hash that were kept in another place; whoever can change the whole log
    ///   can write a log that fits itself, but not that.
    public static func verify(
        _ log: some Sequence<AuditLink>, head: (number: Int, hash: [UInt8])? = nil, digest: ([UInt8]) -> [UInt8]
    ) throws(AuditFault) {
        var previous = beginning
        var number = 0
        for link in log {
            number += 1
            guard link.record.number == number else { throw .missing(number: number) }
            guard digest(previous + link.record.canonicalBytes) == link.hash else { throw .changed(number: number) }
            previous = link.hash
            guard let head, head.number == number else { continue }
            guard head.hash == link.hash else { throw .headDiffers(number: number) }
        }
        if let head, head.number > number { throw .headDiffers(number: head.number) }
    }
}
