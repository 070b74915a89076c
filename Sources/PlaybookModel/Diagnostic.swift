/// Where something stands in the playbook's files. Lines and columns count from 1.
public struct SourcePlace: Hashable, Comparable, Sendable {
    /// Relative to the playbook's folder, e.g. `orders/refund.yaml`.
    public let file: String
    public let line: Int
    public let column: Int

    public init(file: String, line: Int, column: Int) {
        self.file = file
        self.line = line
        self.column = column
    }

    public static func < (left: Self, right: Self) -> Bool {
        (left.file, left.line, left.column) < (right.file, right.line, right.column)
    }
}

/// A step on the way to a fault, and how it came out.
public struct PathStep: Hashable, Sendable {
    public let place: SourcePlace
    /// `collect: order, not answered`
    public let words: String

    public init(place: SourcePlace, words: String) {
        self.place = place
        self.words = words
    }
}

/// A complaint about a playbook: data, collected with its place, never thrown at the first.
public struct Diagnostic: Hashable, Sendable {
    public enum Severity: String, Hashable, Sendable {
        /// The playbook is not used.
        case error
        case warning
    }

    public let severity: Severity
    /// Stable name of the check, e.g. `unknown-slot`.
    public let rule: String
    public let place: SourcePlace
    public let message: String
    /// What to write instead.
    public let suggestion: String?
    /// The steps that lead to the fault, where a path proves it: the counter-example.
    public let path: [PathStep]

    public init(
        severity: Severity, rule: String, place: SourcePlace, message: String, suggestion: String? = nil,
        path: [PathStep] = []
    ) {
        self.severity = severity
        self.rule = rule
        self.place = place
        self.message = message
        self.suggestion = suggestion
        self.path = path
    }
}
