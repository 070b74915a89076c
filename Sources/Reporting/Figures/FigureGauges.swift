internal import Insight
public import Telemetry
internal import Vocabulary

/// The figures of today and of the last week for `/metrics`, and how the reports themselves are doing.
public final class FigureGauges: Sendable {
    private struct Key: Hashable {
        let figure: Figure
        let window: String
    }

    private static let windows: [(name: String, days: Int64)] = [("today", 1), ("7d", 7)]

    private let figures = Locked<[Key: Double]>([:])
    private let events: Gauge
    private let alerts: Gauge
    private let seconds: Histogram

    public init(_ registry: MetricsRegistry) {
        events = registry.gauge("warmline_report_events", help: "Events that the reports have read.")
        alerts = registry.gauge("warmline_alerts_open", help: "Alerts about bad moods that are not over.")
        seconds = registry.histogram(
            "warmline_report_seconds", help: "How long it took to answer a question about figures.")
        let figures = figures
        for figure in Figure.allCases {
            for window in Self.windows {
                let key = Key(figure: figure, window: window.name)
                registry.gauge(
                    "warmline_report_\(figure.rawValue)", help: "\(figure.title): \(figure.meaning) (\(figure.unit)).",
                    labels: ["window": window.name]
                ) { figures.withLock { $0[key] ?? .nan } }
            }
        }
    }

    func observe(_ state: ReportState, rules: ReportRules, openAlerts: Int, now: Timestamp) {
        let today = rules.metrics.period(of: now)
        var values: [Key: Double] = [:]
        for window in Self.windows {
            let tally = state.fold.cube.tally(.all, in: (today - window.days + 1)...today)
            for figure in Figure.allCases {
                values[Key(figure: figure, window: window.name)] = figure.value(of: tally)
            }
        }
        let fresh = values
        figures.withLock { $0 = fresh }
        events.set(Int64(state.events))
        alerts.set(Int64(openAlerts))
    }

    func answered(in duration: Duration) {
        seconds.record(duration)
    }
}
