/// Why the shop's file could not be used.
public enum ShopError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The file cannot be opened, read or written; in SQLite's words.
    case unusable(String)
    /// Durability was asked for and not given (`PRAGMA synchronous` reads something else than FULL).
    case notDurable

    public var description: String {
        switch self {
        case .unusable(let words): "the shop's database cannot be used: \(words)"
        case .notDurable: "the shop's database does not keep what it commits"
        }
    }
}
