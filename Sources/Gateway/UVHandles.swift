internal import CUV

/// A libuv loop and the handle that wakes it.
///
/// Unchecked: everything but `wakeUp` is called on the loop's thread only, and `uv_async_send` is the one call that
/// libuv allows from any thread. The executor calls it under a lock that also guards the handle's end.
final class UVLoop: @unchecked Sendable {
    let pointer: UnsafeMutablePointer<uv_loop_t>
    private let wake: UnsafeMutablePointer<uv_async_t>

    init?(_ woke: @convention(c) (UnsafeMutablePointer<uv_async_t>?) -> Void) {
        pointer = .allocate(capacity: 1)
        pointer.initialize(to: uv_loop_t())
        wake = .allocate(capacity: 1)
        wake.initialize(to: uv_async_t())
        guard uv_loop_init(pointer) == 0, uv_async_init(pointer, wake, woke) == 0 else { return nil }
    }

    /// Whom `woke` finds in the handle's `data`. Before the loop runs.
    func setOwner(_ owner: UnsafeMutableRawPointer) { wake.pointee.data = owner }

    /// From any thread.
    func wakeUp() { uv_async_send(wake) }

    /// Milliseconds of the monotonic clock, read once a turn of the loop.
    var now: UInt64 { uv_now(pointer) }

    /// Turns until `stop`.
    func run() { uv_run(pointer, UV_RUN_DEFAULT) }

    /// Makes `run` return after this turn.
    func stop() { uv_stop(pointer) }

    /// Turns until what `isDone` asks for has happened, then closes the wake-up handle and lets the handles that are
    /// being closed finish. False when it did not happen within many turns; the loop must not be turned again.
    func finish(_ isDone: () -> Bool) -> Bool {
        for _ in 0..<10_000 where !isDone() { uv_run(pointer, UV_RUN_NOWAIT) }
        wake.withMemoryRebound(to: uv_handle_t.self, capacity: 1) { uv_close($0, nil) }
        for _ in 0..<4 { uv_run(pointer, UV_RUN_NOWAIT) }
        return isDone()
    }

    deinit {
        wake.deallocate()
        pointer.deallocate()
    }
}

/// Calls back every so many milliseconds.
final class UVTimer {
    private let pointer: UnsafeMutablePointer<uv_timer_t>

    init(_ loop: UVLoop, owner: UnsafeMutableRawPointer) {
        pointer = .allocate(capacity: 1)
        pointer.initialize(to: uv_timer_t())
        uv_timer_init(loop.pointer, pointer)
        pointer.pointee.data = owner
    }

    func start(every period: UInt64, _ callback: @convention(c) (UnsafeMutablePointer<uv_timer_t>?) -> Void) {
        uv_timer_start(pointer, callback, period, period)
    }

    func close() {
        uv_timer_stop(pointer)
        pointer.withMemoryRebound(to: uv_handle_t.self, capacity: 1) { uv_close($0) { free(handle: $0) } }
    }
}

/// Watches the listening socket.
final class UVPoll {
    private let pointer: UnsafeMutablePointer<uv_poll_t>

    init(_ loop: UVLoop, descriptor: Int32, owner: UnsafeMutableRawPointer) {
        pointer = .allocate(capacity: 1)
        pointer.initialize(to: uv_poll_t())
        uv_poll_init(loop.pointer, pointer, descriptor)
        pointer.pointee.data = owner
    }

    func start(_ callback: @convention(c) (UnsafeMutablePointer<uv_poll_t>?, Int32, Int32) -> Void) {
        uv_poll_start(pointer, Int32(UV_READABLE.rawValue), callback)
    }

    func stop() { uv_poll_stop(pointer) }

    func close() {
        uv_poll_stop(pointer)
        pointer.withMemoryRebound(to: uv_handle_t.self, capacity: 1) { uv_close($0) { free(handle: $0) } }
    }
}

private func free(handle: UnsafeMutablePointer<uv_handle_t>?) {
    UnsafeMutableRawPointer(handle)?.deallocate()
}
