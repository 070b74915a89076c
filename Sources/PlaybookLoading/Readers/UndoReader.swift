import PlaybookModel
import Vocabulary

/// `undo:` of an action, or of a call in a flow: the action's name, or that with its inputs and what it takes back.
struct UndoReader {
    let complaints: Complaints

    func read(_ node: YamlNode?) -> UndoDraft? {
        guard let node else { return nil }
        guard case .map = node.content else {
            return complaints.scalar(of: node, wanted: "an action").map {
                UndoDraft(action: $0.word, with: [], what: nil)
            }
        }
        guard let map = MapReader(node, as: PlaybookFormat.undo, complaints), let action = map.word("action") else {
            return nil
        }
        let with = map.pairs("with").compactMap { pair in
            complaints.scalar(of: pair.value, wanted: "an input's value").flatMap(complaints.expression).map {
                (name: pair.key.word, value: $0)
            }
        }
        return UndoDraft(action: action, with: with, what: map.template("what"))
    }
}
