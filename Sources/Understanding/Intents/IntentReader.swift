/// One way of telling what a message asks for. The classifier adds up what its readers say, so a second way (an
/// encoder's vectors, say) joins by being one more reader.
protocol IntentReader: Sendable {
    func reading(of message: IntentMessage) -> IntentReading
    /// The familiarity numbers of the message if the label's phrases had never been learned, or nearly so: what a
    /// message about a neighbouring topic would get.
    func familiarity(of message: IntentMessage, without label: Int) -> [Double]
}

/// Makes a reader from phrases; called once for the whole set and once for each fold of the calibration.
protocol IntentReaderTraining: Sendable {
    /// - Parameter labels: label of each phrase, `0..<count`.
    func trained(on phrases: [IntentMessage], labels: [Int], count: Int) -> any IntentReader
}

/// What a reader says of a message.
struct IntentReading: Sendable {
    /// One number a label, on the scale of log-probabilities.
    var scores: [Double]
    /// How much the message resembles anything that was learned; each number the higher the more, on scales of
    /// its own. The classifier learns their usual values.
    var familiarity: [Double]
    /// The training phrases most like it, best first, with their cosine.
    var nearest: [(phrase: Int, similarity: Double)]
    /// None of the telling words is known, only the glue between them.
    var isStrange: Bool
}

/// A message made ready for the readers once, whatever their number.
struct IntentMessage: Sendable {
    let words: [Message.Word]
    /// What the n-gram reader sees of it.
    let counts: [(bucket: UInt32, count: Float)]
    /// Buckets of the beginnings of its telling words.
    let beginnings: [UInt32]

    init(words: some Sequence<Message.Word>) {
        self.words = Array(words)
        counts = NGrams.counts(of: self.words)
        beginnings = NGrams.beginnings(of: self.words)
    }
}
