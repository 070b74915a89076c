import PlaybookModel
import Vocabulary

/// Who is told to wait is told until when: "we will get back to you" without a day is no promise, it is a brush-off.
struct UndatedPromiseCheck: Check {
    private static let promising: [[String]] = [
        "get back to you", "come back to you", "be in touch", "look into it", "look into this", "looking into it",
        "keep you posted", "keep you informed", "keep you updated", "let you know as soon", "as soon as possible",
        "as soon as we can", "contact you shortly", "contact you soon", "reply shortly", "in due course",
        "hear from us", "follow up with you", "melden uns", "melde mich", "sobald wie möglich", "so bald wie möglich",
        "kümmern uns darum", "in kürze", "halten sie auf dem laufenden", "dès que possible", "vous recontacter",
        "vous recontactera", "vous recontacterons", "revenons vers vous", "reviendrons vers vous",
        "tenons au courant", "tiendrons au courant", "dans les plus brefs délais",
    ].map(PromiseWords.words)

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
        let words = PromiseWords.words(text.plainText)
        return Self.promising.contains { words.contains($0) }
    }

    private func names(time text: Template, _ playbook: Playbook) -> Bool {
        PromiseWords.namesTime(text.plainText) || text.holdsMoment(playbook)
    }
}

enum PromiseWords {
    private static let units: Set<String> = [
        "second", "seconds", "minute", "minutes", "hour", "hours", "day", "days", "week", "weeks", "month", "months",
        "sekunde", "sekunden", "minuten", "stunde", "stunden", "tag", "tage", "tagen", "woche", "wochen", "monat",
        "monate", "monaten", "heure", "heures", "jour", "jours", "semaine", "semaines", "mois",
    ]
    private static let numbers: Set<String> = [
        "a", "an", "one", "two", "three", "four", "five", "six", "seven", "ten", "couple", "working", "business",
        "einer", "einem", "eines", "zwei", "drei", "vier", "fünf", "un", "une", "deux", "trois", "quatre", "cinq",
        "ouvrables", "ouvrés",
    ]
    private static let days: Set<String> = [
        "today", "tonight", "tomorrow", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
        "noon", "midnight", "heute", "morgen", "montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag",
        "sonntag", "aujourd", "demain", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche",
    ]

    static func words(_ text: String) -> [String] {
        text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
    }

    /// "within 3 to 5 working days", "by Friday", "in two hours".
    static func namesTime(_ text: String) -> Bool {
        let words = words(text)
        for (index, word) in words.enumerated() {
            if days.contains(word) { return true }
            guard units.contains(word), index > 0 else { continue }
            let before = words[index - 1]
            if numbers.contains(before) || before.contains(where: \.isNumber) { return true }
        }
        return false
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
