public import Vocabulary

/// Finds articles that may answer a message. The port of this room; a search index behind it may be anything that
/// answers at once.
public protocol ArticleIndex: Sendable {
    /// The passages that answer best, best first, at most one an article. Never throws: an index that fails finds
    /// nothing.
    func search(_ text: String, limit: Int) -> [ArticleHit]
}
