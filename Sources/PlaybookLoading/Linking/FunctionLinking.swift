import PlaybookModel
import Vocabulary

extension ExpressionLinker {
    func call(_ function: ExpressionFunction, _ arguments: [Syntax], _ place: SourcePlace) -> Typed {
        let typed = arguments.map(link)
        check(function, typed, arguments)
        let first = typed.first?.kind ?? .any
        return (expression: .call(function, typed.map(\.expression)), kind: kind(of: function, first))
    }

    private func check(_ function: ExpressionFunction, _ typed: [Typed], _ arguments: [Syntax]) {
        func want(_ index: Int, _ kinds: Set<ValueKind>, _ what: String) {
            guard typed.indices.contains(index) else { return }
            expect(typed[index].kind, kinds, at: arguments[index].place, what)
        }
        switch function {
        case .known:
            if case .name = arguments.first { return }
            complaints.error(
                .typeMismatch, at: arguments.first?.place ?? SourcePlace(file: "", line: 1, column: 1),
                "'known' asks about a slot", suggestion: "known(order)")
        case .count: want(0, [.list], "what is counted")
        case .money:
            want(0, [.number], "the amount")
            if let (currency, place) = word(1, typed, arguments), !isCurrency(currency) {
                complaints.error(.badValue, at: place, "'\(currency)' is no ISO 4217 code", suggestion: "like EUR")
            }
            want(1, [.text], "the currency")
        case .lower: want(0, [.text], "what is lowered")
        case .daysSince: want(0, [.moment, .date], "what days are counted from")
        case .daysUntil: want(0, [.moment, .date], "what days are counted to")
        case .addDays:
            want(0, [.moment, .date], "what days are added to")
            want(1, [.number], "the number of days")
        case .date:
            if let (day, place) = word(0, typed, arguments), CivilDate(day) == nil {
                complaints.error(.badValue, at: place, "'\(day)' is no day", suggestion: "like 2026-01-31")
            }
            want(0, [.text, .date], "a day")
        case .first, .last, .sum: want(0, [.list], "'\(function.rawValue)' looks at")
        case .contains: want(0, [.list, .text], "what is searched")
        case .map:
            want(0, [.list], "what is mapped")
            want(1, [.text], "the field's name")
        case .join:
            want(0, [.list], "what is joined")
            want(1, [.text], "what stands between")
        case .customer: want(0, [.text], "the name of an attribute")
        case .identified:
            let known = IdentityLevel.allCases.map(\.rawValue)
            if let (level, place) = word(0, typed, arguments), !known.contains(level) {
                complaints.unknown(.unknownWord, "level of identity", Word(text: level, place: place), known: known)
            }
            want(0, [.text], "a level of identity")
        case .today, .present, .channel, .openNow: break
        }
    }

    private func kind(of function: ExpressionFunction, _ first: ValueKind) -> ValueKind {
        switch function {
        case .known, .contains, .identified, .openNow: .flag
        case .count, .daysSince, .daysUntil: .number
        case .money: .money
        case .lower, .join, .channel, .customer: .text
        case .addDays, .date, .today, .present: .moment
        case .map: .list
        case .first, .last, .sum: .any
        }
    }

    /// A text written where it stands.
    private func word(_ index: Int, _ typed: [Typed], _ arguments: [Syntax]) -> (String, SourcePlace)? {
        guard typed.indices.contains(index), case .literal(.text(let text)) = typed[index].expression else {
            return nil
        }
        return (text, arguments[index].place)
    }

    private func isCurrency(_ text: String) -> Bool {
        text.utf8.count == 3 && text.unicodeScalars.allSatisfy { ("A"..."Z").contains($0) }
    }
}
