import Dialog
import PlaybookModel
import Vocabulary

extension Repl {
    /// Whole lines that begin as this one does and make sense here. In order, without doubles.
    public func completions(of line: String) -> [String] {
        guard line.hasPrefix(":") else { return [] }
        guard let blank = line.firstIndex(of: " ") else {
            return ReplCommand.names.map { ":" + $0 }.filter { $0.hasPrefix(line) }
        }
        let command = String(line[..<blank])
        return arguments(of: command).map { "\(command) \($0)" }
            .filter { $0.lowercased().hasPrefix(line.lowercased()) }
    }

    private func arguments(of command: String) -> [String] {
        switch command {
        case ":press": point.rehearsal.state.lastBotLines.flatMap(\.choices).map(\.label)
        case ":answer": ["done", "done { ", "refused: ", "overLimit", "unknown"]
        case ":fail": playbook.actions.values.sorted { $0.name < $1.name }.flatMap(Self.failures)
        case ":time": ["+10m", "+1h", "+1d", "+3d"]
        case ":as": ["agent ", "visitor"]
        case ":back", ":fork": forks.keys.sorted()
        case ":diff": ["reload"] + forks.keys.sorted()
        case ":save-example": playbook.intents.map(\.name.rawValue).sorted()
        default: []
        }
    }

    private static func failures(of action: Action) -> [String] {
        let reasons = Set(action.errors.values).sorted()
        return ["\(action.name)"]
            + (reasons + ["failed"]).map { "\(action.name) refused: \($0)" }
            + ["overLimit", "unknown", "timeout"].map { "\(action.name) \($0)" }
    }
}
