/// A message's words as lists look at them, judged once for all lists.
struct ListedWords: Sendable {
    let words: [Message.Word]
    /// Which words may be others with a slip of the finger: long, and no words of the language.
    let maySlip: [Bool]
    /// The folded text they stand in.
    let text: [UInt32]

    /// Letters of the shortest word in which a slip is forgiven.
    static let shortestSlip = 5

    init(_ message: Message, ordinary: Lexicon) {
        words = message.words.filter { $0.kind != .symbol }
        maySlip = words.map { word in
            word.kind == .word && word.letters.count >= Self.shortestSlip && !ordinary.contains(word.key)
        }
        text = message.folded
    }

    var count: Int { words.count }

    subscript(_ index: Int) -> Message.Word { words[index] }

    subscript(_ range: Range<Int>) -> ArraySlice<Message.Word> { words[range] }
}
