internal import CLibWebSockets
internal import CUV

// The doors through which C enters: each finds its actor in the handle's user pointer and steps into its isolation,
// which holds because all of them are called on the loop's thread. The pointers go in `nonisolated(unsafe)`: they
// do not leave that thread.

/// Every callback of libwebsockets, for HTTP and every WebSocket subprotocol alike.
func gatewayCallback(
    _ instance: OpaquePointer?, _ reason: lws_callback_reasons, _ user: UnsafeMutableRawPointer?,
    _ input: UnsafeMutableRawPointer?, _ length: Int
) -> Int32 {
    guard let instance, let context = lws_get_context(instance), let owner = lws_context_user(context) else { return 0 }
    nonisolated(unsafe) let (wsi, bytes) = (
        instance, UnsafeRawBufferPointer(start: input, count: input == nil ? 0 : length)
    )
    let loop = Unmanaged<EventLoop>.fromOpaque(owner).takeUnretainedValue()
    return loop.assumeIsolated { loop in
        loop.handle(reason, of: wsi, bytes)
    }
}

func loopWoke(_ handle: UnsafeMutablePointer<uv_async_t>?) {
    guard let owner = handle?.pointee.data else { return }
    let loop = Unmanaged<EventLoop>.fromOpaque(owner).takeUnretainedValue()
    loop.executor.runJobs()
    loop.assumeIsolated { $0.emptyMailbox() }
}

func loopTicked(_ handle: UnsafeMutablePointer<uv_timer_t>?) {
    guard let owner = handle?.pointee.data else { return }
    Unmanaged<EventLoop>.fromOpaque(owner).takeUnretainedValue().assumeIsolated { $0.tick() }
}

func listenerIsReadable(_ handle: UnsafeMutablePointer<uv_poll_t>?, _ status: Int32, _ events: Int32) {
    guard let owner = handle?.pointee.data else { return }
    Unmanaged<EventLoop>.fromOpaque(owner).takeUnretainedValue().assumeIsolated { $0.acceptAll() }
}
