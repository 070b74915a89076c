internal import Vocabulary

/// An evaluation of feelings for a terminal: the verdict, then the messages that were read worst. Fits 100 columns.
public struct SentimentReport: Sendable {
    private static let width = 100
    private static let listed = 8

    private let result: SentimentResult
    private let paint: Paint

    public init(_ result: SentimentResult, paint: Paint = .none) {
        self.result = result
        self.paint = paint
    }

    public var text: String {
        [[verdict], misjudged, unheard, imagined].filter { !$0.isEmpty }
            .map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
    }

    private var verdict: String {
        var parts = ["\(result.readings.count) message\(result.readings.count == 1 ? "" : "s")"]
        if let r = result.pearson { parts.append("valence r \(Figure.number(r, 3))") }
        if let area = result.frustratedAUROC { parts.append("frustration AUROC \(Figure.number(area, 3))") }
        parts.append("\(Figure.number(result.microsPerMessage, 1)) µs a message")
        return paint(parts.joined(separator: " · "), .bold)
    }

    /// Those whose place among all by valence is farthest from the place people gave them: the scales may differ.
    private var misjudged: [String] {
        let judged = result.readings.filter { $0.row.valence != nil }
        guard judged.count > 1 else { return [] }
        let truths = Self.standardised(judged.map { $0.row.valence ?? 0 })
        let readings = Self.standardised(judged.map(\.sentiment.valence))
        let worst = judged.indices.sorted { left, right in
            let (first, second) = (abs(truths[left] - readings[left]), abs(truths[right] - readings[right]))
            return first == second ? left < right : first > second
        }
        return [heading("Valence read worst", "judged, read, and the words that made it")]
            + worst.prefix(Self.listed).flatMap { index in
                let reading = judged[index]
                let truth = Figure.number(reading.row.valence ?? 0, 2).leftPadded(6)
                return lines(reading, "\(truth) \(Figure.number(reading.sentiment.valence, 2).leftPadded(6))")
            }
    }

    private var unheard: [String] {
        frustration("Frustration not heard", of: true) { $0.sentiment.frustration < $1.sentiment.frustration }
    }

    private var imagined: [String] {
        frustration("Frustration imagined", of: false) { $0.sentiment.frustration > $1.sentiment.frustration }
    }

    private func frustration(
        _ title: String, of truth: Bool,
        by isWorse: (SentimentEvaluation.Reading, SentimentEvaluation.Reading) -> Bool
    ) -> [String] {
        guard result.frustratedAUROC != nil else { return [] }
        let worst = result.readings.filter { $0.row.frustrated == truth }.sorted(by: isWorse)
        return [heading(title, "read, and the words that made it")]
            + worst.prefix(Self.listed).flatMap { lines($0, Figure.number($0.sentiment.frustration, 2).leftPadded(6)) }
    }

    private func lines(_ reading: SentimentEvaluation.Reading, _ figures: String) -> [String] {
        let words = reading.sentiment.words.map(\.onOneLine).joined(separator: ", ")
        let said = cut("  \(figures)  \"\(reading.row.text.onOneLine)\"")
        guard !words.isEmpty else { return [said] }
        return [said, paint(cut(String(repeating: " ", count: figures.count + 4) + words), .faint)]
    }

    private static func standardised(_ values: [Double]) -> [Double] {
        let mean = values.reduce(0, +) / Double(values.count)
        let spread = (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)).squareRoot()
        return values.map { spread > 0 ? ($0 - mean) / spread : 0 }
    }

    private func heading(_ title: String, _ advice: String) -> String {
        paint("  " + title, .bold) + paint(": " + advice, .faint)
    }

    private func cut(_ line: String) -> String {
        line.count <= Self.width ? line : line.prefix(Self.width - 1) + "…"
    }
}
