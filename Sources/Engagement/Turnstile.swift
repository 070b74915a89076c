internal import Telemetry

/// Lets one through at a time, in the order of arrival, so that nothing awaits in the middle of somebody's step.
final class Turnstile: Sendable {
    private struct Line {
        var isTaken = false
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let line = Locked(Line())
    private let bound: Int

    /// - Parameter bound: who may wait; one more is turned away.
    init(bound: Int) {
        self.bound = bound
    }

    /// `false`: too many wait. Whoever got in has to ``leave()``.
    func enter() async -> Bool {
        let isFull = line.withLock { $0.waiting.count >= bound }
        guard !isFull else { return false }
        await withCheckedContinuation { turn in
            let isFree = line.withLock { line in
                guard line.isTaken else {
                    line.isTaken = true
                    return true
                }
                line.waiting.append(turn)
                return false
            }
            if isFree { turn.resume() }
        }
        return true
    }

    func leave() {
        let next = line.withLock { line -> CheckedContinuation<Void, Never>? in
            guard !line.waiting.isEmpty else {
                line.isTaken = false
                return nil
            }
            return line.waiting.removeFirst()
        }
        next?.resume()
    }
}
