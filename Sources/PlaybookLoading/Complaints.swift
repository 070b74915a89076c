import PlaybookModel

/// Collects diagnostics while files are read, linked and checked. One loading has one, passed along by reference.
final class Complaints {
    /// More would not be read by anybody.
    private static let limit = 1_000

    private(set) var diagnostics: [Diagnostic] = []
    private(set) var hasErrors = false
    /// A file could not be read at all, so the names it declares are not known.
    private(set) var hidesNames = false
    private(set) var faultyFiles: Set<String> = []

    /// Nothing more is kept, so nothing more needs to be looked for.
    var isFull: Bool { diagnostics.count >= Self.limit }

    var sorted: [Diagnostic] {
        diagnostics.sorted { ($0.place, $0.rule) < ($1.place, $1.rule) }
    }

    func error(
        _ rule: PlaybookRule, at place: SourcePlace, _ message: String, suggestion: String? = nil,
        path: @autoclosure () -> [PathStep] = []
    ) {
        add(.error, rule, place, message, suggestion, isFull ? [] : path())
    }

    func warning(
        _ rule: PlaybookRule, at place: SourcePlace, _ message: String, suggestion: String? = nil,
        path: @autoclosure () -> [PathStep] = []
    ) {
        add(.warning, rule, place, message, suggestion, isFull ? [] : path())
    }

    /// `unknown KIND 'word'`, with the nearest known word as the suggestion.
    func unknown(_ rule: PlaybookRule, _ kind: String, _ word: Word, known: some Sequence<String>) {
        let all = Set(known)
        let hint = nearest(to: word.text, among: all).map { "did you mean '\($0)'?" } ?? listing(of: all)
        error(rule, at: word.place, "unknown \(kind) '\(word.text)'", suggestion: hint)
    }

    func unreadable(_ rule: PlaybookRule, at place: SourcePlace, _ message: String, suggestion: String? = nil) {
        error(rule, at: place, message, suggestion: suggestion)
        hidesNames = true
    }

    private func listing(of names: Set<String>) -> String? {
        guard !names.isEmpty, names.count <= 12 else { return nil }
        return "known: " + names.sorted().joined(separator: ", ")
    }

    private func add(
        _ severity: Diagnostic.Severity, _ rule: PlaybookRule, _ place: SourcePlace, _ message: String,
        _ suggestion: String?, _ path: [PathStep]
    ) {
        if severity == .error {
            hasErrors = true
            faultyFiles.insert(place.file)
        }
        let diagnostic = Diagnostic(
            severity: severity, rule: rule.rawValue, place: place, message: message, suggestion: suggestion, path: path)
        // Slots declared alike in two files are read twice; their faults are told once.
        guard !isFull, !diagnostics.contains(diagnostic) else { return }
        diagnostics.append(diagnostic)
    }
}

/// A name as it is written somewhere.
struct Word: Hashable {
    let text: String
    let place: SourcePlace
}
