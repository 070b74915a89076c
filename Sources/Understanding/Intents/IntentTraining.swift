/// Trains all of a classifier's parts on the same phrases.
struct IntentTraining {
    struct Result {
        let words: NGramReader
        let meaning: EncoderReader?
        let calibration: Calibration
    }

    private let messages: [IntentMessage]
    private let answers: [Int]
    private let labels: [String]
    private let words: NGramTraining
    private let meaning: EncoderTraining?

    init(_ lesson: IntentLesson, encoder: (any SentenceEncoder)?) {
        messages = lesson.messages
        answers = lesson.answers
        labels = lesson.labels
        var words = NGramTraining()
        if encoder != nil {
            words.settings.judgesFamiliarity = false
        }
        self.words = words
        meaning = encoder.map { EncoderTraining(width: $0.width * 2, algebra: $0.algebra) }
    }

    func full() -> Result {
        Result(
            words: words.trained(on: messages, labels: answers, count: labels.count),
            meaning: meaning?.trained(on: messages, labels: answers, count: labels.count),
            calibration: calibrated())
    }

    /// A few rounds on from what is known of most of the phrases; calibrated as that is, since holding phrases out takes
    /// most of a training's time.
    ///
    /// - Parameter places: for each label the one that it is in `earlier`.
    func furthered(_ earlier: Result, places: [Int?]) -> Result {
        Result(
            words: words.furthered(earlier.words, places: places, on: messages, labels: answers),
            meaning: meaning?.trained(
                on: messages, labels: answers, count: labels.count, from: earlier.meaning?.head.moved(to: places)),
            calibration: earlier.calibration)
    }

    /// The model as it was kept; nothing when it does not fit the phrases after all.
    func restored(_ model: TrainedModel) -> Result? {
        guard model.labels == labels,
            let words = words.restored(model.words, phrases: messages, labels: answers, count: labels.count)
        else { return nil }
        guard let meaning else { return Result(words: words, meaning: nil, calibration: model.calibration) }
        guard let reader = meaning.restored(model.head, phrases: messages, labels: answers, count: labels.count)
        else { return nil }
        return Result(words: words, meaning: reader, calibration: model.calibration)
    }

    /// Beside an encoder words and letter runs say little that it has not said.
    private var usualShares: Shares {
        guard meaning != nil else { return NGramReader.usualShares }
        return Shares(EncoderReader.usualShares.values + NGramReader.usualShares.values.map { $0 / 4 })
    }

    private func calibrated() -> Calibration {
        let count = labels.count
        guard messages.count >= 20, count > 1 else { return .blank(usualShares) }
        let folds = Folds(labels: answers, count: count)
        let words = words.heldOut(messages, labels: answers, count: count, folds: folds)
        guard let meaning else { return Calibration(readings: words, answers: answers, usual: usualShares) }
        var sum = meaning.heldOut(messages, labels: answers, count: count, folds: folds)
        for index in sum.indices { sum[index].opinions += words[index].opinions }
        return Calibration(readings: sum, answers: answers, usual: usualShares)
    }
}
