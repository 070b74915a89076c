import PlaybookModel
import Vocabulary

/// Who is told to wait is told until when: "we will get back to you" without a day is no promise, it is a brush-off.
struct UndatedPromiseCheck: Check {
    func run(on subject: CheckSubject, _ complaints: Complaints) {
        var promised: [ResponseName: SourcePlace] = [:]
        var tracked: Set<ResponseName> = []
        for step in subject.soundFlows.flatMap(\.steps) {
            guard case .promise(let name, let until, _) = step.kind else { continue }
            if until == nil { promised[name] = step.place } else { tracked.insert(name) }
        }
        for response in subject.playbook.responses.values where !tracked.contains(response.name) {
            let isPromise = promised[response.name] != nil
            guard response.texts.contains(where: { (isPromise || promises($0)) && !names(time: $0, subject.playbook) })
            else { continue }
            complaints.warning(
                .undatedPromise, at: promised[response.name] ?? response.place,
                "'\(response.name)' promises something and says no day",
                suggestion: "say it with 'promise:' and 'until:', or put the day into its words")
        }
    }

    private func promises(_ text: Template) -> Bool {
        PromiseWords.promise(in: text.plainText) != nil
    }

    private func names(time text: Template, _ playbook: Playbook) -> Bool {
        PromiseWords.namesTime(text.plainText) || text.holdsMoment(playbook)
    }
}

extension Template {
    /// Its words; a hole stands as a digit, since what is filled in may be the number of days.
    fileprivate var plainText: String {
        pieces.map { piece in
            switch piece {
            case .text(let text): text
            case .value: " 0 "
            case .cases(_, let cases): " " + cases.other.plainText + " "
            }
        }.joined()
    }

    fileprivate func holdsMoment(_ playbook: Playbook) -> Bool {
        pieces.contains { piece in
            switch piece {
            case .text: false
            case .value(let expression, let format): format?.isOfTime ?? expression.isMoment(playbook)
            case .cases(_, let cases): cases.other.holdsMoment(playbook)
            }
        }
    }
}

extension Template.Format {
    fileprivate var isOfTime: Bool {
        switch self {
        case .date, .time, .weekday, .datetime: true
        case .money, .list, .upper, .lower, .count, .number: false
        }
    }
}

extension Expression {
    fileprivate func isMoment(_ playbook: Playbook) -> Bool {
        switch self {
        case .slot(let name, let fields):
            guard fields.isEmpty else { return false }
            if playbook.slots[name]?.type == .date { return true }
            return playbook.actions.values.contains { action in
                if case .moment = action.outputs[name]?.kind { true } else { false }
            }
        case .call(let function, _): return function == .addDays || function == .date || function == .today
        case .literal, .not, .binary: return false
        }
    }
}
