import PlaybookModel
import Vocabulary

/// The machine's own lines are all worded.
struct StandardResponseCheck: Check {
    func run(on subject: CheckSubject, _ complaints: Complaints) {
        guard let place = subject.draft.assistant?.sayPlace else { return }
        for standard in StandardResponse.allCases
        where standard.standIn == nil && subject.playbook.responses[standard.name] == nil {
            complaints.error(
                .missingResponse, at: place, "the standard response '\(standard.rawValue)' is not worded",
                suggestion: "add '\(standard.rawValue):' under 'say:'")
        }
    }
}
