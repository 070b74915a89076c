public import PlaybookModel
public import Vocabulary

/// What is looked up in the knowledge base, for whom, and when.
public struct ArticleQuery: Hashable, Sendable {
    /// In the asker's words, spelling already put right where somebody could.
    public var text: String
    /// The encoder's `SentenceVectors.last` of the text, where it has been computed already; an index with an encoder
    /// computes it otherwise.
    public var meaning: [Float]?
    /// Decides which articles hold; absent, the moment the index was made for.
    public var now: Timestamp?
    /// Who is asking: articles for anybody else are not found.
    public var readers: Readership

    public init(
        _ text: String, meaning: [Float]? = nil, at now: Timestamp? = nil, readers: Readership = .anybody
    ) {
        self.text = text
        self.meaning = meaning
        self.now = now
        self.readers = readers
    }
}
