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
    let holder: String
    let heldBy: String?
    /// Bytes it holds while it waits.
    let weight: Int

    init(_ commit: Commit) throws(StoreError) {
        guard !commit.entries.isEmpty else { throw .rejected("a turn without events") }
        do {
            let digest = Digest()
            rows = try commit.entries.map { entry throws(MalformedRecord) in try Self.row(entry, digest) }
            work = try commit.effects.map { effect throws(MalformedRecord) in try Self.work(effect) }
        } catch {
            throw .rejected(error.reason)
        }
        conversation = commit.conversation.rawValue
        expected = commit.expected.rawValue
        at = commit.at.milliseconds
        fired = commit.fired?.rawValue
        delivered = commit.delivered
        (holder, heldBy) = Self.columns(of: commit.holder)
        weight = rows.reduce(256 + 256 * work.count) { $0 + $1.body.count + 128 }
    }

    private static func row(_ entry: Commit.Entry, _ digest: Digest) throws(MalformedRecord) -> LogRow {
        let body = try LogForm.body(of: entry.event)
        return LogRow(
            sender: LogForm.text(of: entry.sender), cmid: entry.cmid?.rawValue, kind: LogForm.kind(of: entry.event),
            body: body, bodyHash: digest.hash(entry.content.map { Array($0.utf8) } ?? body))
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
