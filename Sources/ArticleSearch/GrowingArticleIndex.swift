internal import Synchronization
public import Understanding
public import Vocabulary

/// Answers by words and letters from the first moment, and by meaning too as soon as that is learned. Searches never
/// wait: they go on with the old index until the new one takes its place in one step.
public final class GrowingArticleIndex: ArticleIndex {
    private let present: Mutex<ArticleSearchIndex>

    public init(_ first: ArticleSearchIndex) {
        present = Mutex(first)
    }

    public func search(_ query: ArticleQuery, limit: Int) -> [ArticleHit] {
        current.search(query, limit: limit)
    }

    /// As it answers now.
    public var current: ArticleSearchIndex { present.withLock { $0 } }

    /// Reads every piece that is not known yet, on the thread that calls: some milliseconds each.
    ///
    /// - Parameters:
    ///   - known: vectors of texts that have been read before.
    ///   - isWanted: asked before each piece, with what has been read so far; once it says no, nothing changes and nothing
    ///     is given back.
    /// - Returns: the vectors of all pieces, to be kept.
    @discardableResult
    public func learn(
        from encoder: any SentenceEncoder, knowing known: ArticleVectors? = nil,
        while isWanted: (ArticleVectors) -> Bool = { _ in true }
    ) -> ArticleVectors? {
        let lexical = current
        guard let vectors = lexical.vectors(by: encoder, knowing: known, while: isWanted) else { return nil }
        let whole = lexical.with(vectors, of: encoder)
        present.withLock { $0 = whole }
        return vectors
    }
}
