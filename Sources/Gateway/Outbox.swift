internal import CLibWebSockets

/// One outgoing WebSocket message with the room in front that libwebsockets writes the frame's header into.
struct Frame: Sendable {
    enum Kind: Sendable { case text, binary }

    private(set) var storage: [UInt8]
    let kind: Kind
    let isDroppable: Bool

    init(_ payload: [UInt8], kind: Kind, isDroppable: Bool) {
        let headroom = Int(wl_lws_pre)
        storage = [UInt8](unsafeUninitializedCapacity: headroom + payload.count) { buffer, count in
            buffer[..<headroom].initialize(repeating: 0)
            _ = buffer[headroom...].initialize(fromContentsOf: payload)
            count = headroom + payload.count
        }
        self.kind = kind
        self.isDroppable = isDroppable
    }

    /// Bytes of payload.
    var count: Int { storage.count - Int(wl_lws_pre) }

    /// Hands the frame to libwebsockets; what the kernel does not take now, libwebsockets copies and keeps.
    /// Negative: the connection is lost.
    mutating func write(to socket: OpaquePointer) -> Int32 {
        let length = count
        let kind = kind == .text ? LWS_WRITE_TEXT : LWS_WRITE_BINARY
        return storage.withUnsafeMutableBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return -1 }
            return lws_write(socket, base + Int(wl_lws_pre), length, kind)
        }
    }
}

/// What waits to be written to one connection, bounded in frames and bytes.
///
/// From half of either bound on, droppable frames are dropped; what would pass a bound overflows.
struct Outbox {
    enum Answer { case queued, dropped, overflowed }

    /// Most connections wait for one frame at most, and need no array for it.
    private var first: Frame?
    private var rest: [Frame] = []
    private var head = 0
    private(set) var bytes = 0

    var count: Int { (first == nil ? 0 : 1) + rest.count - head }
    var isEmpty: Bool { first == nil }

    mutating func append(_ frame: Frame, frameBound: Int, byteBound: Int) -> Answer {
        let (frames, size) = (count + 1, bytes + frame.count)
        if frame.isDroppable, frames * 2 > frameBound || size * 2 > byteBound { return .dropped }
        guard frames <= frameBound, size <= byteBound else { return .overflowed }
        bytes = size
        if first == nil {
            first = frame
        } else {
            rest.append(frame)
        }
        return .queued
    }

    mutating func popFirst() -> Frame? {
        guard let frame = first else { return nil }
        bytes -= frame.count
        if head < rest.count {
            first = rest[head]
            head += 1
            if head == rest.count { rest = [] }
            if rest.isEmpty || head > 64, head * 2 > rest.count { compact() }
        } else {
            first = nil
        }
        return frame
    }

    mutating func removeAll() {
        (first, rest, head, bytes) = (nil, [], 0, 0)
    }

    private mutating func compact() {
        rest.removeFirst(min(head, rest.count))
        head = 0
    }
}
