internal import Foundation

/// The number of the text that is being read, where another process sees it, even of one that died.
struct HostileProgress {
    private let file: FileHandle

    init(path: String) throws {
        if !FileManager.default.fileExists(atPath: path) { try Data().write(to: URL(fileURLWithPath: path)) }
        guard let file = FileHandle(forUpdatingAtPath: path) else { throw CocoaError(.fileWriteUnknown) }
        self.file = file
    }

    func note(_ number: Int) {
        var number = number
        _ = pwrite(file.fileDescriptor, &number, MemoryLayout<Int>.size, 0)
    }

    /// -1 before the first.
    var last: Int {
        var number = 0
        let count = pread(file.fileDescriptor, &number, MemoryLayout<Int>.size, 0)
        return count == MemoryLayout<Int>.size ? number : -1
    }
}
