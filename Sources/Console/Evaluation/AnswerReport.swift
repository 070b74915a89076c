internal import Vocabulary

/// An evaluation of answers for a terminal: the figures, where to draw the bars, and what went worst.
public struct AnswerReport: Sendable {
    private static let width = 100
    private static let shown = 12

    private let result: AnswerResult
    private let paint: Paint

    public init(_ result: AnswerResult, paint: Paint = .none) {
        self.result = result
        self.paint = paint
    }

    public var text: String {
        [figures, bars, misses].filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }
            .joined(separator: "\n\n") + "\n"
    }

    private var figures: [String] {
        var lines = [
            paint(
                "\(result.questions) questions, \(result.unanswerable) of them without an answer, "
                    + "to \(result.articles) articles", .bold)
        ]
        let rows: [(String, Double?, String)] = [
            ("MRR@10", result.mrr10, "mean of 1 / place of the article that answers"),
            ("recall@1", result.recall1, "the first article answers"),
            ("recall@5", result.recall5, "one of the first five does"),
            ("AUROC", result.answerableAuroc, "a question with an answer looks surer than one without"),
        ]
        for (name, value, meaning) in rows {
            guard let value else { continue }
            lines.append("  \(name.padded(10))\(Figure.percent(value).leftPadded(7))  \(paint(meaning, .faint))")
        }
        let times = result.micros
        lines.append("  \("a search".padded(10))\(Int(times.p50)) µs, one in a hundred \(Int(times.p99)) µs and more")
        return lines
    }

    private var bars: [String] {
        var lines = [paint("Where to draw the bars", .bold)]
        let wanted = Figure.percent(result.precision, digits: 0)
        if let bar = result.tuned.answer {
            lines.append(
                "  answer from \(Figure.confidence(bar.confidence)): \(Figure.percent(bar.share)) of the questions, "
                    + "\(Figure.percent(bar.precision)) of those rightly (\(wanted) asked, \(bar.questions) counted)")
        } else {
            lines.append("  no bar from \(AnswerTuning.fewest) questions on answers \(wanted) of them rightly")
        }
        if let bar = result.tuned.offer {
            lines.append(
                "  offer \(AnswerTuning.offered) from \(Figure.confidence(bar.confidence)): "
                    + "\(Figure.percent(bar.share)) of the rest, the right one among them for "
                    + "\(Figure.percent(bar.precision)); below, say so")
        }
        return lines
    }

    private var misses: [String] {
        let worst = result.worst.prefix(Self.shown)
        guard !worst.isEmpty else { return [] }
        var lines = [paint("Surest misses", .bold)]
        for outcome in worst {
            guard let hit = outcome.hits.first else { continue }
            lines.append(cut("  \"\(outcome.asked.onOneLine)\""))
            let wanted =
                outcome.isAnswerable ? "wanted \(outcome.question.answers.joined(separator: ", "))" : "has no answer"
            let place = outcome.rank.map { ", at place \($0)" } ?? ""
            let found = "found \(hit.article.rawValue) at \(Figure.confidence(hit.confidence))"
            lines.append(paint(cut("    \(wanted)\(place); \(found)"), .faint))
        }
        return lines
    }

    private func cut(_ line: String) -> String {
        line.count <= Self.width ? line : line.prefix(Self.width - 1) + "…"
    }
}

extension Figure {
    /// Rounded down, so that what made the bar reaches it.
    static func confidence(_ value: Double) -> String {
        number((value * 1_000).rounded(.down) / 1_000, 3)
    }
}
