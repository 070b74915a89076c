public import PlaybookModel

/// What came of a talk.
public struct TalkReport: Hashable, Sendable {
    public struct Failure: Hashable, Sendable {
        public let place: SourcePlace
        public let message: String
        /// What happened last before it, as the talk writes it.
        public let after: String?
        /// Lines that begin with `-` (expected, not there), `+` (there, not expected) or a blank.
        public let difference: [String]

        public init(place: SourcePlace, message: String, after: String? = nil, difference: [String] = []) {
            self.after = after
            self.place = place
            self.message = message
            self.difference = difference
        }
    }

    public let title: String
    public let file: String
    public let failures: [Failure]
    /// Everything said, by whom, as it came.
    public let transcript: [String]
    /// Entries of the talk.
    public let turns: Int
    public let seconds: Double
    public let reached: Reached

    public init(
        title: String, file: String, failures: [Failure], transcript: [String], turns: Int, seconds: Double,
        reached: Reached = Reached()
    ) {
        self.reached = reached
        self.title = title
        self.file = file
        self.failures = failures
        self.transcript = transcript
        self.turns = turns
        self.seconds = seconds
    }

    public var passed: Bool { failures.isEmpty }

    /// A line when it passed; otherwise every failure with its difference, and what was said.
    public func text(_ paint: Paint = .none) -> String {
        guard !passed else { return "\(paint("✓", .green)) \(title) \(paint("(\(file))", .faint))" }
        var lines = ["\(paint("✗", .red)) \(paint(title, .bold)) \(paint("(\(file))", .faint))"]
        for failure in failures {
            lines += Wrapping.lines("\(failure.place.file):\(failure.place.line): \(failure.message)", indent: 2)
            if let after = failure.after {
                lines += Wrapping.lines("after " + after, indent: 4).map { paint($0, .faint) }
            }
            lines += failure.difference.flatMap { line in
                Wrapping.lines(line, indent: 4, hanging: 7).map { painted($0, as: line, paint) }
            }
        }
        guard !transcript.isEmpty else { return lines.joined(separator: "\n") }
        lines.append("  what was said:")
        lines += transcript.flatMap { Wrapping.lines($0, indent: 4) }.map { paint($0, .faint) }
        return lines.joined(separator: "\n")
    }

    private func painted(_ piece: String, as line: String, _ paint: Paint) -> String {
        if line.hasPrefix("-") { return paint(piece, .red) }
        if line.hasPrefix("+") { return paint(piece, .green) }
        return piece
    }
}
