internal import Foundation
internal import Telemetry

/// Hands messages to a server over SMTP, each on a thread of its own: no call of C ever blocks a thread of Swift's pool.
/// Neither addresses nor passwords nor what the server says are part of an error.
public final class MailCarrier: Sendable {
    private let server: MailServer
    private let bound: Int
    private let open = Locked(0)

    /// - Parameter bound: deliveries at one time; more are told to come back.
    public init(_ server: MailServer, bound: Int = 4) {
        self.server = server
        self.bound = max(1, bound)
    }

    /// One delivery; ends at the server's timeout at the latest.
    public func send(_ message: MailMessage) async -> MailOutcome {
        let hasPlace = open.withLock { open in
            guard open < bound else { return false }
            open += 1
            return true
        }
        guard hasPlace else { return .again("too many deliveries at once") }
        defer { open.withLock { $0 -= 1 } }
        let server = server
        return await withCheckedContinuation { waiting in
            let thread = Thread {
                waiting.resume(returning: MailTransfer(message, server)?.perform() ?? .again("libcurl has no memory"))
            }
            thread.name = "warmline mail"
            thread.stackSize = 512 * 1024
            thread.start()
        }
    }
}
