internal import PlaybookModel
internal import Vocabulary

/// What a step leaves to be done.
enum Progress {
    /// On to the next step; `nil` ends the flow.
    case goOn(Int?)
    /// The stack changed: look again at what is on top.
    case changed
    /// Nothing more without an answer, a result or a person.
    case wait
}

extension Turn {
    /// Runs the flow on top until something has to come from outside.
    mutating func run() {
        while state.holder == .bot, let frame = state.stack.last {
            guard !isOverflowing else { return tooMuch(frame.flow) }
            guard stepsLeft > 0 else { return loop(frame.flow) }
            stepsLeft -= 1
            guard let step = step(of: frame) else {
                let isGone = playbook.flows[frame.flow].map { $0.steps.count != frame.step } ?? true
                if isGone { note("flow \(frame.flow) has no step \(frame.step) any more") }
                end(isGone ? "gone" : "done")
                continue
            }
            switch perform(step.kind, of: frame) {
            case .goOn(let next): move(to: next)
            case .changed: continue
            case .wait: return
            }
        }
    }

    private mutating func loop(_ flow: FlowName) {
        handOver(.fault, line: .fault, note: "flow \(flow) runs in circles", ending: "failed")
    }

    /// Whoever reads along sees what was left unsaid; the visitor is not talked to death.
    private mutating func tooMuch(_ flow: FlowName) {
        handOver(.fault, note: "flow \(flow) says more than the bot may in one go", ending: "failed")
    }

    func step(of frame: FlowFrame) -> Step? {
        guard let steps = playbook.flows[frame.flow]?.steps, steps.indices.contains(frame.step) else { return nil }
        return steps[frame.step]
    }

    mutating func move(to next: Int?) {
        guard let flow = state.stack.last?.flow else { return }
        guard let next else { return end("done") }
        emit(.stepEntered(flow, step: next))
    }

    private mutating func perform(_ step: StepKind, of frame: FlowFrame) -> Progress {
        switch step {
        case .say(let response, let next):
            sayOnce(response)
            return .goOn(next)
        case .promise(let response, let until, let next):
            promise(response, until: until)
            return .goOn(next)
        case .collect(let slot, let next, _, _): return collect(slot, next: next)
        case .offer(let offer): return self.offer(offer)
        case .set(let values, let next):
            set(values)
            return .goOn(next)
        case .when(let condition, let then, let otherwise):
            return .goOn(evaluator.holds(condition) ? then : otherwise)
        case .call(let call): return start(call, in: frame)
        case .confirm(let response, let next, _): return confirm(response, next: next)
        case .verify(let flow, let next):
            return isVerified(flow) ? .goOn(next) : push(flow)
        case .require(let level, let flow, let next, let otherwise):
            return require(level, by: flow, next: next, otherwise: otherwise)
        case .wait(let wait): return rest(wait, in: frame)
        case .link(let flow, _): return push(flow)
        case .escalate(let team, let reason):
            handOver(reason, team: team, ending: Turn.escalated)
            return .wait
        case .end(let outcome):
            end(outcome)
            return .changed
        }
    }

    /// A flow that is run again after a correction does not say again what stands a few lines above.
    private mutating func sayOnce(_ response: ResponseName) {
        guard let line = line(response) else { return note("no wording for \(response)") }
        if isRepeating, state.bookkeeping.recentTexts.contains(line.line.text) { return }
        // One is kept for what must come last.
        isOverflowing = linesLeft <= 1 && state.holder == .bot
        speak(line.line, place: .middle)
    }

    private mutating func promise(_ response: ResponseName, until: Expression?) {
        guard let text = line(response)?.line.text else { return note("no wording for \(response)") }
        sayOnce(response)
        guard state.promises.last?.text != text else { return }
        let due = until.flatMap(evaluator.value).flatMap(playbook.zone.moment)
        emit(.promised(text: text, until: due))
    }

    private mutating func set(_ values: [SlotName: Expression]) {
        let evaluator = evaluator
        for (slot, expression) in values.sorted(by: { $0.key < $1.key }) {
            if let value = evaluator.value(expression) {
                emit(.slotFilled(slot, value, source: .flow))
            } else if state.slots[slot] != nil {
                emit(.slotCleared(slot))
            }
        }
    }
}
