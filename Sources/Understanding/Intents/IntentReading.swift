/// What is said of a training phrase by a reader that never saw it.
struct HeldOutReading: Sendable {
    let phrase: Int
    /// One list a judge, in it one number a label.
    var opinions: [[Double]]
    var familiarity: [Double]
    /// Its familiarity if no phrase of its label had been seen either.
    var stranger: [Double]
}

/// What a reader says of a message.
struct IntentReading: Sendable {
    /// One list a judge, in it one number a label, on a scale of the judge's own. `Shares` makes one of them.
    var opinions: [[Double]]
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
    /// What an encoder makes of it; empty without one.
    let features: [Float]
    /// What the n-gram reader sees of it.
    let counts: [(bucket: UInt32, count: Float)]
    /// Buckets of the beginnings of its telling words.
    let beginnings: [UInt32]

    init(words: some Sequence<Message.Word>, features: [Float] = []) {
        self.words = Array(words)
        self.features = features
        counts = NGrams.counts(of: self.words)
        beginnings = NGrams.beginnings(of: self.words)
    }
}
