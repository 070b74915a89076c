import PlaybookModel
import Vocabulary

/// No path leaves a visitor without a word: between what they said last and the end of the flow stands a line.
struct SilentEndCheck: Check {
    func run(on subject: CheckSubject, _ complaints: Complaints) {
        let silence = SilenceProof(subject.slots)
        var told: Set<SourcePlace> = []
        for flow in subject.soundFlows where subject.isAskedFor(flow) {
            // A flow run from several places is looked into once: its silence is one fault.
            var seen: Set<FlowName> = [flow.name]
            for end in ends(of: flow, where: { _ in true }, [], silence, subject, &seen) where !complaints.isFull {
                guard told.insert(end.place).inserted else { continue }
                complaints.warning(
                    .silentEnd, at: end.place, "the flow may end here with nothing said to the visitor's last words",
                    suggestion: "add '- say: RESPONSE' before it", path: end.path)
            }
        }
    }

    private typealias SilentEnd = (place: SourcePlace, path: [PathStep])

    /// Where the flow, or a verification that ends it, ends without a word.
    private func ends(
        of flow: Flow, from hasSpoken: Bool = false, where isMeant: (String) -> Bool, _ before: [PathStep],
        _ silence: SilenceProof, _ subject: CheckSubject,
        _ seen: inout Set<FlowName>
    ) -> [SilentEnd] {
        let graph = subject.slots.graph(of: flow)
        let spoken = silence.spoken(before: flow, from: hasSpoken)
        var ends: [SilentEnd] = []
        for (index, ways) in graph.ways.enumerated() {
            guard let hasSpokenHere = spoken[index] else { continue }
            let silent = ways.first { way in
                if case .end(let outcome) = way.to, isMeant(outcome) {
                    silence.after(way, of: flow, hasSpokenHere) == false
                } else {
                    false
                }
            }
            guard let silent else { continue }
            let path =
                before
                + graph.trail(to: index) { way in
                    guard let earlier = spoken[way.from], silence.after(way, of: flow, earlier) == false else {
                        return .no
                    }
                    return earlier ? .begins : .carriesOn
                } + [graph.words(for: silent)]
            guard let name = flow.steps[index].kind.run, let inner = subject.playbook.flows[name] else {
                ends.append((flow.steps[index].place, path))
                continue
            }
            guard seen.insert(name).inserted else { continue }
            let isPassed = silent.outcome == .next
            ends += self.ends(
                of: inner, from: hasSpokenHere, where: { ($0 == "verified") == isPassed }, path, silence, subject, &seen
            )
        }
        return ends
    }
}
