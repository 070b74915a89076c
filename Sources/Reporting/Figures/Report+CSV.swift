internal import Insight
internal import Vocabulary

extension Report {
    /// RFC 4180: a row for each slice, or for each day where nothing was split. Spans are in seconds, shares from 0
    /// to 1; a cell is empty where there is nothing to say.
    public var csv: String {
        var heading = query.by == nil ? ["day"] : ["kind", "name"]
        for figure in figures {
            switch figure.unit {
            case .seconds:
                heading += ["", "_median", "_p90", "_count"].map { "\(figure.rawValue)_seconds\($0)" }
            case .count: heading.append(figure.rawValue)
            case .share, .stars: heading += [figure.rawValue, "\(figure.rawValue)_of"]
            }
        }
        var lines = [heading]
        if let by = query.by {
            lines += rows.map { [by.rawValue, $0.slice == .others ? "(others)" : $0.slice.name] + cells(of: $0.tally) }
        } else {
            lines += days.map { [$0.day.notation] + cells(of: $0.tally) }
        }
        return lines.map { $0.map(CSV.cell).joined(separator: ",") + "\r\n" }.joined()
    }

    private func cells(of tally: Tally) -> [String] {
        figures.flatMap { figure -> [String] in
            let value = figure.value(of: tally).map { CSV.number($0) } ?? ""
            switch figure.unit {
            case .count: return [value]
            case .share, .stars: return [value, figure.base(of: tally).map(String.init) ?? ""]
            case .seconds:
                let spans = figure.spans(of: tally)
                let quantiles = [0.5, 0.9].map { share in
                    spans?.quantile(share).map { CSV.number(Double($0.milliseconds) / 1_000) } ?? ""
                }
                return [value] + quantiles + [spans.map { String($0.count) } ?? ""]
            }
        }
    }
}

/// Cells that spreadsheets read as what they are.
enum CSV {
    /// What begins like a formula is text: a quote stands before it.
    static func cell(_ text: String) -> String {
        let isNumber = Double(text) != nil
        let first = text.unicodeScalars.first
        let isFormula = !isNumber && (first.map { "=+-@\t\r".unicodeScalars.contains($0) } ?? false)
        let plain = isFormula ? "'" + text : text
        guard plain.unicodeScalars.contains(where: { "\",\r\n".unicodeScalars.contains($0) }) else { return plain }
        return "\"" + plain.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }

    static func number(_ value: Double) -> String {
        let rounded = (value * 10_000).rounded() / 10_000
        return rounded == rounded.rounded() && abs(rounded) < 1e15 ? String(Int64(rounded)) : String(rounded)
    }
}
