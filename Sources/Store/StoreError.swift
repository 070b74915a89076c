/// Why durable memory could not answer. Where a caller branches, there is a case.
public enum StoreError: Error, Hashable, Sendable {
    /// Full or read-only disk: nothing was written; reads still work. Try again after the time.
    case unavailable(String)
    /// More work waits than the writer's bound allows.
    case busy
    /// The file is damaged; what to do about it.
    case corrupt(String)
    case closed
    /// A turn the store could not write though its neighbours were written: the turn itself is at fault.
    case rejected(String)
}
