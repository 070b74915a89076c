internal import Foundation
internal import Glibc
internal import PlaybookLoading

/// A playbook's files as they were last looked at: what has not been written since is not read again.
struct FolderImage: Sendable {
    /// What changes when a file is written, or another one takes its name.
    private struct Stamp: Hashable {
        let seconds: Int
        let nanoseconds: Int
        let size: Int
        let node: UInt64

        init?(_ path: String) {
            var status = stat()
            guard stat(path, &status) == 0 else { return nil }
            seconds = status.st_mtim.tv_sec
            nanoseconds = status.st_mtim.tv_nsec
            size = Int(status.st_size)
            node = UInt64(status.st_ino)
        }
    }

    private let path: String
    private var stamps: [String: Stamp] = [:]
    private var texts: [String: String] = [:]

    init(path: String) {
        self.path = path
    }

    /// In the order of their paths.
    var files: [SourceFile] {
        texts.sorted { $0.key < $1.key }.map { SourceFile(path: $0.key, text: $0.value) }
    }

    /// Looks again; says whether anything is different.
    ///
    /// - Throws: where a file cannot be read; the next look reads it again.
    mutating func look() throws -> Bool {
        let names = try FileManager.default.subpathsOfDirectory(atPath: path).filter(PlaybookLoader.reads)
        var present: [String: Stamp] = [:]
        for name in names { present[name] = Stamp("\(path)/\(name)") }
        guard present != stamps else { return false }
        for name in stamps.keys where present[name] == nil { texts[name] = nil }
        for (name, stamp) in present where stamps[name] != stamp {
            // Known again only once it has been read.
            stamps[name] = nil
            texts[name] = try String(contentsOfFile: "\(path)/\(name)", encoding: .utf8)
        }
        stamps = present
        return true
    }
}
