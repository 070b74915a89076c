internal import Foundation

/// An evaluation for a terminal: the verdict, then what to mend, then the figures. Fits 100 columns.
public struct IntentReport: Sendable {
    private static let width = 100

    private let result: IntentResult
    private let paint: Paint

    public init(_ result: IntentResult, paint: Paint = .none) {
        self.result = result
        self.paint = paint
    }

    public var text: String {
        let parts = [[verdict], overlaps, hardest, weakest, confusions, bands, figures].filter { !$0.isEmpty }
        return parts.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
    }

    // MARK: The verdict

    private var verdict: String {
        let ink: Paint.Ink = result.accuracy >= 0.9 ? .green : result.accuracy >= 0.75 ? .yellow : .red
        return paint(result.verdict, ink)
    }

    // MARK: What to mend

    private var overlaps: [String] {
        guard !result.overlaps.isEmpty else { return [] }
        var lines = [heading("Intents that overlap", "split them by better phrases, or make one of the two")]
        for overlap in result.overlaps.prefix(5) {
            lines.append(
                "  \(overlap.first) and \(overlap.second): "
                    + "\(overlap.firstAsSecond) one way, \(overlap.secondAsFirst) the other")
            for phrase in overlap.examples {
                let words = cut("    \"\(phrase.text.onOneLine)\"", Self.width - phrase.answer.count - 12)
                lines.append(paint(words, .faint) + " taken for \(phrase.answer)")
            }
        }
        return lines
    }

    private var hardest: [String] {
        let worst = result.hardest.filter { $0.confidence >= 0.5 }.prefix(6)
        guard !worst.isEmpty else { return [] }
        var lines = [heading("Phrases that hurt most", "misread with confidence, and the phrase that pulled them")]
        for phrase in worst {
            let share = Figure.percent(phrase.confidence, digits: 0)
            lines.append(cut("  \"\(phrase.text.onOneLine)\"", Self.width))
            lines.append(cut("    is \(phrase.truth), taken for \(phrase.answer) at \(share)", Self.width))
            if let nearest = phrase.nearest {
                let owner = nearest.intent == phrase.answer ? "" : " (\(nearest.intent))"
                lines.append(paint(cut("    like \"\(nearest.text.onOneLine)\"\(owner)", Self.width), .faint))
            }
        }
        return lines
    }

    private var weakest: [String] {
        let weak = result.perIntent.filter { $0.f1 < 1 }.sorted { ($0.f1, $0.intent) < ($1.f1, $1.intent) }.prefix(10)
        guard !weak.isEmpty else { return [] }
        let names = min(max(weak.map(\.intent.count).max() ?? 0, 11), 48)
        let head = "  " + "the weakest".padded(names) + "  precision   recall       F1  messages"
        return [paint(head, .bold)]
            + weak.map { score in
                let figures = [score.precision, score.recall, score.f1].map { Figure.percent($0).leftPadded(9) }
                return "  " + cut(score.intent, names).padded(names) + figures.joined()
                    + "\(score.support)".leftPadded(10)
            }
    }

    private var confusions: [String] {
        guard !result.confusions.isEmpty else { return [] }
        return [paint("  taken for another", .bold)]
            + result.confusions.prefix(8).map { confusion in
                let example = confusion.examples.first.map { ", e.g. \"\($0.onOneLine)\"" } ?? ""
                return cut(
                    "  \("\(confusion.count)".leftPadded(3)) × \(confusion.truth) as \(confusion.answer)\(example)",
                    Self.width)
            }
    }

    // MARK: Figures

    private var bands: [String] {
        [
            paint("  what the bot would do", .bold), row("act, and be right", result.bands.actedRight),
            row("act, and be wrong", result.bands.actedWrong),
            row("ask, the right one among three", result.bands.askedWithRight),
            row("ask, the right one not among them", result.bands.askedWithoutRight),
            row("say that it did not follow", result.bands.rejected),
        ]
    }

    private func row(_ what: String, _ count: Int) -> String {
        let share = Double(count) / Double(max(result.bands.total, 1))
        return "  " + what.padded(36) + "\(count)".leftPadded(7) + Figure.percent(share).leftPadded(9)
    }

    private var figures: [String] {
        var lines = [
            paint("  figures", .bold),
            figure(
                "right", "\(Figure.percent(result.accuracy)) (among the first three \(Figure.percent(result.top3)))"),
            figure("macro F1", Figure.percent(result.macroF1)),
            figure("calibration gap", Figure.percent(result.ece)),
        ]
        if let folds = result.folds {
            let parts = folds.accuracies.map { Figure.percent($0) }.joined(separator: ", ")
            lines.append(cut(figure("parts", parts), Self.width))
        }
        if let mcc = result.mcc { lines.append(figure("Matthews", Figure.number(mcc, 3))) }
        if let outside = result.outOfScope {
            lines += [
                figure(
                    "out of scope",
                    "AUROC \(Figure.percent(outside.auroc)), rejected \(Figure.percent(outside.recall)) of them"),
                figure("", "in scope right and kept \(Figure.percent(outside.inScopeAccuracy))"),
                figure("", "kept at 95 % of the others kept: \(Figure.percent(outside.fpr95))"),
            ]
        }
        lines.append(
            figure(
                "speed",
                "\(result.examples) phrases learned in \(Figure.number(result.trainSeconds, 2)) s, a message read in "
                    + "\(Figure.number(result.parseMicros.p50, 0)) µs (p99 \(Figure.number(result.parseMicros.p99, 0)))"
            ))
        return lines
    }

    private func figure(_ name: String, _ value: String) -> String {
        "  " + name.padded(17) + value
    }

    private func heading(_ title: String, _ advice: String) -> String {
        paint("  " + title, .bold) + paint(": " + advice, .faint)
    }

    private func cut(_ line: String, _ width: Int) -> String {
        line.count <= width ? line : line.prefix(max(width - 1, 1)) + "…"
    }
}

extension IntentResult {
    /// The result in one sentence.
    public var verdict: String {
        let read = answers.count { $0.truth != nil }
        let wrong = Figure.percent(Double(bands.actedWrong) / Double(max(bands.total, 1)))
        let spread = folds.map { " (\($0.count)-fold, ± \(Figure.percent($0.deviation)))" } ?? ""
        return "\(Figure.percent(accuracy)) right of \(read) message\(read == 1 ? "" : "s") in \(intents) intents; "
            + "\(bands.actedWrong == 0 ? "none" : wrong) acted on wrongly\(spread)"
    }

    /// For a terminal without colours.
    public var report: String { IntentReport(self).text }
}

/// Figures in words, the same in the terminal and on the page.
enum Figure {
    /// A share from 0 to 1.
    static func percent(_ share: Double, digits: Int = 1) -> String {
        number(share * 100, digits) + " %"
    }

    static func number(_ value: Double, _ digits: Int) -> String {
        String(format: "%.\(digits)f", value)
    }
}

extension String {
    func leftPadded(_ width: Int) -> String {
        String(repeating: " ", count: max(width - count, 0)) + self
    }

    func padded(_ width: Int) -> String {
        self + String(repeating: " ", count: max(width - count, 0))
    }

    /// Line breaks, tabs and whatever else steers a terminal become spaces.
    var onOneLine: String {
        String(String.UnicodeScalarView(unicodeScalars.map { $0.properties.generalCategory.isControl ? " " : $0 }))
    }
}

extension Unicode.GeneralCategory {
    fileprivate var isControl: Bool {
        self == .control || self == .lineSeparator || self == .paragraphSeparator || self == .format
    }
}
