internal import Foundation
internal import Vocabulary

/// How well feelings were read; its JSON form is fixed, and what does not apply is absent from it.
public struct SentimentResult: Sendable, Encodable {
    /// Pearson's correlation of the valence read with the valence judged; nothing when fewer than two rows have one,
    /// or all have the same.
    public let pearson: Double?
    /// The chance that a frustrated message is read as more frustrated than another; nothing unless there are both.
    public let frustratedAUROC: Double?
    /// Mean of the processor time, for cutting into words and reading; building the word lists is not counted.
    public let microsPerMessage: Double
    /// Every row with what was read in it, for reports.
    public let readings: [SentimentEvaluation.Reading]

    enum CodingKeys: String, CodingKey {
        case pearson = "pearson_r"
        case frustratedAUROC = "frustrated_auroc"
        case microsPerMessage = "micros_per_message"
    }

    init(_ readings: [SentimentEvaluation.Reading], microsPerMessage: Double) {
        self.readings = readings
        self.microsPerMessage = microsPerMessage
        pearson = Self.correlation(
            readings.compactMap { reading in reading.row.valence.map { ($0, reading.sentiment.valence) } })
        let judged = readings.filter { $0.row.frustrated != nil }
        let frustrated = judged.filter { $0.row.frustrated == true }.map(\.sentiment.frustration)
        let calm = judged.filter { $0.row.frustrated == false }.map(\.sentiment.frustration)
        frustratedAUROC =
            frustrated.isEmpty || calm.isEmpty ? nil : Scores.areaUnderCurve(above: frustrated, below: calm)
    }

    /// One line of JSON with sorted keys.
    public var json: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        guard let bytes = try? encoder.encode(self) else { return "{}" }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func correlation(_ pairs: [(Double, Double)]) -> Double? {
        let count = Double(pairs.count)
        let means = (pairs.reduce(0) { $0 + $1.0 } / count, pairs.reduce(0) { $0 + $1.1 } / count)
        var (together, first, second) = (0.0, 0.0, 0.0)
        for pair in pairs {
            let (x, y) = (pair.0 - means.0, pair.1 - means.1)
            together += x * y
            first += x * x
            second += y * y
        }
        guard pairs.count > 1, first > 0, second > 0 else { return nil }
        let correlation = together / (first.squareRoot() * second.squareRoot())
        return correlation.isFinite ? correlation : nil
    }
}
