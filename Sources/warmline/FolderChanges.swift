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
        repeat {
            drain()
            rest -= Self.breath
        } while rest > 0 && hasChanges(within: Self.breath)
        watchFolders()
    }

    private func hasChanges(within milliseconds: Int32) -> Bool {
        guard descriptor >= 0 else {
            usleep(UInt32(milliseconds) * 1_000)
            return false
        }
        var waited = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&waited, 1, milliseconds) > 0
    }

    private func drain() {
        var buffer = [UInt8](repeating: 0, count: 4_096)
        while read(descriptor, &buffer, buffer.count) > 0 {}
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
