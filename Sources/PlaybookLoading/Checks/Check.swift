import PlaybookModel
import Vocabulary

/// One thing that must hold of a playbook whose names all resolve.
protocol Check: Sendable {
    func run(on subject: CheckSubject, _ complaints: Complaints)
}

/// What checks look at. One for all of them: what one finds out about the slots, the others need not.
struct CheckSubject {
    let playbook: Playbook
    let draft: PlaybookDraft
    /// Flows worth a proof: those without a fault so far, which run no flow that has one. In the order of their places.
    let soundFlows: [Flow]
    let verifications: Set<FlowName>
    let slots: SlotProof

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
        verifications = Set(draft.flows.filter(\.isVerification).map { FlowName($0.name.text) })
        slots = SlotProof(playbook)
    }

    /// Said by the visitor's own wish, so what it says is all they hear.
    func isAskedFor(_ flow: Flow) -> Bool { !verifications.contains(flow.name) }
}

extension StepKind {
    /// The flow or verification it runs.
    var run: FlowName? {
        switch self {
        case .link(let name, _), .verify(let name, _), .require(_, let name?, _, _): name
        case .say, .promise, .collect, .offer, .set, .when, .call, .confirm, .require, .wait, .escalate, .end: nil
        }
    }
}

extension Flow {
    /// Flows and verifications its steps run.
    var runs: [FlowName] { steps.compactMap(\.kind.run) }
}

/// Diagnostics are sorted by place, whatever the order here.
let everyCheck: [any Check] = [
    // Phrases and words
    StandardResponseCheck(), PersonCheck(), ExampleCheck(), TrainingNearDuplicateCheck(),
    VariantCheck(), LocaleCheck(), TranslationCheck(), UndatedPromiseCheck(), OutreachWordsCheck(),
    // Flows
    CollectCheck(), FilledSlotCheck(), ReachableStepCheck(), LoopCheck(), VerificationCheck(), IrreversibleCallCheck(),
    CallAnswerCheck(), TurnLengthCheck(), SilentEndCheck(), LinkDepthCheck(), ConstantConditionCheck(),
    // Last, since what has a fault may be what uses the rest
    UnusedCheck(),
]
