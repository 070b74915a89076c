public import Store
internal import Telemetry

/// Something that is read from its journal when it is first wanted. Whoever wants it meanwhile waits for the same
/// reading; what could not be read is tried again by the next.
public final class RestoredOnce: Sendable {
    private let read: @Sendable () async throws -> Void
    private let reading = Locked<Task<Void, any Error>?>(nil)

    /// - Parameter read: called for the first who wants it, and again after it threw.
    public init(_ read: @escaping @Sendable () async throws -> Void) {
        self.read = read
    }

    /// Throws what the reading threw; the next call reads again.
    public func callAsFunction() async throws(StoreError) {
        let task = reading.withLock { reading in
            let task = reading ?? Task { [read] in try await read() }
            reading = task
            return task
        }
        do {
            try await task.value
        } catch {
            reading.withLock { if $0 == task { $0 = nil } }
            throw (error as? StoreError) ?? .closed
        }
    }
}
