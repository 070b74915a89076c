internal import Foundation
internal import Glibc

/// Wakes up when anything in a folder or its subfolders is written, moved or deleted (inotify(7)). A hint, no more: a
/// network's file system may tell nothing, so whoever waits looks for himself after a while.
final class FolderChanges: Sendable {
    private let path: String
    /// Negative where the system has none left to give: then every wait takes its full time.
    private let descriptor: Int32

    private static let events = UInt32(
        IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_DELETE_SELF | IN_ATTRIB)
    /// An editor, or a checkout, changes many files in a breath: they are one change.
    private static let breath: Int32 = 40

    init(path: String) {
        self.path = path
        descriptor = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
        watchFolders()
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    /// Blocks until something has changed and all is still again, at most so many milliseconds.
    func wait(atMost milliseconds: Int32) {
        guard hasChanges(within: milliseconds) else { return }
        var rest = milliseconds
        var foldersCame = false
        repeat {
            foldersCame = drain() || foldersCame
            rest -= Self.breath
        } while rest > 0 && hasChanges(within: Self.breath)
        // Walking through thousands of articles takes longer than reading the one that was edited.
        if foldersCame { watchFolders() }
    }

    private func hasChanges(within milliseconds: Int32) -> Bool {
        guard descriptor >= 0 else {
            usleep(UInt32(milliseconds) * 1_000)
            return false
        }
        var waited = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&waited, 1, milliseconds) > 0
    }

    /// Takes all that is told; says whether there may be folders that are not watched yet.
    private func drain() -> Bool {
        var buffer = [UInt8](repeating: 0, count: 4_096)
        var foldersCame = false
        while case let length = read(descriptor, &buffer, buffer.count), length > 0 {
            foldersCame = Self.tellOfFolders(buffer.prefix(length)) || foldersCame
        }
        return foldersCame
    }

    /// Each event is a watch, a mask, a cookie and the length of the name behind them, of four bytes each.
    private static func tellOfFolders(_ events: ArraySlice<UInt8>) -> Bool {
        events.withUnsafeBytes { bytes in
            var place = 0
            while place + 16 <= bytes.count {
                let mask = bytes.loadUnaligned(fromByteOffset: place + 4, as: UInt32.self)
                // Where the system has lost count, anything may have come.
                if mask & UInt32(IN_ISDIR | IN_IGNORED | IN_Q_OVERFLOW) != 0 { return true }
                place += 16 + Int(bytes.loadUnaligned(fromByteOffset: place + 12, as: UInt32.self))
            }
            return false
        }
    }

    /// One that is watched already stays so.
    private func watchFolders() {
        guard descriptor >= 0 else { return }
        inotify_add_watch(descriptor, path, Self.events)
        let items = FileManager.default.enumerator(
            at: URL(fileURLWithPath: path), includingPropertiesForKeys: [.isDirectoryKey])
        while let item = items?.nextObject() as? URL {
            guard (try? item.resourceValues(forKeys: [.isDirectoryKey]))?.isDirectory == true else { continue }
            inotify_add_watch(descriptor, item.path, Self.events)
        }
    }
}
