internal import Store
internal import Vocabulary

/// A turn in the form of its rows: made by the caller, so that the writer's thread only binds.
final class EncodedTurn: Sendable {
    enum Work: Sendable {
        case run(ActionCall, arguments: [UInt8])
        case wake(TimerID, at: Timestamp)
        case cancelWake(TimerID)
        case enqueue(Escalation)
        case dequeue(EscalationID)
    }

    let conversation: String
    let expected: Int
    let at: Int64
    let rows: [LogRow]
    let work: [Work]
    let fired: String?
    let delivered: EffectID?
    let settlement: Settlement?
    let holder: String
    let heldBy: String?
    /// Of a conversation that begins.
    let visitor: String?
    let floor: [JournalEntry]
    /// Bytes it holds while it waits.
    let weight: Int

    init(_ commit: Commit) throws(StoreError) {
        guard !commit.entries.isEmpty else { throw .rejected("a turn without events") }
        do {
            let digest = Digest()
            rows = try commit.entries.enumerated().map { index, entry throws(MalformedRecord) in
                try Self.row(entry, of: commit, at: index, digest)
            }
            work = try commit.effects.map { effect throws(MalformedRecord) in try Self.work(effect) }
        } catch {
            throw .rejected(error.reason)
        }
        conversation = commit.conversation.rawValue
        expected = commit.expected.rawValue
        at = commit.at.milliseconds
        fired = commit.fired?.rawValue
        delivered = commit.delivered
        settlement = commit.settlement
        (holder, heldBy) = Self.columns(of: commit.holder)
        visitor =
            if case .opened(let opening)? = commit.entries.first?.event { opening.visitor.rawValue } else { nil }
        floor = commit.floor
        weight = rows.reduce(256 + 256 * work.count) { $0 + $1.body.count + 128 }
    }

    /// The place it will have is known, as the turn is only written on the head it expects.
    private static func row(
        _ entry: Commit.Entry, of commit: Commit, at index: Int, _ digest: Digest
    ) throws(MalformedRecord) -> LogRow {
        let body = try LogForm.body(of: entry.event)
        let sender = LogForm.text(of: entry.sender)
        let kind = LogForm.kind(of: entry.event)
        let bodyHash = digest.hash(body)
        let contentHash = entry.cmid.map { _ in entry.content.map { digest.hash(Array($0.utf8)) } ?? bodyHash } ?? []
        let record = HashChain.record(
            conversation: commit.conversation.rawValue, seq: commit.expected.rawValue + index + 1,
            at: commit.at.milliseconds, sender: sender, cmid: entry.cmid?.rawValue, kind: kind, bodyHash: bodyHash,
            contentHash: contentHash, digest)
        return LogRow(
            sender: sender, cmid: entry.cmid?.rawValue, kind: kind, body: body, bodyHash: bodyHash,
            contentHash: contentHash, record: record)
    }

    private static func work(_ effect: Effect) throws(MalformedRecord) -> Work {
        switch effect {
        case .run(let call): .run(call, arguments: try LogForm.bytes(of: call.arguments))
        case .wake(let timer, let at): .wake(timer, at: at)
        case .cancelWake(let timer): .cancelWake(timer)
        case .enqueue(let escalation): .enqueue(escalation)
        case .dequeue(let escalation, claimedBy: _): .dequeue(escalation)
        }
    }

    private static func columns(of holder: Holder) -> (holder: String, heldBy: String?) {
        switch holder {
        case .bot: ("bot", nil)
        case .queue(let escalation): ("queue", escalation.rawValue)
        case .agent(let agent): ("agent", agent.rawValue)
        case .nobody: ("nobody", nil)
        }
    }
}

/// What an event looks like in its row. A class, as the writer's thread would spend more on counting references to
/// the fields of a copied struct than on binding them.
final class LogRow: Sendable {
    let sender: String
    let cmid: String?
    let kind: String
    let body: [UInt8]
    let bodyHash: [UInt8]
    /// Of what the client said under its `cmid`; empty without one.
    let contentHash: [UInt8]
    /// `HashChain.record`
    let record: [UInt8]

    init(
        sender: String, cmid: String?, kind: String, body: [UInt8], bodyHash: [UInt8], contentHash: [UInt8],
        record: [UInt8]
    ) {
        self.sender = sender
        self.cmid = cmid
        self.kind = kind
        self.body = body
        self.bodyHash = bodyHash
        self.contentHash = contentHash
        self.record = record
    }
}
