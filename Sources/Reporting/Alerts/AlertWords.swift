public import Insight
internal import Vocabulary

extension AlertBoard {
    /// For a terminal.
    public func text(limit: Int) -> String {
        guard !cards.isEmpty else { return "No alerts.\n" }
        var lines: [String] = []
        for card in cards.prefix(max(0, limit)) {
            let state =
                switch card.state {
                case .open: "OPEN"
                case .subsided: "over"
                case .accepted: "usual by now"
                }
            lines.append("\(card.at.rfc3339)  \(state)  \(card.headline)")
            let names = card.alsoKnownAs.isEmpty ? "" : ", also \(card.alsoKnownAs.joined(separator: ", "))"
            lines.append("  \(card.key)\(names); \(card.count) so far")
            if let suspect = card.suspect { lines.append("  \(suspect.words)") }
            lines += card.quotes.map { "  “\($0)”" }
            lines.append("")
        }
        if let precision {
            lines.append("Of \(judged) that somebody judged, \(Int((precision * 100).rounded())) % were right.")
        } else {
            lines.append("Nobody has judged an alert yet.")
        }
        return lines.joined(separator: "\n") + "\n"
    }
}

extension SpikeBacktest {
    /// For a terminal.
    public var text: String {
        let rows = [
            ["Spikes put in", "\(injections.count)"],
            ["Found", "\(found)", recall.map { "recall \(Self.share($0))" } ?? ""],
            ["Alerts", "\(alerts.count)"],
            ["Right", "\(right)", precision.map { "precision \(Self.share($0))" } ?? ""],
            [
                "Time to alert", medianDelay?.words ?? "–",
                tail.map { "median; nine in ten within \($0.words)" } ?? "",
            ],
        ]
        return Columns(rows, leading: [0, 2]).lines.joined(separator: "\n") + "\n"
    }

    public var json: String {
        let document = Document(
            spikes: injections.count, found: found, alerts: alerts.count, right: right, precision: precision,
            recall: recall, medianSeconds: medianDelay.map { Double($0.milliseconds) / 1_000 },
            p90Seconds: tail.map { Double($0.milliseconds) / 1_000 })
        return String(decoding: JSONText.bytes(of: document), as: UTF8.self) + "\n"
    }

    private var tail: TimeSpan? { delays.isEmpty ? nil : delays[min(delays.count - 1, delays.count * 9 / 10)] }

    private static func share(_ value: Double) -> String { "\((value * 1_000).rounded() / 10) %" }

    private struct Document: Encodable {
        let spikes: Int
        let found: Int
        let alerts: Int
        let right: Int
        let precision: Double?
        let recall: Double?
        let medianSeconds: Double?
        let p90Seconds: Double?

        enum CodingKeys: String, CodingKey {
            case spikes, found, alerts, right, precision, recall
            case medianSeconds = "median_seconds"
            case p90Seconds = "p90_seconds"
        }
    }
}
