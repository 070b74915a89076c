/// A message with its slips put right, once for all who read it.
struct SpelledMessage: Sendable {
    let message: Message
    /// One for each of the message's words, at the same places.
    let words: [Message.Word]

    /// Without the greeting and the thanks around it.
    var request: [Message.Word] { Courtesy.requestOnly(words) }

    /// The words that were read as others, with those.
    var repairs: [(word: Message.Word, put: Message.Word)] {
        zip(message.words, words).filter { $0.letters != $1.letters }.map { (word: $0, put: $1) }
    }

    /// Some of the words as a message of its own.
    func part(_ places: Range<Int>) -> SpelledMessage {
        let start = words[places].first?.start ?? 0
        return SpelledMessage(
            message: message.part(message.words[places]), words: words[places].map { $0.moved(by: -start) })
    }
}
