import PlaybookModel
import Vocabulary

/// One thing that must hold of a playbook whose names all resolve.
protocol Check: Sendable {
    func run(on subject: CheckSubject, _ complaints: Complaints)
}

/// What checks look at.
struct CheckSubject {
    let playbook: Playbook
    let draft: PlaybookDraft
    /// Flows worth a proof: those without a fault so far, which run no flow that has one. In the order of their places.
    let soundFlows: [Flow]

    init(playbook: Playbook, draft: PlaybookDraft, soundFiles: Set<String>) {
        self.playbook = playbook
        self.draft = draft
        var sound = playbook.flows.filter { soundFiles.contains($0.value.place.file) }
        var faulty: [FlowName] = []
        repeat {
            faulty = sound.values.filter { !$0.runs.allSatisfy { sound[$0] != nil } }.map(\.name)
            for name in faulty { sound[name] = nil }
        } while !faulty.isEmpty
        soundFlows = sound.values.sorted { $0.place < $1.place }
    }
}

extension Flow {
    /// Flows and verifications its steps run.
    var runs: [FlowName] {
        steps.compactMap { step in
            switch step.kind {
            case .link(let name, _), .verify(let name, _), .require(_, let name?, _, _): name
            case .say, .promise, .collect, .offer, .set, .when, .call, .confirm, .require, .wait, .escalate, .end: nil
            }
        }
    }
}

/// In no particular order; diagnostics are sorted by place.
let everyCheck: [any Check] = [
    StandardResponseCheck(), PersonCheck(), ExampleCheck(), TrainingNearDuplicateCheck(), CollectCheck(),
    FilledSlotCheck(), ReachableStepCheck(), LoopCheck(), VerificationCheck(), IrreversibleCallCheck(),
]
