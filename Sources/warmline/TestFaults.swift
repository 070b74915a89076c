#if WARMLINE_FAULTS
    internal import Foundation
    internal import SQLiteStore
    internal import Switchboard
    internal import Telemetry
    internal import Vocabulary

    /// What a test breaks on purpose, by the environment variable WARMLINE_FAULTS (`contract.md`, R3). Not in what ships.
    enum TestFaults {
        private static let names = Set(
            (ProcessInfo.processInfo.environment["WARMLINE_FAULTS"] ?? "").split(separator: ",").map(String.init))

        static var store: Set<StoreFault> { Set(StoreFault.allCases.filter { names.contains($0.rawValue) }) }
        static var forgetsKeys: Bool { names.contains("no-idempotency-key") }

        /// Kills this process, as kill -9 does, at the commit that WARMLINE_DEATH names: `before:17` as its 17th
        /// transaction is about to be durable, `after:17` when it is and nobody knows.
        static var death: (@Sendable (_ isDurable: Bool) -> Void)? {
            let order = (ProcessInfo.processInfo.environment["WARMLINE_DEATH"] ?? "").split(separator: ":")
            guard order.count == 2, let place = Int(order[1]) else { return nil }
            let isAfter = order[0] == "after"
            let commits = Locked(0)
            return { isDurable in
                guard isDurable == isAfter else { return }
                let count = commits.withLock { commits in
                    commits += 1
                    return commits
                }
                if count == place { kill(getpid(), SIGKILL) }
            }
        }
    }

    /// Sends every attempt under a key of its own, as if the provider's idempotency did not exist.
    struct KeylessBackend: ActionBackend {
        let backend: any ActionBackend

        func perform(_ call: ActionCall, attempt: Int) async -> ActionAttempt {
            let key = BusinessKey("\(call.key)-\(UUID().uuidString)")
            return await backend.perform(
                ActionCall(id: call.id, action: call.action, arguments: call.arguments, key: key), attempt: attempt)
        }
    }
#endif
