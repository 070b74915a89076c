/// What `/metrics` says, read as strictly as the text format 0.0.4 allows: families in one piece, each with its help
/// and type before its samples, no series twice, histograms that add up.
struct Exposition {
    struct Fault: Error, Hashable {
        let line: String
        let reason: String
    }

    struct Series: Hashable {
        let name: String
        let labels: [String: String]
    }

    private(set) var values: [Series: Double] = [:]
    private(set) var types: [String: String] = [:]
    private var helped: Set<String> = []
    private var finished: Set<String> = []
    private var family = ""

    init(_ text: String) throws(Fault) {
        guard text.hasSuffix("\n") else { throw Fault(line: "", reason: "the last line has no end") }
        for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
            try read(String(line))
        }
        try checkHistograms()
    }

    func value(_ name: String, _ labels: [String: String] = [:]) -> Double? {
        values[Series(name: name, labels: labels)]
    }

    private mutating func read(_ line: String) throws(Fault) {
        if let match = line.wholeMatch(of: /# HELP ([a-zA-Z_:][a-zA-Z0-9_:]*) (.+)/) {
            try begin(String(match.1), line)
            guard helped.insert(family).inserted else { throw Fault(line: line, reason: "helped twice") }
        } else if let match = line.wholeMatch(of: /# TYPE ([a-zA-Z_:][a-zA-Z0-9_:]*) (counter|gauge|histogram)/) {
            guard match.1 == family, types[family] == nil else { throw Fault(line: line, reason: "typed elsewhere") }
            types[family] = String(match.2)
        } else if let match = line.wholeMatch(of: /([a-zA-Z_:][a-zA-Z0-9_:]*)(\{.*\})? (\S+)/) {
            try sample(String(match.1), match.2.map { String($0.dropFirst().dropLast()) }, String(match.3), line)
        } else {
            throw Fault(line: line, reason: "neither help, type nor sample")
        }
    }

    private mutating func begin(_ name: String, _ line: String) throws(Fault) {
        finished.insert(family)
        guard !finished.contains(name) else { throw Fault(line: line, reason: "a family in two pieces") }
        family = name
    }

    private mutating func sample(
        _ name: String, _ labels: String?, _ value: String, _ line: String
    ) throws(Fault) {
        guard let type = types[family] else { throw Fault(line: line, reason: "a sample without a type") }
        let names = type == "histogram" ? ["_bucket", "_sum", "_count"].map { family + $0 } : [family]
        guard names.contains(name) else { throw Fault(line: line, reason: "not of its family") }
        guard type != "counter" || name.hasSuffix("_total") else {
            throw Fault(line: line, reason: "a counter's name ends in _total")
        }
        guard let number = Self.number(value) else { throw Fault(line: line, reason: "no number") }
        guard type == "gauge" || number >= 0 else { throw Fault(line: line, reason: "counted below zero") }
        let series = Series(name: name, labels: try Self.labels(labels ?? "", line))
        guard values.updateValue(number, forKey: series) == nil else { throw Fault(line: line, reason: "there twice") }
    }

    private static func number(_ text: String) -> Double? {
        switch text {
        case "NaN": .nan
        case "+Inf": .infinity
        case "-Inf": -.infinity
        default: text.wholeMatch(of: /-?[0-9]+(\.[0-9]+)?(e[-+]?[0-9]+)?/) == nil ? nil : Double(text)
        }
    }

    private static func labels(_ text: String, _ line: String) throws(Fault) -> [String: String] {
        var labels: [String: String] = [:]
        var rest = text[...]
        while !rest.isEmpty {
            guard let match = rest.prefixMatch(of: /([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\]|\\[\\"n])*)"(,(?=.)|$)/),
                labels.updateValue(String(match.2), forKey: String(match.1)) == nil
            else { throw Fault(line: line, reason: "labels of another form") }
            rest = rest[match.range.upperBound...]
        }
        return labels
    }

    /// Buckets rise with their bounds, and the last of them holds all that was counted.
    private func checkHistograms() throws(Fault) {
        for (name, type) in types where type == "histogram" {
            var buckets: [[String: String]: [(bound: Double, count: Double)]] = [:]
            for (series, value) in values where series.name == name + "_bucket" {
                var labels = series.labels
                guard let bound = labels.removeValue(forKey: "le").flatMap(Self.number) else {
                    throw Fault(line: name, reason: "a bucket without a bound")
                }
                buckets[labels, default: []].append((bound, value))
            }
            for (labels, ranges) in buckets {
                let ordered = ranges.sorted { $0.bound < $1.bound }
                guard ordered.map(\.count) == ordered.map(\.count).sorted(), ordered.last?.bound == .infinity,
                    ordered.last?.count == value(name + "_count", labels), value(name + "_sum", labels) != nil
                else { throw Fault(line: name, reason: "a histogram that does not add up") }
            }
        }
    }
}
