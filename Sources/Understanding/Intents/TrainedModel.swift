/// Everything that training found out, to be kept in a file: the next start with the same phrases reads instead of
/// training, and one with a few phrases more has only those to embed.
///
/// The same phrases give the same bytes on the same kind of machine.
public struct TrainedModel: Sendable {
    /// Names the phrases, the shop's words, the encoder and the way of training: 32 hexadecimal digits.
    public var name: String { fingerprint.text }

    let fingerprint: Fingerprint
    /// Of the encoder; empty without one.
    let encoder: String
    let labels: [String]
    /// Of each phrase's text, as it was embedded.
    let phrases: [UInt64]
    /// `phrases.count × width` numbers.
    let vectors: [Float]
    let head: [Float]
    let words: [Float]
    let calibration: Calibration

    private static let magic: UInt64 = 0x3154_4E49_4C57_0A1A
    /// Goes up when the same phrases would give another model, or the bytes another meaning.
    static let version: UInt32 = 5

    /// What `bytes` gave; nothing when these are another program's, another version's, or cut short.
    public init?(bytes: [UInt8]) {
        var reader = ByteForm.Reader(bytes)
        guard reader.long() == Self.magic, reader.word() == Self.version,
            let high = reader.long(), let low = reader.long(), let encoder = reader.text(),
            let labels = reader.word().flatMap({ Self.texts(Int($0), &reader) }),
            let phrases = reader.longs(), let vectors = reader.floats(), let head = reader.floats(),
            let words = reader.floats(), let numbers = reader.doubles(),
            let calibration = Calibration(numbers: numbers), reader.isAtEnd
        else { return nil }
        self.init(
            fingerprint: Fingerprint(high: high, low: low), encoder: encoder, labels: labels, phrases: phrases,
            vectors: vectors, head: head, words: words, calibration: calibration)
    }

    init(
        fingerprint: Fingerprint, encoder: String, labels: [String], phrases: [UInt64], vectors: [Float],
        head: [Float], words: [Float], calibration: Calibration
    ) {
        self.fingerprint = fingerprint
        self.encoder = encoder
        self.labels = labels
        self.phrases = phrases
        self.vectors = vectors
        self.head = head
        self.words = words
        self.calibration = calibration
    }

    public var bytes: [UInt8] {
        var writer = ByteForm.Writer()
        writer.write(Self.magic)
        writer.write(Self.version)
        writer.write(fingerprint.high)
        writer.write(fingerprint.low)
        writer.write(encoder)
        writer.write(UInt32(labels.count))
        for label in labels { writer.write(label) }
        writer.write(phrases)
        writer.write(vectors)
        writer.write(head)
        writer.write(words)
        writer.write(calibration.numbers)
        return writer.bytes
    }

    private static func texts(_ count: Int, _ reader: inout ByteForm.Reader) -> [String]? {
        var texts: [String] = []
        for _ in 0..<count {
            guard let text = reader.text() else { return nil }
            texts.append(text)
        }
        return texts
    }

    /// The vectors by phrase, for an encoder of the same name.
    func known(to encoder: String) -> [UInt64: [Float]] {
        guard encoder == self.encoder, !phrases.isEmpty else { return [:] }
        return PhraseVectors(values: vectors, width: vectors.count / phrases.count).named(phrases)
    }
}
