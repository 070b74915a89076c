public import Vocabulary

/// Finds articles that may answer a message. The port of this room; a search index behind it may be anything that
/// answers at once.
public protocol ArticleIndex: Sendable {
    /// The passages that answer best, best first, at most one an article. Never throws: an index that fails finds
    /// nothing.
    func search(_ query: ArticleQuery, limit: Int) -> [ArticleHit]
}

extension ArticleIndex {
    /// What anybody may read, at the moment the index was made for.
    public func search(_ text: String, limit: Int) -> [ArticleHit] {
        search(ArticleQuery(text), limit: limit)
    }
}
