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
    let writer: ValueWriter

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
            }
        }
        return text
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
