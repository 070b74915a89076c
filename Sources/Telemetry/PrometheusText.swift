/// Writes a family of metrics as Prometheus reads it (text format 0.0.4).
enum PrometheusText {
    static func of(_ family: MetricsRegistry.Family, named name: String) -> String {
        var text = "# HELP \(name) \(escape(family.help, quotes: false))\n# TYPE \(name) \(family.kind.rawValue)\n"
        for (labels, metric) in family.metrics {
            let pairs = labels.pairs.map { "\($0.name)=\"\(escape($0.value, quotes: true))\"" }
            switch metric {
            case .counter(let counter): text += line(name, pairs, "\(counter.value)")
            case .gauge(let gauge): text += line(name, pairs, "\(gauge.value)")
            case .reading(let read): text += line(name, pairs, number(read()))
            case .histogram(let histogram): text += lines(name, pairs, histogram)
            }
        }
        return text
    }

    private static func lines(_ name: String, _ pairs: [String], _ histogram: Histogram) -> String {
        let snapshot = histogram.snapshot
        var text = ""
        var below: UInt64 = 0
        for (bound, count) in zip(histogram.bounds + [.infinity], snapshot.counts) {
            below += count
            text += line(name + "_bucket", pairs + ["le=\"\(number(bound))\""], "\(below)")
        }
        text += line(name + "_sum", pairs, number(snapshot.sum))
        text += line(name + "_count", pairs, "\(below)")
        return text
    }

    private static func line(_ name: String, _ pairs: [String], _ value: String) -> String {
        pairs.isEmpty ? "\(name) \(value)\n" : "\(name){\(pairs.joined(separator: ","))} \(value)\n"
    }

    private static func number(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value > 0 ? "+Inf" : "-Inf" }
        guard value == value.rounded(), abs(value) < 1e15 else { return "\(value)" }
        return "\(Int64(value))"
    }

    private static func escape(_ text: String, quotes: Bool) -> String {
        var escaped = ""
        for character in text.unicodeScalars {
            switch character {
            case "\\": escaped += "\\\\"
            case "\n": escaped += "\\n"
            case "\"" where quotes: escaped += "\\\""
            default: escaped.unicodeScalars.append(character)
            }
        }
        return escaped
    }
}
