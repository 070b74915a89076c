import PlaybookModel
import Vocabulary

/// Looks the names of expressions and templates up, and sees that values are of the kinds their operators take.
struct ExpressionLinker {
    enum Scope {
        /// Slots of the playbook, and in standard responses the standard words.
        case slots([String: NameTable.KnownSlot], standardWords: Bool)
        /// Inputs of an action, and `env`.
        case inputs(Set<String>)
    }

    typealias Typed = (expression: Expression, kind: ValueKind)

    let scope: Scope
    let complaints: Complaints

    /// Stands for an expression with a fault; the fault is told already.
    static let faulty: Typed = (expression: .literal(.nothing), kind: .any)

    func link(_ template: TemplateDraft) -> Template {
        Template(
            pieces: template.pieces.map { piece in
                switch piece {
                case .text(let text): .text(text)
                case .hole(let syntax, let format, let place): hole(syntax, format, place)
                case .cases(let syntax, let kind, let forms, let place): cases(syntax, kind, forms, place)
                }
            })
    }

    func condition(_ syntax: Syntax) -> Expression {
        let typed = link(syntax)
        expect(typed.kind, [.flag], at: syntax.place, "a condition")
        return typed.expression
    }

    func link(_ syntax: Syntax) -> Typed {
        switch syntax {
        case .literal(let value, _):
            return (expression: .literal(value), kind: ValueKind(value))
        case .name(let word, let fields):
            return name(word, fields)
        case .not(let inner, _):
            return (expression: .not(condition(inner)), kind: .flag)
        case .binary(let sign, let left, let right, let place):
            return binary(sign, left, right, place)
        case .call(let function, let arguments, let place):
            return call(function, arguments, place)
        }
    }

    private func hole(_ syntax: Syntax, _ format: Template.Format?, _ place: SourcePlace) -> Template.Piece {
        let typed = link(syntax)
        if let format, !typed.kind.fits(format.takes) {
            complaints.error(
                .formatMismatch, at: place,
                "'\(format.rawValue)' writes \(format.takes.map(\.inWords).sorted().joined(separator: " or ")), "
                    + "this is \(typed.kind.inWords)",
                suggestion: "take the format away, or choose another")
        }
        return .value(typed.expression, format)
    }

    private func cases(
        _ syntax: Syntax, _ kind: Template.Cases.Kind, _ forms: [(form: String, text: TemplateDraft)],
        _ place: SourcePlace
    ) -> Template.Piece {
        let typed = link(syntax)
        if case .inputs = scope {
            complaints.error(.templateSyntax, at: place, "forms are for people, not for back ends")
        }
        let kinds: Set<ValueKind> = kind == .plural ? [.number, .list] : [.text, .flag, .number]
        expect(typed.kind, kinds, at: syntax.place, "what '\(kind.rawValue)' looks at")
        let linked = forms.map { ($0.form, link($0.text)) }
        let all = Dictionary(linked, uniquingKeysWith: { first, _ in first })
        return .cases(
            typed.expression,
            Template.Cases(
                kind: kind, forms: all.filter { $0.key != "other" }, other: all["other"] ?? Template("")))
    }

    private func name(_ word: Word, _ fields: [String]) -> Typed {
        let expression = Expression.slot(SlotName(word.text), fields: fields)
        switch scope {
        case .inputs(let inputs):
            if word.text == "env" {
                if fields.count != 1 {
                    complaints.error(
                        .templateSyntax, at: word.place, "'env' names one variable", suggestion: "env.NAME")
                }
            } else if word.text == "call" {
                if !["key", "effect", "approver", "transcript"].contains(fields.first) || fields.count != 1 {
                    complaints.error(
                        .templateSyntax, at: word.place, "'call' has a key, an effect, an approver and a transcript",
                        suggestion: "call.key")
                }
            } else if !inputs.contains(word.text) {
                complaints.unknown(.unknownInput, "input", word, known: inputs.union(["env", "call"]))
            }
            return (expression: expression, kind: .any)
        case .slots(let slots, let standardWords):
            if standardWords, StandardWords.all.contains(word.text) {
                return (expression: expression, kind: StandardWords.kind(of: word.text))
            }
            guard let slot = slots[word.text] else {
                complaints.unknown(.unknownSlot, "slot", word, known: slots.keys)
                return Self.faulty
            }
            return (expression: expression, kind: fields.isEmpty ? slot.kind : .any)
        }
    }

    private func binary(_ sign: BinaryOperator, _ left: Syntax, _ right: Syntax, _ place: SourcePlace) -> Typed {
        switch sign {
        case .or, .and:
            return (expression: .binary(sign, condition(left), condition(right)), kind: .flag)
        case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual:
            if let compared = comparedWithOption(sign, left, right) { return compared }
            let (first, second) = (link(left), link(right))
            if !first.kind.compares(with: second.kind) {
                complaints.error(
                    .typeMismatch, at: place,
                    "\(first.kind.inWords) compared with \(second.kind.inWords) never holds",
                    suggestion: advice(first.kind, second.kind))
            }
            return (expression: .binary(sign, first.expression, second.expression), kind: .flag)
        case .contains:
            let (first, second) = (link(left), link(right))
            expect(second.kind, [.list, .text], at: right.place, "what stands after 'in'")
            return (expression: .binary(sign, first.expression, second.expression), kind: .flag)
        case .add, .subtract:
            let (first, second) = (link(left), link(right))
            let summands: Set<ValueKind> = sign == .add ? [.number, .money, .text] : [.number, .money]
            expect(first.kind, summands, at: left.place, "what is added or subtracted")
            expect(second.kind, summands, at: right.place, "what is added or subtracted")
            if first.kind != .any, second.kind != .any, first.kind != second.kind {
                complaints.error(
                    .typeMismatch, at: place, "\(first.kind.inWords) and \(second.kind.inWords) do not add up")
            }
            return (
                expression: .binary(sign, first.expression, second.expression),
                kind: first.kind == .any ? second.kind : first.kind
            )
        case .multiply:
            let (first, second) = (link(left), link(right))
            expect(first.kind, [.number, .money], at: left.place, "what is multiplied")
            expect(second.kind, [.number, .money], at: right.place, "what is multiplied")
            if first.kind == .money, second.kind == .money {
                complaints.error(.typeMismatch, at: place, "money times money is nothing")
            }
            return (
                expression: .binary(sign, first.expression, second.expression),
                kind: first.kind == .money || second.kind == .money ? .money : first.kind
            )
        }
    }

    private func advice(_ left: ValueKind, _ right: ValueKind) -> String? {
        let kinds: Set = [left, right]
        if kinds == [.money, .number] { return "write amounts as money(0, \"EUR\")" }
        if kinds == [.text, .number] { return "put the number in quotes" }
        return nil
    }

    /// `reason == damaged`: the bare word is an option where the other side is a choice.
    private func comparedWithOption(_ sign: BinaryOperator, _ left: Syntax, _ right: Syntax) -> Typed? {
        guard case .slots(let slots, _) = scope else { return nil }
        if let (slot, option) = option(right, of: left, slots) {
            return (expression: .binary(sign, slot, option), kind: .flag)
        }
        if let (slot, option) = option(left, of: right, slots) {
            return (expression: .binary(sign, option, slot), kind: .flag)
        }
        return nil
    }

    private func option(
        _ syntax: Syntax, of choice: Syntax, _ slots: [String: NameTable.KnownSlot]
    ) -> (slot: Expression, option: Expression)? {
        guard case .name(let name, let fields) = choice, fields.isEmpty, let slot = slots[name.text],
            case .choice(let options) = slot.type
        else { return nil }
        let word: Word
        switch syntax {
        case .name(let bare, let fields):
            guard fields.isEmpty else { return nil }
            word = bare
        case .literal(.text(let text), let place):
            word = Word(text: text, place: place)
        case .literal, .not, .binary, .call:
            return nil
        }
        let isOption = options.contains { $0.value == word.text }
        if !isOption, slots[word.text] != nil { return nil }
        if !isOption {
            complaints.unknown(.unknownOption, "option of '\(name.text)'", word, known: options.map(\.value))
        }
        return (slot: .slot(SlotName(name.text), fields: []), option: .literal(.text(word.text)))
    }

    func expect(_ kind: ValueKind, _ wanted: Set<ValueKind>, at place: SourcePlace, _ what: String) {
        guard !kind.fits(wanted) else { return }
        complaints.error(
            .typeMismatch, at: place,
            "\(what) is \(wanted.map(\.inWords).sorted().joined(separator: " or ")), this is \(kind.inWords)")
    }
}
