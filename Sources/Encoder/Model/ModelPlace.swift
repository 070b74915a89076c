public import Foundation

/// Where a program looks for its language model.
public enum ModelPlace: Hashable, Sendable {
    /// None is wanted: words and letter runs have to do.
    case none
    case file(String)

    /// `$WARMLINE_MODEL`, an empty one meaning none; else `warmline/minilm-l6-v2.warmline` in the user's data folder.
    public init(environment: [String: String] = ProcessInfo.processInfo.environment) {
        if let path = environment["WARMLINE_MODEL"] {
            self = path.isEmpty ? .none : .file(path)
            return
        }
        let home = environment["HOME"] ?? NSHomeDirectory()
        // The XDG specification: a relative path is to be ignored.
        let data = environment["XDG_DATA_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? "\(home)/.local/share"
        self = .file("\(data)/warmline/minilm-l6-v2.warmline")
    }
}
