import PlaybookModel
import Vocabulary

/// A person can be asked for in words, at any turn.
struct PersonCheck: Check {
    func run(on subject: CheckSubject, _ complaints: Complaints) {
        let isThere = subject.playbook.intents.contains { $0.outcome == .command(.person) }
        // An intent whose outcome could not be read may be the one.
        let isUnsure = subject.draft.intents.contains { $0.outcome == nil }
        guard !isThere, !isUnsure, let place = subject.draft.assistant?.sayPlace else { return }
        complaints.error(
            .noWayToPerson, at: SourcePlace(file: place.file, line: 1, column: 1),
            "no intent has 'command: person', so nobody can ask for one in words",
            suggestion: "add an intent with 'command: person'")
    }
}
