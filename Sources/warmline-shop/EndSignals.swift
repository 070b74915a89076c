import Foundation
import Glibc
import Synchronization

/// SIGTERM and SIGINT as something to wait for, through a pipe: a signal that is ignored, as a dispatch source wants
/// it, can be lost.
struct EndSignals {
    private static let writingEnd = Atomic<Int32>(-1)

    private let readingEnd: Int32

    init() {
        var ends: [Int32] = [-1, -1]
        if Glibc.pipe(&ends) == 0 {
            for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        }
        readingEnd = ends[0]
        Self.writingEnd.store(ends[1], ordering: .sequentiallyConsistent)
        for number in [SIGTERM, SIGINT] {
            signal(number) { _ in
                var byte: UInt8 = 1
                _ = write(EndSignals.writingEnd.load(ordering: .relaxed), &byte, 1)
            }
        }
    }

    func first() async {
        let end = readingEnd
        await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                var byte: UInt8 = 0
                while read(end, &byte, 1) < 0, errno == EINTR {}
                continuation.resume()
            }
        }
    }
}
