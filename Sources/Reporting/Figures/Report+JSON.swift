internal import Foundation
internal import Insight
internal import Vocabulary

extension Report {
    /// The document that `/api/v1/report` and `warmline report --format json` give: see `Figure` for the names. Spans
    /// are in seconds, shares from 0 to 1; what there is nothing to say of is left out.
    public var json: [UInt8] {
        let document = Document(
            from: from.notation, to: to.notation, zone: zone, at: at.rfc3339, businessHours: query.businessHours,
            open: open,
            figures: figures.map {
                .init(name: $0.rawValue, title: $0.title, unit: $0.unit.rawValue, meaning: $0.meaning)
            },
            all: values(of: all), before: values(of: before), by: query.by?.rawValue,
            rows: rows.map { .init(name: $0.slice.name, title: $0.title, values: values(of: $0.tally)) },
            days: days.map { .init(day: $0.day.notation, values: values(of: $0.tally)) })
        return JSONText.bytes(of: document)
    }

    private func values(of tally: Tally) -> [String: Value] {
        var values: [String: Value] = [:]
        for figure in figures {
            guard let value = figure.value(of: tally) else { continue }
            if figure.unit == .count, value == 0, figure != .contacts { continue }
            let spans = figure.spans(of: tally)
            values[figure.rawValue] = Value(
                value: Self.rounded(value), of: figure.base(of: tally),
                median: spans?.quantile(0.5).map { Double($0.milliseconds) / 1_000 },
                p90: spans?.quantile(0.9).map { Double($0.milliseconds) / 1_000 })
        }
        return values
    }

    private static func rounded(_ value: Double) -> Double { (value * 10_000).rounded() / 10_000 }

    private struct Value: Encodable {
        let value: Double
        let of: Int?
        let median: Double?
        let p90: Double?
    }

    private struct Document: Encodable {
        struct Name: Encodable {
            let name: String
            let title: String
            let unit: String
            let meaning: String
        }

        struct Row: Encodable {
            let name: String
            let title: String
            let values: [String: Value]
        }

        struct Day: Encodable {
            let day: String
            let values: [String: Value]
        }

        let from: String
        let to: String
        let zone: String
        let at: String
        let businessHours: Bool
        let open: Int
        let figures: [Name]
        let all: [String: Value]
        let before: [String: Value]
        let by: String?
        let rows: [Row]
        let days: [Day]

        enum CodingKeys: String, CodingKey {
            case from, to, zone, at
            case businessHours = "business_hours"
            case open, figures, all, before, by, rows, days
        }
    }
}

enum JSONText {
    static func bytes(of document: some Encodable) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Nothing that is written here can fail: no number is infinite.
        return (try? encoder.encode(document)).map { Array($0) } ?? Array("{}".utf8)
    }
}
