internal import PlaybookModel
internal import Vocabulary

extension Turn {
    /// Rests until the moment, or until what it waits for has happened. The visitor is told once, and when they come
    /// back to it; until then they may ask for anything else.
    mutating func rest(_ step: WaitStep, in frame: FlowFrame) -> Progress {
        if let name = step.signal, let signal = state.signals.last(where: { $0.name == name && $0.at > frame.began }) {
            take(signal)
            return .goOn(step.next)
        }
        let until = frame.waiting.map(\.until) ?? end(of: step)
        // A moment that nobody can say would be waited for for ever.
        let isOver = until.map { $0 <= now } ?? (step.signal == nil)
        if isOver { return .goOn(step.signal == nil ? step.next : step.expired ?? step.next) }
        if frame.waiting == nil {
            emit(.waitBegan(frame.flow, until: until, signal: step.signal))
            if let until { wake(frame.flow, at: until) }
        }
        say(step.meanwhile ?? StandardResponse.waiting.name, place: .last)
        return .wait
    }

    private func end(of step: WaitStep) -> Timestamp? {
        switch step.end {
        case .after(let span): now + span
        case .at(let expression): evaluator.value(expression).flatMap(playbook.zone.moment)
        case nil: nil
        }
    }

    mutating func wake(_ flow: FlowName, at moment: Timestamp) {
        let alarm = state.alarmID(of: flow)
        emit(.timerSet(alarm, at: moment), by: .system)
        effects.append(.wake(alarm, at: moment))
    }

    /// Time is up for a flow that waits. One that is not on top, or that a person keeps from speaking, finds out when
    /// it runs again.
    mutating func ring(_ alarm: TimerID) {
        let isTop = state.stack.last?.alarm == alarm
        emit(.timerFired(alarm), by: .system)
        guard isTop, state.holder == .bot else { return }
        run()
    }

    /// Something happened in the world: whoever waits for it on top goes on, the others find it when they run again.
    mutating func hear(_ signal: SignalName, _ values: [SlotName: SlotValue]) {
        let held = state.stack.last { $0.waiting?.signal == signal }
        emit(.signalled(signal, values: values), by: .system)
        if hearWord(signal, values, in: held) { return }
        guard state.holder == .bot, state.stack.last?.waiting?.signal == signal else { return }
        run()
    }

    private mutating func take(_ signal: Signal) {
        for (slot, value) in signal.values.sorted(by: { $0.key < $1.key }) where playbook.slots[slot] != nil {
            emit(.slotFilled(slot, value, source: .flow))
        }
    }

    /// Alarms of flows that wait no longer are taken back.
    mutating func settleAlarms(before: [TimerID]) {
        guard !before.isEmpty else { return }
        let present = state.stack.compactMap(\.alarm)
        for alarm in before where !present.contains(alarm) { effects.append(.cancelWake(alarm)) }
    }
}
