internal import CUV
internal import Glibc
internal import Synchronization
internal import Telemetry

/// Runs an actor's jobs on one thread that turns a libuv loop.
///
/// `enqueue` appends and wakes the loop by `uv_async_send`, the only libuv call that other threads may make; a wake
/// already under way is not repeated. Once the loop is closed, late jobs (a reply to a request whose connection is
/// long gone) run on a thread of their own, one after another, so that whoever awaits them goes on.
final class LoopExecutor: SerialExecutor {
    private struct Queue {
        var jobs: [UnownedJob] = []
        var wakeIsPending = false
        var isClosed = false
        var lateThreadRuns = false
    }

    private let queue = Locked(Queue())
    private let loop: UVLoop
    /// The thread on which jobs run now: the loop's, later the late one's. 0: none.
    private let thread = Atomic<UInt>(0)

    init(_ loop: UVLoop) {
        self.loop = loop
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let startsThread = queue.withLock { queue -> Bool in
            queue.jobs.append(job)
            if queue.isClosed {
                guard !queue.lateThreadRuns else { return false }
                queue.lateThreadRuns = true
                return true
            }
            wakeUp(&queue)
            return false
        }
        if startsThread {
            Thread.start { self.runLate() }
        }
    }

    /// Wakes the loop for something that is not a job.
    func wakeUp() {
        queue.withLock { queue in
            guard !queue.isClosed else { return }
            wakeUp(&queue)
        }
    }

    /// Under the lock, so that the handle is not closed in between.
    private func wakeUp(_ queue: inout Queue) {
        guard !queue.wakeIsPending else { return }
        queue.wakeIsPending = true
        loop.wakeUp()
    }

    /// Runs what has been enqueued. On the loop's thread.
    func runJobs() {
        let jobs = queue.withLock { queue -> [UnownedJob] in
            queue.wakeIsPending = false
            return take(&queue)
        }
        run(jobs)
    }

    /// Says that jobs run on this thread.
    func adopt() {
        thread.store(Self.current, ordering: .relaxed)
    }

    /// Jobs only wait from here on, and nothing wakes the loop any more.
    func seal() {
        queue.withLock { queue in
            queue.isClosed = true
            queue.lateThreadRuns = true
        }
    }

    /// Runs what is left; on the loop's thread as its last act, later on threads started for it.
    func runLate() {
        adopt()
        while true {
            let jobs = queue.withLock { queue -> [UnownedJob] in
                let jobs = take(&queue)
                guard jobs.isEmpty else { return jobs }
                queue.lateThreadRuns = false
                thread.store(0, ordering: .relaxed)
                return []
            }
            guard !jobs.isEmpty else { return }
            run(jobs)
        }
    }

    private func take(_ queue: inout Queue) -> [UnownedJob] {
        guard !queue.jobs.isEmpty else { return [] }
        let jobs = queue.jobs
        queue.jobs = []
        return jobs
    }

    private func run(_ jobs: [UnownedJob]) {
        for job in jobs {
            job.runSynchronously(on: asUnownedSerialExecutor())
        }
    }

    /// Whether the caller stands on the loop's thread.
    var isCurrent: Bool { thread.load(ordering: .relaxed) == Self.current }

    func checkIsolated() {
        precondition(isCurrent, "not on the gateway's loop")
    }

    func isIsolatingCurrentContext() -> Bool? { isCurrent }

    private static var current: UInt { UInt(pthread_self()) }
}

/// A detached POSIX thread that runs one closure.
enum Thread {
    private final class Body: Sendable {
        let run: @Sendable () -> Void
        init(_ run: @escaping @Sendable () -> Void) { self.run = run }
    }

    /// Starts it. False when the system has no thread to give.
    @discardableResult
    static func start(_ run: @escaping @Sendable () -> Void) -> Bool {
        let body = Unmanaged.passRetained(Body(run))
        var thread = pthread_t()
        let failed = pthread_create(
            &thread, nil,
            { argument in
                guard let argument else { return nil }
                Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().run()
                return nil
            }, body.toOpaque())
        guard failed == 0 else {
            body.release()
            return false
        }
        pthread_detach(thread)
        return true
    }
}
