internal import Insight
internal import Vocabulary

extension Report {
    /// For a terminal.
    public var text: String {
        let length = to.number - from.number + 1
        let stretch = length == 1 ? from.notation : "\(from.notation) to \(to.notation), \(length) days"
        var lines = ["\(stretch), \(zone)", ""]
        lines += query.by == nil ? overview : table
        return lines.joined(separator: "\n") + "\n"
    }

    private var overview: [String] {
        guard all.contacts > 0 || open > 0 else { return ["Nobody came."] }
        var rows: [[String]] = []
        for figure in figures where figure == .contacts || figure.value(of: all) != nil {
            rows.append([figure.title, figure.words(of: all), detail(of: figure), change(of: figure)])
        }
        var lines = Columns(rows, leading: [0, 2, 3]).lines
        if open > 0 { lines += ["", "\(Figure.grouped(open)) open now."] }
        return lines
    }

    private func detail(of figure: Figure) -> String {
        if let spans = figure.spans(of: all), let mean = spans.mean, let tail = spans.quantile(0.9) {
            return "mean \(mean.words), nine in ten within \(tail.words), of \(Figure.grouped(spans.count))"
        }
        guard let base = figure.base(of: all) else { return "" }
        return "of \(Figure.grouped(base))"
    }

    /// Against as many days before.
    private func change(of figure: Figure) -> String {
        switch figure.unit {
        case .count:
            guard let now = figure.value(of: all), let then = figure.value(of: before), then > 0 else { return "" }
            let percent = Int(((now - then) / then * 100).rounded())
            return percent == 0 ? "as before" : "\(percent > 0 ? "+" : "")\(percent) %"
        case .share, .stars, .seconds:
            guard figure.value(of: before) != nil else { return "" }
            return "before: \(figure.words(of: before))"
        }
    }

    private var table: [String] {
        guard !rows.isEmpty else { return ["Nobody came."] }
        let shown: [Figure] = [
            .contacts, query.businessHours ? .firstResponseWorked : .firstResponse,
            query.businessHours ? .resolutionWorked : .resolution, .resolutionRate, .satisfaction, .responseRate,
            .containment, .repeatContact, .abandonment,
        ]
        let heading = [query.by?.rawValue ?? ""] + shown.map { $0.title.lowercased() }
        let body = rows.map { row in [row.title] + shown.map { $0.words(of: row.tally) } }
        let sum = ["all"] + shown.map { $0.words(of: all) }
        let lines = Columns([heading] + body + [sum], leading: [0]).lines
        guard let width = lines.map(\.count).max() else { return lines }
        let rule = String(repeating: "─", count: width)
        return [lines[0], rule] + lines[1..<(lines.count - 1)] + [rule, lines[lines.count - 1]]
    }
}

/// Texts under each other.
struct Columns {
    private let rows: [[String]]
    /// Columns that begin at their left; the others end at their right.
    private let leading: Set<Int>

    init(_ rows: [[String]], leading: Set<Int>) {
        self.rows = rows
        self.leading = leading
    }

    var lines: [String] {
        let count = rows.map(\.count).max() ?? 0
        let widths = (0..<count).map { column in
            rows.map { $0.indices.contains(column) ? $0[column].count : 0 }.max() ?? 0
        }
        return rows.map { row in
            let cells = row.enumerated().map { column, text in
                let space = String(repeating: " ", count: widths[column] - text.count)
                return leading.contains(column) ? text + space : space + text
            }
            return String(cells.joined(separator: "  ").reversed().drop { $0 == " " }.reversed())
        }
    }
}
