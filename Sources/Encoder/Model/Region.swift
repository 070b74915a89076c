internal import Glibc

/// Memory that nobody writes for as long as it lives: a file mapped read-only, or numbers laid out once.
///
/// `@unchecked` because a raw pointer is never `Sendable`; it is safe because only `init` writes.
final class Region: @unchecked Sendable {
    let start: UnsafeRawPointer
    let count: Int
    private let isMapped: Bool

    /// Maps a file, whose pages are then shared with every process that maps it. What replaces the file later (a new
    /// import is renamed over it) leaves the mapped one as it is.
    init(mapping path: String) throws(ModelProblem) {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else {
            throw errno == ENOENT ? .noFile(path) : .unreadable(path, reason: String(cString: strerror(errno)))
        }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw .unreadable(path, reason: "it is not a file")
        }
        guard status.st_size > 0 else { throw .cutShort(path, bytes: 0) }
        guard let memory = mmap(nil, Int(status.st_size), PROT_READ, MAP_PRIVATE, file, 0), memory != MAP_FAILED else {
            throw .unreadable(path, reason: String(cString: strerror(errno)))
        }
        start = UnsafeRawPointer(memory)
        count = Int(status.st_size)
        isMapped = true
    }

    /// Lays out values in memory of its own.
    init<Value: BitwiseCopyable>(_ values: [Value]) {
        let count = values.count * MemoryLayout<Value>.stride
        let memory = UnsafeMutableRawPointer.allocate(byteCount: max(count, 64), alignment: 64)
        values.withUnsafeBytes { UnsafeMutableRawBufferPointer(start: memory, count: count).copyMemory(from: $0) }
        start = UnsafeRawPointer(memory)
        self.count = count
        isMapped = false
    }

    deinit {
        if isMapped {
            munmap(UnsafeMutableRawPointer(mutating: start), count)
        } else {
            UnsafeMutableRawPointer(mutating: start).deallocate()
        }
    }

    var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: start, count: count) }

    /// The values from a byte on, whose type the layout knows.
    func values<Value: BitwiseCopyable>(at offset: Int, as type: Value.Type = Value.self) -> UnsafePointer<Value> {
        (start + offset).assumingMemoryBound(to: type)
    }
}
