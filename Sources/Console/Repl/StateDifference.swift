import Dialog
import Vocabulary

/// What is otherwise between two points of a conversation: slots, flows, the open question, who holds it, and the
/// events that one has and the other has not.
struct StateDifference {
    let old: Rehearsal
    let new: Rehearsal

    /// Lines that begin with `-` (only before) or `+` (only now); none when nothing is otherwise.
    var lines: [String] {
        slots + changed("flows", flows(of: old), flows(of: new))
            + changed("asks", old.state.questionInWords, new.state.questionInWords)
            + changed("holder", old.state.holder.inWords, new.state.holder.inWords)
            + changed("clock", old.now.inWords, new.now.inWords) + events
    }

    private func flows(of rehearsal: Rehearsal) -> String? {
        let frames = rehearsal.state.stack.map { frame in
            Event.stepEntered(frame.flow, step: frame.step).inWords(under: rehearsal.machine.playbook)
        }
        return frames.isEmpty ? nil : frames.joined(separator: " › ")
    }

    private var slots: [String] {
        let names = Set(old.state.slots.keys).union(new.state.slots.keys).sorted()
        return names.flatMap { name in
            changed(name.rawValue, old.state.slots[name]?.inWords, new.state.slots[name]?.inWords)
        }
    }

    private func changed(_ name: String, _ before: String?, _ after: String?) -> [String] {
        guard before != after else { return [] }
        return [before.map { "- \(name.padded(to: 9)) \($0)" }, after.map { "+ \(name.padded(to: 9)) \($0)" }]
            .compactMap(\.self)
    }

    private var events: [String] {
        let same = zip(old.log, new.log).prefix { $0 == $1 }.count
        func row(_ sign: String, _ record: EventRecord) -> String {
            "\(sign) \(record.seq.rawValue)  \(record.sender.inWords) \(record.event.inWords(under: new.machine.playbook))"
        }
        return old.log.dropFirst(same).map { row("-", $0) } + new.log.dropFirst(same).map { row("+", $0) }
    }
}

extension DialogState {
    fileprivate var questionInWords: String? {
        switch question {
        case nil: nil
        case .slot(let slot, let attempt): "for \(slot), attempt \(attempt)"
        case .confirmation(let response, _): "to confirm \(response)"
        case .clarification(let choices): "which of \(choices.count)"
        }
    }
}

extension Holder {
    fileprivate var inWords: String {
        switch self {
        case .bot: "bot"
        case .queue: "queue"
        case .agent(let agent): "\(agent)"
        case .nobody: "nobody"
        }
    }
}
