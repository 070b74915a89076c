internal import Foundation
internal import Glibc
internal import Synchronization

/// Waits for SIGTERM or SIGINT.
///
/// By a handler that writes into a pipe. A dispatch source wants the signal ignored, and a signal that is ignored is
/// lost when it comes while the main thread has it unblocked: one stop in seven was.
enum StopSignal {
    /// The end that the handler writes to.
    private static let writingEnd = Atomic<Int32>(-1)

    static func wait() async {
        var ends: [Int32] = [-1, -1]
        guard Glibc.pipe(&ends) == 0 else { return }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        writingEnd.store(ends[1], ordering: .sequentiallyConsistent)
        for number in [SIGTERM, SIGINT] {
            signal(number) { _ in
                var byte: UInt8 = 1
                _ = write(StopSignal.writingEnd.load(ordering: .relaxed), &byte, 1)
            }
        }
        let end = ends[0]
        await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                var byte: UInt8 = 0
                while read(end, &byte, 1) < 0, errno == EINTR {}
                continuation.resume()
            }
        }
    }
}
