import PlaybookModel
import Vocabulary

/// What is written to somebody first fills its holes with what is known then: nothing of a conversation is.
struct OutreachWordsCheck: Check {
    func run(on subject: CheckSubject, _ complaints: Complaints) {
        guard let draft = subject.draft.outreach else { return }
        for tripwire in draft.tripwires {
            let facts = Set(OutreachFacts.known(to: tripwire.rule).keys)
            for say in [tripwire.say].compactMap(\.self) + tripwire.sayOtherwise.map(\.say) {
                check(say, facts, "the tripwire '\(tripwire.name.text)' goes off", subject, complaints)
            }
        }
        let incident = Set(OutreachFacts.incident.keys)
        for say in [draft.incidents?.notice, draft.incidents?.update, draft.incidents?.fixed].compactMap(\.self) {
            check(say, incident, "an incident is told of", subject, complaints)
        }
        if let say = draft.followUp {
            check(say, Set(OutreachFacts.followUp.keys), "somebody is asked whether it is fixed", subject, complaints)
        }
    }

    private func check(
        _ say: Word, _ facts: Set<String>, _ occasion: String, _ subject: CheckSubject, _ complaints: Complaints
    ) {
        guard let response = subject.playbook.responses[ResponseName(say.text)] else { return }
        let always: Set<String> = ["assistant", "company"]
        for name in response.mentions.map(\.rawValue).sorted() where !facts.contains(name) && !always.contains(name) {
            complaints.error(
                .unknownSlot, at: say.place,
                "'\(say.text)' has a hole for '\(name)', which is not known when \(occasion)",
                suggestion: "known: " + facts.union(always).sorted().joined(separator: ", "))
        }
    }
}
