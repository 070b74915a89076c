/// The plots of an evaluation of intents.
struct IntentPlots {
    let result: IntentResult

    // MARK: Confusion heat map

    private static let mapped = 16

    /// Rows are what messages were, columns what they were taken for: the intents with the most misread messages.
    var heatMap: String {
        var weight: [String: Int] = [:]
        for confusion in result.confusions {
            weight[confusion.truth, default: 0] += confusion.count
            weight[confusion.answer, default: 0] += confusion.count
        }
        let names = weight.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(Self.mapped).map(\.key).sorted()
        guard names.count > 1 else { return "" }
        let (cell, left, top) = (30.0, 200.0, 150.0)
        let side = Double(names.count) * cell
        let counts = counts(of: names)
        let support = Dictionary(result.perIntent.map { ($0.intent, $0.support) }, uniquingKeysWith: { one, _ in one })
        var body: [String] = []
        for (row, truth) in names.enumerated() {
            let y = top + Double(row) * cell
            body.append(Plot.text(Plot.short(truth, 28), x: left - 8, y: y + cell / 2 + 4, anchor: "end"))
            for (column, answer) in names.enumerated() {
                let count = counts[[truth, answer]] ?? 0
                let x = left + Double(column) * cell
                let share = Double(count) / Double(max(support[truth] ?? 0, 1))
                let style = count == 0 ? "empty" : truth == answer ? "good" : "bad"
                let opacity = count == 0 ? nil : 0.2 + 0.8 * min(share, 1)
                let tip = "\(truth) read as \(answer): \(count)"
                body.append(
                    Plot.box(
                        x: x + 1, y: y + 1, width: cell - 2, height: cell - 2, style: style, opacity: opacity,
                        tip: tip))
                guard count > 0 else { continue }
                let ink = share > 0.55 ? "cell strong" : "cell"
                body.append(Plot.text("\(count)", x: x + cell / 2, y: y + cell / 2 + 4, anchor: "middle", style: ink))
            }
        }
        for (column, answer) in names.enumerated() {
            let x = left + Double(column) * cell + cell / 2 + 4
            body.append(Plot.text(Plot.short(answer, 24), x: x, y: top - 8, turned: -55))
        }
        let width = Int(left + side + 80)
        return "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"Confusion map\">"
            + Plot.svg(
                "map", title: "Which intents are taken for which",
                description: "A grid of the \(names.count) intents most often confused. Rows are what messages were, "
                    + "columns what they were taken for. The table below holds the same figures.",
                width: width, height: Int(top + side + 12), minimum: min(width, 620), body) + "</div>"
    }

    private func counts(of names: [String]) -> [[String]: Int] {
        var counts: [[String]: Int] = [:]
        let shown = Set(names)
        for answer in result.answers {
            guard let truth = answer.truth, let said = answer.ranked.first, shown.contains(truth), shown.contains(said)
            else { continue }
            counts[[truth, said], default: 0] += 1
        }
        return counts
    }

    // MARK: Reliability

    var reliability: String {
        let (side, left, top) = (280.0, 52.0, 14.0)
        var body = axes(left: left, top: top, width: side, height: side)
        let most = Double(result.reliability.map(\.count).max() ?? 1)
        for bin in result.reliability {
            guard let accuracy = bin.accuracy, let confidence = bin.confidence else { continue }
            let x = left + bin.from * side
            let tip =
                "\(bin.count) messages believed at \(Figure.percent(confidence)), right \(Figure.percent(accuracy))"
            // A pale bar stands on the card's colour, so that no line of the grid shows through it.
            for (style, opacity) in [("under", 1), ("bar", 0.35 + 0.65 * Double(bin.count) / max(most, 1))] {
                body.append(
                    Plot.box(
                        x: x + 2, y: top + side * (1 - accuracy), width: side * (bin.to - bin.from) - 4,
                        height: side * accuracy, style: style, opacity: opacity, tip: tip))
            }
        }
        body.append(Plot.line(left, top + side, left + side, top, style: "ideal"))
        body += [
            Plot.text("confidence", x: left + side / 2, y: top + side + 38, anchor: "middle", style: "axis"),
            Plot.text("right", x: 12, y: top + side / 2, anchor: "middle", style: "axis", turned: -90),
        ]
        return Plot.svg(
            "reliability", title: "How far confidence may be believed",
            description: "Share of right answers in ten bins of confidence. On the dotted line both are equal; the "
                + "mean gap is \(Figure.percent(result.ece)).",
            width: Int(left + side + 16), height: Int(top + side + 48), body)
    }

    // MARK: Confidence histogram

    var histogram: String {
        let (width, height, left, top) = (280.0, 280.0, 52.0, 14.0)
        let most = max(result.reliability.map(\.count).max() ?? 1, 1)
        var body = axes(left: left, top: top, width: width, height: height, most: most)
        for bin in result.reliability where bin.count > 0 {
            let x = left + bin.from * width + 2
            let wide = width * (bin.to - bin.from) - 4
            let right = height * Double(bin.right) / Double(most)
            let wrong = height * Double(bin.count - bin.right) / Double(most)
            body.append(
                Plot.box(
                    x: x, y: top + height - right, width: wide, height: right, style: "good",
                    tip: "\(bin.right) right"))
            body.append(
                Plot.box(
                    x: x, y: top + height - right - wrong, width: wide, height: wrong, style: "bad",
                    tip: "\(bin.count - bin.right) wrong"))
        }
        body += [
            Plot.text("confidence", x: left + width / 2, y: top + height + 38, anchor: "middle", style: "axis"),
            Plot.text("messages", x: 12, y: top + height / 2, anchor: "middle", style: "axis", turned: -90),
        ]
        let wrong = result.reliability.reduce(0) { $0 + $1.count - $1.right }
        return Plot.svg(
            "histogram", title: "Messages by confidence, right and wrong",
            description: "Stacked bars in ten bins of confidence; \(wrong) messages in all were read wrongly.",
            width: Int(left + width + 16), height: Int(top + height + 48), body)
    }

    /// - Parameter most: top of the upright axis; shares from 0 to 100 % without it.
    private func axes(left: Double, top: Double, width: Double, height: Double, most: Int? = nil) -> [String] {
        var lines: [String] = []
        for step in 0...4 {
            let share = Double(step) / 4
            let y = top + height * (1 - share)
            lines.append(Plot.line(left, y, left + width, y))
            let mark = most.map { "\(Int((Double($0) * share).rounded()))" } ?? Figure.number(share, 2)
            lines.append(Plot.text(mark, x: left - 7, y: y + 4, anchor: "end", style: "tick"))
            lines.append(
                Plot.text(
                    Figure.number(share, 2), x: left + width * share, y: top + height + 18, anchor: "middle",
                    style: "tick"))
        }
        return lines
    }

    // MARK: F1 of each intent

    private static let barred = 30

    /// The weakest first.
    var scores: String {
        let weak = result.perIntent.sorted { ($0.f1, $0.intent) < ($1.f1, $1.intent) }.prefix(Self.barred)
        guard !weak.isEmpty else { return "" }
        let (row, left, wide) = (22.0, 190.0, 300.0)
        let height = Double(weak.count) * row
        var body: [String] = []
        for step in 0...4 {
            let x = left + wide * Double(step) / 4
            body.append(Plot.line(x, 0, x, height))
            body.append(
                Plot.text(
                    Figure.number(Double(step) / 4, 2), x: x, y: height + 16, anchor: "middle", style: "tick"))
        }
        for (index, score) in weak.enumerated() {
            let y = Double(index) * row
            let style = score.f1 >= 0.9 ? "good" : score.f1 >= 0.75 ? "fair" : "bad"
            let tip =
                "\(score.intent): F1 \(Figure.percent(score.f1)), precision \(Figure.percent(score.precision)), "
                + "recall \(Figure.percent(score.recall)), \(score.support) messages"
            body.append(Plot.text(Plot.short(score.intent, 26), x: left - 8, y: y + 15, anchor: "end"))
            body.append(
                Plot.box(x: left, y: y + 4, width: wide * score.f1, height: row - 8, style: style, tip: tip))
            body.append(
                Plot.text(Figure.number(score.f1 * 100, 0), x: left + wide * score.f1 + 6, y: y + 15, style: "tick"))
        }
        return Plot.svg(
            "scores", title: "F1 of the weakest intents",
            description: "A bar for each of \(weak.count) intents, the weakest first; the table below names all.",
            width: Int(left + wide + 40), height: Int(height + 24), body)
    }
}
