/// Makes a question ready to be looked up as the understander does it: greeting and thanks taken off, slips of the
/// finger put right towards the words of the texts it knows.
public struct QuestionSpelling: Sendable {
    private let speller: Speller

    /// - Parameter texts: what the shop has written; their words are no slips.
    public init(texts: [String]) {
        var counts: [WordKey: (letters: [UInt32], count: Int)] = [:]
        for text in texts {
            for word in Message(text).words where word.kind == .word {
                counts[word.key, default: (word.letters, 0)].count += 1
            }
        }
        speller = Speller(vocabulary: counts.sorted { $0.key < $1.key }.map(\.value))
    }

    public func ready(_ text: String) -> String {
        let message = Message(text)
        let words = speller.repaired(Courtesy.requestOnly(message.words))
        return message.spelled(words)
    }
}
