internal import PlaybookModel
internal import Vocabulary

/// Looks up what stands in the holes of an action's templates: its inputs, the call's own key and the environment,
/// nothing else.
struct Holes {
    let inputs: [Action.Input]
    let call: ActionCall
    let environment: (String) -> String?
    /// Who has said yes to exactly this call.
    var approver: AgentID?
    /// What was said up to the call.
    var transcript: String?

    /// `nil`: an input that may be missing is missing, or holds nothing.
    func value(_ expression: Expression) throws(FillingError) -> SlotValue? {
        switch expression {
        case .literal(let value): return value
        case .slot("env", let fields):
            guard fields.count == 1, let name = fields.first else { throw FillingError("'env' names one variable") }
            guard let value = environment(name), !value.isEmpty else {
                throw FillingError("\(name) is not set in the environment")
            }
            return .text(value)
        // For providers that keep a reference of ours in place of an `Idempotency-Key`.
        case .slot("call", ["key"]): return call.key.rawValue.isEmpty ? nil : .text(call.key.rawValue)
        case .slot("call", ["effect"]): return .text(call.id.text)
        case .slot("call", ["approver"]): return approver.map { .text($0.rawValue) }
        case .slot("call", ["transcript"]): return transcript.map(SlotValue.text)
        case .slot(let name, let fields): return try input(name.rawValue, fields)
        case .call(.lower, let parts) where parts.count == 1:
            return try value(parts[0]).flatMap { ValueText.formatted($0, as: .lower) }.map(SlotValue.text)
        case .call, .not, .binary:
            throw FillingError("an action's template holds inputs and env.NAME only")
        }
    }

    /// The text of one hole; `nil` where `value` is, or where the value has no text.
    func text(_ expression: Expression, _ format: Template.Format?) throws(FillingError) -> String? {
        guard let value = try value(expression) else { return nil }
        guard let text = format.map({ ValueText.formatted(value, as: $0) }) ?? ValueText.plain(value) else {
            throw FillingError("\(Self.name(expression)) cannot be written as text")
        }
        return text
    }

    /// The whole template; `nil` when a hole in it is missing.
    func text(_ template: Template) throws(FillingError) -> String? {
        var text = ""
        for piece in template.pieces {
            switch piece {
            case .text(let words): text += words
            case .value(let expression, let format):
                guard let words = try self.text(expression, format) else { return nil }
                text += words
            case .cases: throw FillingError("words that depend on a value are for people")
            }
        }
        return text
    }

    private func input(_ name: String, _ fields: [String]) throws(FillingError) -> SlotValue? {
        guard let input = inputs.first(where: { $0.name == name }) else {
            throw FillingError("'\(name)' is not an input")
        }
        var value = call.arguments[name] ?? .nothing
        for field in fields {
            guard case .record(let record) = value else { break }
            value = record[field] ?? .nothing
        }
        guard value == .nothing else { return value }
        guard !input.required else { throw FillingError("the input '\(name)' is missing") }
        return nil
    }

    static func name(_ expression: Expression) -> String {
        guard case .slot(let name, let fields) = expression else { return "an expression" }
        return "'" + ([name.rawValue] + fields).joined(separator: ".") + "'"
    }

    /// Whether it asks for what was said.
    static func isTranscript(_ expression: Expression) -> Bool {
        guard case .slot("call", ["transcript"]) = expression else { return false }
        return true
    }

    /// Whether it reads the environment.
    static func isSecret(_ expression: Expression) -> Bool {
        guard case .slot("env", _) = expression else { return false }
        return true
    }
}
