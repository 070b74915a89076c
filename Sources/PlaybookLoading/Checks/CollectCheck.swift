import PlaybookModel
import Vocabulary

/// What is collected can be asked for.
struct CollectCheck: Check {
    func run(on subject: CheckSubject, _ complaints: Complaints) {
        for flow in subject.soundFlows {
            for step in flow.steps {
                guard let (name, ask) = asked(by: step.kind),
                    let slot = flow.slots.first(where: { $0.name == name })
                else { continue }
                if slot.type == .result {
                    complaints.error(
                        .collectResult, at: step.place, "'\(name)' is filled by actions, so nobody can be asked for it",
                        suggestion: "give the slot another type, or take the step away")
                } else if ask ?? slot.ask == nil {
                    complaints.error(
                        .collectWithoutAsk, at: step.place, "nothing asks for '\(name)'",
                        suggestion: "add 'ask:' to the slot")
                }
            }
        }
    }

    /// The slot a step asks for, and the words it brings itself.
    private func asked(by kind: StepKind) -> (slot: SlotName, ask: ResponseName?)? {
        switch kind {
        case .collect(let slot, _, let ask, _): (slot, ask)
        case .offer(let offer): (offer.slot, offer.response)
        case .say, .promise, .set, .when, .call, .confirm, .verify, .require, .wait, .link, .escalate, .end: nil
        }
    }
}
