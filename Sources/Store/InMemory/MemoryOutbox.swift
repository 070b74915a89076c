internal import Vocabulary

/// Effects from commit to delivery. Calls under one business key share a row; each waits for its result.
struct MemoryOutbox {
    private struct Row {
        enum State {
            /// To be run from `readyAt` on; a lease moves it to its end. `nil`: at once, whatever the clock says.
            case waiting(readyAt: Timestamp?)
            case finished(ActionResult)
            case dead(error: String)
        }

        let call: ActionCall
        var state = State.waiting(readyAt: nil)
        var attempts = 0
        var lease: String?
        var lastError: String?
    }

    private struct Waiter {
        let effect: EffectID
        let row: Int
    }

    private var rows: [Row] = []
    private var claims = 0
    private var rowOfEffect: [EffectID: Int] = [:]
    private var holderOfKey: [BusinessKey: Int] = [:]
    /// In the order in which they asked.
    private var waiters: [Waiter] = []

    /// When something can be claimed next.
    var nextReady: Timestamp? {
        rows.compactMap { row in
            switch row.state {
            case .waiting(let readyAt): readyAt ?? Timestamp(milliseconds: 0)
            case .finished, .dead: nil
            }
        }.min()
    }

    mutating func take(_ commit: Commit) throws(StoreError) {
        if let delivered = commit.delivered {
            waiters.removeAll { $0.effect == delivered }
        }
        for effect in commit.effects {
            switch effect {
            case .run(let call): try add(call)
            case .wake, .cancelWake, .enqueue, .dequeue: break
            }
        }
    }

    private mutating func add(_ call: ActionCall) throws(StoreError) {
        guard rowOfEffect[call.id] == nil else { throw .rejected("effect \(call.id.text) is already there") }
        let row = holderOfKey[call.key] ?? rows.count
        if row == rows.count {
            rows.append(Row(call: call))
            holderOfKey[call.key] = row
        }
        rowOfEffect[call.id] = row
        waiters.append(Waiter(effect: call.id, row: row))
    }

    mutating func claim(limit: Int, lease: TimeSpan, now: Timestamp) -> [OutboxJob] {
        let ready = rows.indices.compactMap { index -> (readyAt: Timestamp, row: Int)? in
            guard case .waiting(let readyAt) = rows[index].state else { return nil }
            let moment = readyAt ?? Timestamp(milliseconds: 0)
            return moment <= now || readyAt == nil ? (moment, index) : nil
        }
        return ready.sorted { $0 < $1 }.prefix(max(0, limit)).map { _, index in
            rows[index].attempts += 1
            claims += 1
            rows[index].lease = "\(index)/\(claims)"
            rows[index].state = .waiting(readyAt: now + lease)
            return OutboxJob(
                call: rows[index].call, attempt: rows[index].attempts, lease: rows[index].lease ?? "")
        }
    }

    /// Whether the lease was still held.
    @discardableResult
    mutating func settle(_ job: OutboxJob, as outcome: OutboxOutcome) -> Bool {
        guard let index = rowOfEffect[job.call.id], rows[index].lease == job.lease else { return false }
        rows[index].lease = nil
        switch outcome {
        case .finished(let result):
            rows[index].state = .finished(result)
            switch result {
            case .done:
                // What was taken back is not there any more: the next one makes it anew, and may be taken back too.
                guard let key = job.call.key.takenBack else { break }
                holderOfKey[key] = nil
                holderOfKey[job.call.key] = nil
            case .unknown: break
            case .refused, .overLimit: holderOfKey[job.call.key] = nil
            }
        case .retry(let at, let error):
            rows[index].state = .waiting(readyAt: at)
            rows[index].lastError = error
        case .parked(let until):
            rows[index].state = .waiting(readyAt: until)
            rows[index].attempts -= 1
        case .dead(let error):
            rows[index].state = .dead(error: error)
            holderOfKey[job.call.key] = nil
        }
        return true
    }

    mutating func hasten(_ effect: EffectID) -> Bool {
        guard let index = rowOfEffect[effect], case .waiting = rows[index].state else { return true }
        guard rows[index].lease == nil else { return false }
        rows[index].state = .waiting(readyAt: nil)
        return true
    }

    func undelivered(limit: Int) -> [DeliverableResult] {
        let ready = waiters.lazy.compactMap { waiter -> DeliverableResult? in
            switch rows[waiter.row].state {
            case .waiting: nil
            case .finished(let result): DeliverableResult(effect: waiter.effect, result: result)
            case .dead: DeliverableResult(effect: waiter.effect, result: .refused(reason: "failed"))
            }
        }
        return Array(ready.prefix(max(0, limit)))
    }

    func dead(limit: Int) -> [DeadEffect] {
        let dead = rows.lazy.compactMap { row -> DeadEffect? in
            switch row.state {
            case .dead(let error):
                DeadEffect(call: row.call, attempts: row.attempts, error: error)
            case .finished(.unknown):
                DeadEffect(
                    call: row.call, attempts: row.attempts, error: row.lastError ?? "nobody knows whether it happened")
            case .waiting, .finished(.done), .finished(.refused), .finished(.overLimit):
                nil
            }
        }
        return Array(dead.prefix(max(0, limit)))
    }
}
