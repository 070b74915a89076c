/// One line for a terminal, in inks; the edge knows how an ink is made, or leaves it out.
public struct ShownLine: Hashable, Sendable {
    public enum Ink: Hashable, Sendable, CaseIterable {
        case plain, bold, faint, red, green, yellow, blue
    }

    public struct Run: Hashable, Sendable {
        public let text: String
        public let ink: Ink
    }

    public private(set) var runs: [Run] = []

    public init(_ text: String = "", _ ink: Ink = .plain) {
        add(text, ink)
    }

    /// Without its inks.
    public var text: String { runs.map(\.text).joined() }

    mutating func add(_ text: String, _ ink: Ink = .plain) {
        guard !text.isEmpty else { return }
        runs.append(Run(text: SafeText.visible(text), ink: ink))
    }

    func adding(_ text: String, _ ink: Ink = .plain) -> Self {
        var line = self
        line.add(text, ink)
        return line
    }
}

/// What visitors write never steers the agent's terminal: control characters and those that turn the reading direction
/// are shown as what they are. Every line goes through here, whoever wrote it.
enum SafeText {
    static func visible(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isSteering) else { return text }
        var shown = ""
        for scalar in text.unicodeScalars {
            if !isSteering(scalar) {
                shown.unicodeScalars.append(scalar)
            } else if scalar == "\n" || scalar == "\t" {
                shown += " "
            } else if let picture = UnicodeScalar(0x2400 + scalar.value), scalar.value < 0x20 {
                shown.unicodeScalars.append(picture)
            } else {
                shown += "<U+\(String(scalar.value, radix: 16, uppercase: true))>"
            }
        }
        return shown
    }

    /// C0 and C1 controls (ECMA-48), line separators, and the explicit directional formatting characters (UAX #9).
    private static func isSteering(_ scalar: UnicodeScalar) -> Bool {
        switch scalar.value {
        case 0x00...0x1F, 0x7F...0x9F, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0x061C: true
        default: false
        }
    }
}

extension ShownLine {
    /// Rows of so many columns, cut at blanks where there are some; what follows the first is set in.
    public func wrapped(to columns: Int) -> [ShownLine] {
        let margin = min(4 + text.prefix { $0 == " " }.count, columns / 3)
        var rows: [ShownLine] = []
        var rest = runs.flatMap { run in run.text.map { (character: $0, ink: run.ink) } }
        while !rest.isEmpty {
            let room = rows.isEmpty ? columns : columns - margin
            var end = min(rest.count, max(1, room))
            if end < rest.count, let blank = rest[..<end].lastIndex(where: { $0.character == " " }), blank > room / 2 {
                end = blank + 1
            }
            var row = ShownLine(rows.isEmpty ? "" : String(repeating: " ", count: margin))
            for part in rest[..<end] { row.append(part.character, part.ink) }
            rows.append(row)
            rest.removeFirst(end)
        }
        return rows.isEmpty ? [self] : rows
    }

    private mutating func append(_ character: Character, _ ink: Ink) {
        guard let last = runs.last, last.ink == ink else { return runs.append(Run(text: String(character), ink: ink)) }
        runs[runs.count - 1] = Run(text: last.text + String(character), ink: ink)
    }

    func joined(_ other: ShownLine) -> Self {
        var line = self
        for run in other.runs { line.add(run.text, run.ink) }
        return line
    }
}
