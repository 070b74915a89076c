internal import Telemetry

/// A bounded first-in first-out of work, done one at a time by a task that lives only while there is work.
///
/// Lanes and sessions are built on it: ten thousand idle ones cost no task and no stream.
final class Mailbox<Work: Sendable>: Sendable {
    private struct Waiting {
        var works: [Work] = []
        var isRunning = false
    }

    private let waiting = Locked(Waiting())
    private let bound: Int
    private let perform: @Sendable (Work) async -> Void

    /// - Parameter bound: works that may wait; one more is refused.
    init(bound: Int, perform: @escaping @Sendable (Work) async -> Void) {
        self.bound = bound
        self.perform = perform
    }

    /// `false`: full, nothing was taken.
    func post(_ work: Work) -> Bool {
        let (isTaken, starts) = waiting.withLock { waiting in
            guard waiting.works.count < bound else { return (false, false) }
            waiting.works.append(work)
            defer { waiting.isRunning = true }
            return (true, !waiting.isRunning)
        }
        if starts {
            Task { await self.drain() }
        }
        return isTaken
    }

    var isIdle: Bool {
        waiting.withLock { !$0.isRunning }
    }

    private func drain() async {
        while let work = next() {
            await perform(work)
        }
    }

    private func next() -> Work? {
        waiting.withLock { waiting in
            guard !waiting.works.isEmpty else {
                waiting.works = []
                waiting.isRunning = false
                return nil
            }
            return waiting.works.removeFirst()
        }
    }
}
