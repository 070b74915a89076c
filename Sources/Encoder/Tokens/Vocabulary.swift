/// A table of word pieces with the special ones known.
struct Vocabulary: Sendable {
    let pieces: PieceTable
    /// What stands for a word that cannot be put together from pieces.
    let unknown: Int
    /// What stands before every text, and after it.
    let begin: Int
    let end: Int
    /// Pieces that stand for themselves wherever a text has them, whatever is around them.
    let marks: [(text: [UInt8], token: Int)]

    /// `nil` where there is no table, or one of the three that no text can do without is missing.
    init?(_ pieces: PieceTable?) {
        guard let pieces, let unknown = pieces.token(of: "[UNK]"), let begin = pieces.token(of: "[CLS]"),
            let end = pieces.token(of: "[SEP]")
        else { return nil }
        self.pieces = pieces
        (self.unknown, self.begin, self.end) = (unknown, begin, end)
        marks = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"].compactMap { text in
            pieces.token(of: text).map { (Array(text.utf8), $0) }
        }
    }
}
