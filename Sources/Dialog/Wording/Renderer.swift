internal import PlaybookModel
internal import Vocabulary

/// Fills the holes of templates.
struct Renderer {
    struct Text {
        let text: String
        /// No hole was left empty.
        let isComplete: Bool
    }

    let playbook: Rulebook
    let evaluator: Evaluator
    var writer: ValueWriter { playbook.writer }

    func text(_ template: Template) -> Text {
        var text = ""
        var isComplete = true
        for piece in template.pieces {
            switch piece {
            case .text(let words): text += words
            case .value(let expression, let format):
                if let value = evaluator.value(expression) {
                    text += writer.write(spokenChoice(of: value, in: expression) ?? value, as: format)
                } else {
                    isComplete = false
                }
            case .cases(let expression, let cases):
                guard let chosen = form(of: cases, for: evaluator.value(expression)) else {
                    isComplete = false
                    continue
                }
                let inner = self.text(chosen)
                text += inner.text
                isComplete = isComplete && inner.isComplete
            }
        }
        return Text(text: text, isComplete: isComplete)
    }

    /// For keys, which no locale may change: amounts in minor units, moments in milliseconds.
    func key(_ template: Template) -> String? {
        var text = ""
        for piece in template.pieces {
            switch piece {
            case .text(let words): text += words
            case .value(let expression, _):
                guard let value = evaluator.value(expression), let part = Renderer.keyPart(value) else { return nil }
                text += part
            case .cases: return nil
            }
        }
        return text
    }

    /// The words that go with a value; `nil` where nobody can say what it is.
    private func form(of cases: Template.Cases, for value: SlotValue?) -> Template? {
        guard let value else { return nil }
        switch cases.kind {
        case .select:
            let word =
                switch value {
                case .text(let text): text
                case .flag(let flag): flag ? "yes" : "no"
                case .integer(let integer): String(integer)
                case .number, .money, .moment, .list, .record, .nothing: "other"
                }
            return cases.forms[word] ?? cases.other
        case .plural:
            guard let number = Renderer.count(value) else { return cases.other }
            if let whole = Int64(whole: number), let exact = cases.forms["=\(whole)"] { return exact }
            return cases.forms[writer.plural.category(of: number)] ?? cases.other
        }
    }

    private static func count(_ value: SlotValue) -> Double? {
        if case .list(let values) = value { return Double(values.count) }
        return value.double
    }

    /// A choice's value as words: `changed_mind` is spoken "changed mind".
    private func spokenChoice(of value: SlotValue, in expression: Expression) -> SlotValue? {
        guard case .slot(let name, let fields) = expression, fields.isEmpty, case .text(let text) = value,
            case .choice = playbook.slots[name]?.type
        else { return nil }
        return .text(String(text.map { $0 == "_" ? " " : $0 }))
    }

    private static func keyPart(_ value: SlotValue) -> String? {
        switch value {
        case .text(let text): text
        case .integer(let integer): String(integer)
        case .number(let number): number.description
        case .money(let money): "\(money.minor)\(money.currency)"
        case .flag(let flag): flag ? "true" : "false"
        case .moment(let moment): String(moment.milliseconds)
        case .list, .record, .nothing: nil
        }
    }
}
