internal import Foundation

extension IntentResult {
    /// For a terminal: the figures, the intents that do worst, the pairs most often confused.
    public var report: String {
        var lines = [
            "\(examples) phrases of \(intents) intents learned in \(Self.number(trainSeconds, 2)) s; "
                + "\(answers.count) messages read at \(Self.number(parseMicros.p50, 0)) µs each "
                + "(p99 \(Self.number(parseMicros.p99, 0)) µs)",
            "",
            "  right            \(Self.percent(accuracy))   (among the first three \(Self.percent(top3)))",
            "  macro F1         \(Self.percent(macroF1))",
            "  calibration gap  \(Self.percent(ece))",
        ]
        if let mcc { lines.append("  Matthews         \(Self.number(mcc, 3))") }
        if let outOfScope {
            lines += [
                "  out of scope     AUROC \(Self.percent(outOfScope.auroc)), "
                    + "rejected \(Self.percent(outOfScope.recall)) of them; "
                    + "in scope right and kept \(Self.percent(outOfScope.inScopeAccuracy))"
            ]
        }
        lines += weakest() + confusions()
        return lines.joined(separator: "\n") + "\n"
    }

    private var pairs: [(truth: String, answer: String)] {
        answers.compactMap { answer in answer.truth.map { ($0, answer.ranked.first ?? "") } }
    }

    private func weakest() -> [String] {
        let weak = Scores.perClass(pairs).filter { $0.f1 < 1 }
            .sorted { ($0.f1, $0.name) < ($1.f1, $1.name) }
            .prefix(8)
        guard !weak.isEmpty else { return [] }
        let width = weak.map(\.name.count).max() ?? 0
        return [
            "", "  the weakest" + String(repeating: " ", count: max(width - 9, 1)) + "  precision  recall  messages",
        ]
            + weak.map { score in
                let name = score.name.padding(toLength: max(width, 11), withPad: " ", startingAt: 0)
                let precision = Self.percent(score.precision).leftPadded(9)
                let recall = Self.percent(score.recall).leftPadded(6)
                return "  \(name)  \(precision)  \(recall)  \("\(score.count)".leftPadded(8))"
            }
    }

    private func confusions() -> [String] {
        var counts: [[String]: (count: Int, example: String)] = [:]
        for answer in answers {
            guard let truth = answer.truth, let said = answer.ranked.first, said != truth else { continue }
            counts[[truth, said], default: (0, answer.text)].count += 1
        }
        let most = counts.sorted { left, right in
            left.value.count != right.value.count
                ? left.value.count > right.value.count : left.key.lexicographicallyPrecedes(right.key)
        }
        guard !most.isEmpty else { return [] }
        return ["", "  taken for another"]
            + most.prefix(8).map { pair, found in
                "  \("\(found.count)".leftPadded(3)) × \(pair[0]) as \(pair[1]), e.g. \"\(found.example.prefix(70))\""
            }
    }

    private static func percent(_ share: Double) -> String {
        number(share * 100, 1) + " %"
    }

    private static func number(_ value: Double, _ digits: Int) -> String {
        String(format: "%.\(digits)f", value)
    }
}

extension String {
    fileprivate func leftPadded(_ width: Int) -> String {
        String(repeating: " ", count: max(width - count, 0)) + self
    }
}
