import PlaybookModel
import Vocabulary

extension Linker {
    /// How a call of that action is taken back. It sees what the call was given and what it answered, and nothing
    /// else: slots may say something else by the time it runs.
    func undo(_ draft: UndoDraft, of action: ActionDraft) -> Action.Undo {
        let known = Set(action.inputs.map(\.name) + action.outputs.map(\.slot.text))
        let scope = ExpressionLinker(scope: .inputs(known), complaints: complaints)
        let taken = names.actions[draft.action.text]?.inputs ?? []
        for (name, _) in draft.with where !taken.contains(where: { $0.name == name.text }) {
            complaints.unknown(.unknownInput, "input", name, known: taken.map(\.name))
        }
        let given = Set(draft.with.map(\.name.text)).union(known)
        for input in taken where input.required && !given.contains(input.name) {
            complaints.error(
                .missingInput, at: draft.action.place, "'\(draft.action.text)' needs '\(input.name)'",
                suggestion: "add it under 'with:', from what '\(action.name.text)' is given or answers")
        }
        let with = draft.with.map { ($0.name.text, scope.link($0.value).expression) }
        return Action.Undo(
            action: checkUndo(draft.action), with: Dictionary(with, uniquingKeysWith: { first, _ in first }),
            what: draft.what.map(scope.link))
    }

    /// What takes back changes something, and nobody is asked before it.
    private func checkUndo(_ word: Word) -> ActionName {
        guard let action = names.actions[word.text] else { return checkAction(word) }
        if !action.method.writes {
            complaints.error(
                .badUndo, at: word.place, "'\(word.text)' only reads, so it takes nothing back",
                suggestion: "name an action that changes something")
        }
        if action.irreversible {
            complaints.error(
                .badUndo, at: word.place, "'\(word.text)' cannot be undone, and nobody is asked before it",
                suggestion: "leave it to a person: 'escalate:'")
        }
        return ActionName(word.text)
    }
}
