internal import Foundation
import Vocabulary

/// Reads dialogs as the public collections keep them, one JSON object a line: with `ev` (u: the customer; w, act: the
/// person and the label of their line; q, c: a call and what it was made with; r: its result) or with `turns`
/// (by: customer, agent or action; text; action; values).
public struct RecordedDialogReader {
    public init() {}

    /// - Throws: the line that is no dialog, and why.
    public func dialogs(of text: String) throws(RecordedDialogFault) -> [RecordedDialog] {
        var dialogs: [RecordedDialog] = []
        for line in NumberedLines.of(text) {
            let object = try? JSONSerialization.jsonObject(with: Data(line.text.utf8))
            guard let fields = object as? [String: Any] else {
                throw RecordedDialogFault(line: line.number, message: "this is no JSON object")
            }
            dialogs.append(try dialog(fields, line.number))
        }
        guard !dialogs.isEmpty else { throw RecordedDialogFault(line: 1, message: "there is no dialog") }
        return dialogs
    }

    private func dialog(_ fields: [String: Any], _ line: Int) throws(RecordedDialogFault) -> RecordedDialog {
        guard let id = Self.word(fields["id"]) else {
            throw RecordedDialogFault(line: line, message: "'id' is missing")
        }
        guard let task = Self.word(fields["task"]) ?? Self.word(fields["flow"]) else {
            throw RecordedDialogFault(line: line, message: "what the customer came for is missing: 'task' or 'flow'")
        }
        let turns: [RecordedDialog.Turn]
        if let events = fields["ev"] as? [Any] {
            turns = try read(events, "ev", line, Self.event)
        } else if let entries = fields["turns"] as? [Any] {
            turns = try read(entries, "turns", line, Self.turn)
        } else {
            throw RecordedDialogFault(line: line, message: "there is neither a list 'ev' nor a list 'turns'")
        }
        return RecordedDialog(
            id: id, task: IntentName(task), isHappy: fields["happy"] as? Bool, turns: turns)
    }

    private func read(
        _ list: [Any], _ key: String, _ line: Int, _ turn: ([String: Any]) -> [RecordedDialog.Turn]?
    ) throws(RecordedDialogFault) -> [RecordedDialog.Turn] {
        var turns: [RecordedDialog.Turn] = []
        for (index, entry) in list.enumerated() {
            guard let fields = entry as? [String: Any], let read = turn(fields) else {
                throw RecordedDialogFault(line: line, message: "entry \(index + 1) of '\(key)' is none that is known")
            }
            turns += read
        }
        return turns
    }

    private static func event(_ fields: [String: Any]) -> [RecordedDialog.Turn]? {
        if let text = fields["u"] as? String { return [.customer(text)] }
        if let text = fields["w"] as? String { return [.agent(text, prompt: fields["act"] as? String)] }
        if let name = fields["q"] as? String {
            let given = fields["c"] as? [String: Any] ?? [:]
            let arguments = given.compactMap { name, value in RecordedNotation.argument(name, value) }
            return [.action(RecordedAction(name: name, arguments: arguments))]
        }
        return fields["r"] != nil ? [] : nil
    }

    private static func turn(_ fields: [String: Any]) -> [RecordedDialog.Turn]? {
        let text = fields["text"] as? String ?? ""
        switch fields["by"] as? String {
        case "customer", "user": return [.customer(text)]
        case "agent": return [.agent(text, prompt: fields["act"] as? String)]
        case "action":
            guard let name = fields["action"] as? String else { return nil }
            let values = fields["values"] as? [Any] ?? []
            let arguments = values.compactMap { RecordedNotation.argument("", $0) }
            return [.action(RecordedAction(name: name, arguments: arguments))]
        default: return nil
        }
    }

    private static func word(_ value: Any?) -> String? {
        if let text = value as? String { return text.isEmpty ? nil : text }
        return (value as? Int).map { "\($0)" }
    }
}

/// Why a file is no collection of dialogs.
public struct RecordedDialogFault: Error, Hashable, Sendable, CustomStringConvertible {
    public let line: Int
    public let message: String

    public var description: String { "\(line): \(message)" }
}

/// Values as a query notes them: `"Jane Doe"`, `7402`, `api.is_equal_to("Sunday")`, `api.is_one_of(["Uber","Lyft"])`.
enum RecordedNotation {
    /// `nil` where nothing was given.
    static func argument(_ name: String, _ value: Any) -> RecordedArgument? {
        let values = plain(value).map { PlainValue($0) }.filter { !$0.isEmpty }
        return values.isEmpty ? nil : RecordedArgument(name: name, values: values)
    }

    private static func plain(_ value: Any) -> [String] {
        if let list = value as? [Any] { return list.flatMap(plain) }
        guard let text = value as? String else {
            // A number, or a truth that JSON keeps apart from it.
            return ["\(value)"]
        }
        var inner = text[...]
        if inner.hasPrefix("api."), let open = inner.firstIndex(of: "("), inner.hasSuffix(")") {
            inner = inner[inner.index(after: open)...].dropLast()
        }
        guard inner != text[...] || inner.hasPrefix("\"") || inner.hasPrefix("[") else {
            return text == "null" ? [] : [text]
        }
        // What is noted inside is JSON of its own; what is not stays as it was written.
        let parsed = try? JSONSerialization.jsonObject(with: Data("[\(inner)]".utf8))
        guard let list = parsed as? [Any] else { return [String(inner)] }
        return list.filter { !($0 is NSNull) }.flatMap { item in
            (item as? [Any] ?? [item]).filter { !($0 is NSNull) }.map { "\($0)" }
        }
    }
}
