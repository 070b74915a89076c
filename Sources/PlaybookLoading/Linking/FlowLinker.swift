import PlaybookModel
import Vocabulary

/// Lays nested steps out as the flat graph of ``Flow``: a step, then its branches, then what follows it. A step's
/// index is the number of steps before it, so every `next` is known before the step it names is laid out.
struct FlowLinker {
    private let linker: Linker
    private let flow: FlowDraft
    private var steps: [Step?]
    private let size: Int
    /// Some branches cannot say "the flow ends here" by `nil`, which means something else there; they go to an
    /// `end: done` behind all other steps.
    private var needsEnd = false
    /// Slots the steps fill, beside those the file declares.
    private var filled: [SlotName] = []

    init(linker: Linker, flow: FlowDraft) {
        self.linker = linker
        self.flow = flow
        size = Self.size(of: flow.steps)
        steps = Array(repeating: nil, count: size)
    }

    mutating func link() -> Flow {
        lay(flow.steps, at: 0, next: nil)
        if needsEnd { steps.append(Step(kind: .end(outcome: "done"), place: flow.place)) }
        return Flow(
            name: FlowName(flow.name.text), steps: steps.compactMap { $0 }, slots: slots(),
            binds: flow.binds.map(linker.checkSlot), level: flow.level, title: flow.title, place: flow.place)
    }

    private func slots() -> [Slot] {
        var slots = flow.slots.map(linker.slot)
        var seen = Set(slots.map(\.name))
        for name in filled where seen.insert(name).inserted {
            if let slot = linker.slot(named: name.rawValue) { slots.append(slot) }
        }
        return slots
    }

    // MARK: Layout

    private static func size(of steps: [StepDraft]) -> Int {
        steps.reduce(0) { $0 + size(of: $1) }
    }

    private static func size(of step: StepDraft) -> Int {
        switch step.kind {
        case .say, .promise, .set, .verify, .link, .escalate, .end: 1
        case .collect(_, _, let unanswered): 1 + size(of: unanswered ?? [])
        case .offer(let offer): 1 + size(of: offer.none ?? [])
        case .require(_, let otherwise): 1 + size(of: otherwise ?? [])
        case .wait(let wait): 1 + size(of: wait.expired ?? [])
        case .when(_, let then, let otherwise): 1 + size(of: then) + size(of: otherwise)
        case .confirm(_, let declined): 1 + size(of: declined ?? [])
        case .call(let call):
            1 + call.errors.reduce(0) { $0 + size(of: $1.steps) } + size(of: call.failed ?? [])
                + size(of: call.overLimit ?? []) + size(of: call.timeout ?? [])
        }
    }

    private mutating func lay(_ list: [StepDraft], at start: Int, next: Int?) {
        var index = start
        for (position, step) in list.enumerated() {
            let after = index + Self.size(of: step)
            let follows = position + 1 < list.count ? after : next
            steps[index] = Step(kind: kind(of: step, at: index, next: follows), place: step.place)
            index = after
        }
    }

    /// Lays a branch out at the cursor and returns where it begins; an empty one begins with what follows.
    private mutating func branch(_ list: [StepDraft], at cursor: inout Int, next: Int?) -> Int? {
        let start = cursor
        lay(list, at: start, next: next)
        cursor += Self.size(of: list)
        return list.isEmpty ? next : start
    }

    /// Like ``branch(_:at:next:)``, never `nil` for a branch that is written.
    private mutating func namedBranch(_ list: [StepDraft]?, at cursor: inout Int, next: Int?) -> Int? {
        guard let list else { return nil }
        if let start = branch(list, at: &cursor, next: next) { return start }
        needsEnd = true
        return size
    }

    private mutating func kind(of step: StepDraft, at index: Int, next: Int?) -> StepKind {
        var cursor = index + 1
        switch step.kind {
        case .say(let response):
            return .say(linker.checkResponse(response), next: next)
        case .promise(let response, let until):
            return .promise(
                linker.checkResponse(response), until: until.map { linker.flowScope().link($0).expression },
                next: next)
        case .collect(let word, let ask, let unanswered):
            let slot = linker.checkSlot(word)
            filled.append(slot)
            return .collect(
                slot, next: next, ask: ask.map(linker.checkResponse),
                unanswered: namedBranch(unanswered, at: &cursor, next: next))
        case .offer(let draft):
            let slot = linker.checkSlot(draft.into)
            filled.append(slot)
            let from = linker.flowScope().link(draft.from)
            linker.flowScope().expect(from.kind, [.list], at: draft.from.place, "what is picked from")
            return .offer(
                OfferStep(
                    response: linker.checkResponse(draft.response), from: from.expression, slot: slot,
                    value: draft.value, label: draft.label, card: draft.card, next: next,
                    none: namedBranch(draft.none, at: &cursor, next: next)))
        case .set(let pairs):
            var values: [SlotName: Expression] = [:]
            for pair in pairs {
                let slot = linker.checkSlot(pair.slot)
                filled.append(slot)
                values[slot] = linker.flowScope().link(pair.value).expression
            }
            return .set(values, next: next)
        case .when(let condition, let then, let otherwise):
            let expression = linker.flowScope().condition(condition)
            let start = branch(then, at: &cursor, next: next)
            return .when(expression, then: start, otherwise: branch(otherwise, at: &cursor, next: next))
        case .call(let call):
            return .call(self.call(call, at: &cursor, next: next))
        case .confirm(let response, let declined):
            let name = linker.checkResponse(response)
            return .confirm(name, next: next, declined: namedBranch(declined, at: &cursor, next: next))
        case .verify(let word):
            if !linker.names.verifications.contains(word.text) {
                linker.complaints.unknown(
                    .unknownVerification, "verification", word, known: linker.names.verifications)
            }
            return .verify(FlowName(word.text), next: next)
        case .require(let level, let otherwise):
            let proof = linker.names.proofs.first { $0.level >= level }
            return .require(
                level, by: proof.map { FlowName($0.name) }, next: next,
                otherwise: namedBranch(otherwise, at: &cursor, next: next))
        case .wait(let draft):
            let end: WaitStep.End? =
                switch draft.end {
                case .after(let span): .after(span)
                case .at(let syntax): .at(linker.flowScope().link(syntax).expression)
                case nil: nil
                }
            return .wait(
                WaitStep(
                    end: end, signal: draft.signal, meanwhile: draft.meanwhile.map(linker.checkResponse), next: next,
                    expired: namedBranch(draft.expired, at: &cursor, next: next)))
        case .link(let word):
            return .link(linker.checkFlow(word), next: next)
        case .escalate(let team, let reason):
            return .escalate(team.map(linker.checkTeam), reason)
        case .end(let outcome):
            return .end(outcome: outcome)
        }
    }

    private mutating func call(_ draft: CallDraft, at cursor: inout Int, next: Int?) -> CallStep {
        let action = linker.names.actions[draft.action.text]
        if let action {
            check(draft, against: action)
            filled += action.outputs.map { SlotName($0.slot.text) } + (draft.asksApproval ? CallStep.approvalSlots : [])
        } else {
            linker.complaints.unknown(.unknownAction, "action", draft.action, known: linker.names.actions.keys)
        }
        var with: [String: Expression] = [:]
        for pair in draft.with {
            with[pair.input.text] = linker.flowScope().link(pair.value).expression
        }
        var errors: [String: Int?] = [:]
        for error in draft.errors {
            errors.updateValue(branch(error.steps, at: &cursor, next: next), forKey: error.name.text)
        }
        let key = draft.key.map(linker.flowScope().link)
        if case .text(let start) = key?.pieces.first, BusinessKey(start).takenBack != nil {
            linker.complaints.error(
                .reservedName, at: draft.action.place, "keys that begin with 'undo:' are those of what is taken back",
                suggestion: "begin the key with what is done")
        }
        let failed = namedBranch(draft.failed, at: &cursor, next: next)
        let overLimit = namedBranch(draft.overLimit, at: &cursor, next: next)
        let timeout = namedBranch(draft.timeout, at: &cursor, next: next)
        return CallStep(
            action: ActionName(draft.action.text), with: with, key: key, next: next,
            errors: errors, failed: failed, overLimit: overLimit, asksApproval: draft.asksApproval, timeout: timeout,
            within: draft.within, undo: action.flatMap { undo(of: draft, $0) })
    }

    /// The flow's own, or the action's.
    private func undo(of draft: CallDraft, _ action: ActionDraft) -> Action.Undo? {
        guard let undo = draft.undo else { return action.undo.map { linker.undo($0, of: action) } }
        return linker.undo(undo, of: action)
    }

    private func check(_ draft: CallDraft, against action: ActionDraft) {
        let given = Set(draft.with.map(\.input.text))
        let inputs = Set(action.inputs.map(\.name))
        for pair in draft.with where !inputs.contains(pair.input.text) {
            linker.complaints.unknown(.unknownInput, "input of '\(action.name.text)'", pair.input, known: inputs)
        }
        for input in action.inputs where input.required && !given.contains(input.name) {
            guard linker.names.slots[input.name] == nil else { continue }
            linker.complaints.error(
                .missingInput, at: draft.action.place, "'\(action.name.text)' needs '\(input.name)'",
                suggestion: "add it under 'with:', or name a slot like it")
        }
        // A person's no is told apart from the provider's.
        let errors = Set(action.errors.values).union(draft.asksApproval ? ["declined"] : [])
        for error in draft.errors where !errors.contains(error.name.text) {
            linker.complaints.unknown(.unknownError, "error of '\(action.name.text)'", error.name, known: errors)
        }
    }
}
