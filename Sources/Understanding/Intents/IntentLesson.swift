/// Phrases made ready for training: read, labelled, and embedded where that was not done before.
struct IntentLesson {
    /// Sorted.
    let labels: [String]
    /// The label of each phrase.
    let answers: [Int]
    /// The phrases as the readers see them.
    let messages: [IntentMessage]
    /// The words of the phrases, as they stand there.
    let spokenWords: [[Message.Word]]
    /// Names by which an encoder's vectors are known again; none without an encoder.
    let names: [UInt64]
    let fingerprint: Fingerprint

    /// - Parameter known: vectors by the names of what they are of.
    init(_ examples: [IntentClassifier.Example], encoder: (any SentenceEncoder)?, known: [UInt64: [Float]]) {
        labels = Set(examples.map(\.label)).sorted()
        let places = Dictionary(labels.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        answers = examples.compactMap { places[$0.label] }
        let read = examples.map { Message($0.text) }
        spokenWords = read.map(\.words)
        fingerprint = Self.fingerprint(examples, encoder)

        let requests = read.map { Courtesy.requestOnly($0.words) }
        guard let encoder else {
            names = []
            messages = requests.map { IntentMessage(words: $0) }
            return
        }
        let texts = zip(read, requests).map { $0.spelled($1) }
        let names = texts.map { Fingerprint($0).high }
        messages = requests.indices.map { index in
            let features = known[names[index]] ?? PhraseVectors.features(encoder.encode(texts[index]))
            return IntentMessage(words: requests[index], features: features)
        }
        self.names = names
    }

    /// What the model of these phrases is named after.
    static func fingerprint(
        _ examples: [IntentClassifier.Example], _ encoder: (any SentenceEncoder)?
    ) -> Fingerprint {
        var fingerprint = Fingerprint()
        fingerprint.add("\(TrainedModel.version)")
        fingerprint.add(encoder?.identity ?? "")
        for example in examples {
            fingerprint.add(example.label)
            fingerprint.add(example.text)
        }
        return fingerprint
    }
}
