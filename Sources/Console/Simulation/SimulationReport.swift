/// A simulation for a terminal: the verdict, waits by priority, then what else there is to know.
public struct SimulationReport: Sendable {
    private let result: SimulationResult
    private let paint: Paint

    public init(_ result: SimulationResult, paint: Paint = .none) {
        self.result = result
        self.paint = paint
    }

    public var text: String {
        let parts = [verdict, waits, figures].map { $0.joined(separator: "\n") }
        return parts.joined(separator: "\n\n") + "\n"
    }

    private var verdict: [String] {
        let came =
            "\(result.arrivals) came in \(Figure.number(result.hours, 0)) hours to \(result.agents) agents: "
            + "\(Figure.percent(result.load, digits: 0)) of what they can do"
        let kept =
            result.isBoundKept
            ? paint("the bound holds", .green) : paint("the bound is broken", .red)
        return [
            came,
            "oldest wait \(Self.minutes(result.oldestWait)), bound \(Self.minutes(result.bound)): \(kept)",
            "overtaken past the horizon: \(marked(result.overtaken)) · offers to absent agents: "
                + "\(marked(result.offersToAbsent)) · to full ones: \(marked(result.offersToFull))",
        ]
    }

    private var waits: [String] {
        let head = "priority".padded(10) + ["got one", "p50", "p90", "longest"].map { $0.leftPadded(11) }.joined()
        return [paint(head, .bold)]
            + result.waits.map { waits in
                let name = waits.priority.map { Figure.number($0, $0 == $0.rounded() ? 0 : 1) } ?? "all"
                let times = [waits.p50, waits.p90, waits.max].map { Self.minutes($0).leftPadded(11) }.joined()
                return name.padded(10) + "\(waits.count)".leftPadded(11) + times
            }
    }

    private var figures: [String] {
        var lines = [
            "lost patience   \(Figure.percent(result.abandonment)) of those who waited; longest queue "
                + "\(result.longestQueue)",
            "turned away     \(result.full) when full, \(result.closed) outside the hours; "
                + "\(result.callbacks) chose a call-back",
            "agents          \(Figure.percent(result.utilisation)) of their capacity used; the least asked took "
                + "\(Figure.percent(result.fairness)) of the most",
            "offers          \(result.offers), \(result.offersIntoSilence) of them to somebody just gone without a word; "
                + "\(result.requeued) conversations came back from lost agents",
        ]
        if let foretelling = result.foretelling {
            lines.append(
                "foretold waits  \(Figure.percent(foretelling.covered)) inside their 80 % interval; "
                    + "\(Figure.percent(foretelling.underP50)) under p50, \(Figure.percent(foretelling.underP80)) under "
                    + "p80 (\(foretelling.count))")
        }
        return lines
    }

    private func marked(_ count: Int) -> String {
        paint("\(count)", count == 0 ? .green : .red)
    }

    private static func minutes(_ seconds: Double) -> String {
        seconds < 120 ? Figure.number(seconds, 0) + " s" : Figure.number(seconds / 60, 1) + " min"
    }
}
