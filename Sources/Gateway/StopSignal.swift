internal import Glibc
internal import Synchronization

/// SIGTERM and SIGINT as something to wait for. One a process: the latest made hears them.
///
/// By a handler that writes into a pipe. A dispatch source wants the signal ignored, and a signal that is ignored is
/// lost when it comes while the main thread has it unblocked: one stop in seven was.
public struct StopSignal: Sendable {
    /// The end that the handler writes to.
    private static let writingEnd = Atomic<Int32>(-1)

    private let readingEnd: Int32

    /// From here on both signals are kept for ``wait()`` and no longer end the process.
    public init() {
        var ends: [Int32] = [-1, -1]
        if pipe(&ends) == 0 {
            for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        }
        readingEnd = ends[0]
        Self.writingEnd.store(ends[1], ordering: .sequentiallyConsistent)
        for number in [SIGTERM, SIGINT] {
            signal(number) { _ in
                var byte: UInt8 = 1
                _ = write(StopSignal.writingEnd.load(ordering: .relaxed), &byte, 1)
            }
        }
    }

    /// Returns when one of them has come, also one that came before; at once when no pipe could be had.
    public func wait() async {
        let end = readingEnd
        await withCheckedContinuation { continuation in
            let waits = Thread.start {
                var byte: UInt8 = 0
                while read(end, &byte, 1) < 0, errno == EINTR {}
                continuation.resume()
            }
            if !waits { continuation.resume() }
        }
    }
}
