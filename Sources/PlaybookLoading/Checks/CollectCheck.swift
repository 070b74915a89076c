import PlaybookModel
import Vocabulary

/// What is collected can be asked for.
struct CollectCheck: Check {
    func run(on subject: CheckSubject, _ complaints: Complaints) {
        for flow in subject.soundFlows {
            for step in flow.steps {
                guard case .collect(let name, _) = step.kind, let slot = flow.slots.first(where: { $0.name == name })
                else { continue }
                if slot.type == .result {
                    complaints.error(
                        .collectResult, at: step.place, "'\(name)' is filled by actions, so nobody can be asked for it",
                        suggestion: "give the slot another type, or take the step away")
                } else if slot.ask == nil {
                    complaints.error(
                        .collectWithoutAsk, at: step.place, "nothing asks for '\(name)'",
                        suggestion: "add 'ask:' to the slot")
                }
            }
        }
    }
}
