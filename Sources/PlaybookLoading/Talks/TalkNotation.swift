import PlaybookModel
public import Vocabulary

/// Pieces of the talk format on their own, for tools that read them from a prompt.
public enum TalkNotation {
    /// `500ms`, `30s`, `10m`, `2h`, `1d`; `nil` for anything else.
    public static func span(_ text: String) -> TimeSpan? {
        TimeSpan(notation: text)
    }

    /// `done { slot: value }`, `refused: reason`, `overLimit`, `unknown`, as in a talk's `calls`; `nil` for anything
    /// else.
    public static func answer(_ text: String) -> ActionResult? {
        let complaints = Complaints()
        let yaml = text.hasPrefix("done ") ? "done: " + text.dropFirst(5) : text
        guard let root = YamlParser(complaints: complaints).parse(yaml, file: "answer"),
            let draft = TalkReader(complaints: complaints).answer(root), !complaints.hasErrors
        else { return nil }
        return switch draft {
        case .overLimit: .overLimit
        case .unknown: .unknown
        case .timeout, .approval, .accepted: nil
        case .refused(let reason): .refused(reason: reason.text)
        case .done(let pairs):
            .done(
                Dictionary(
                    pairs.map { (SlotName($0.slot.text), $0.value) }, uniquingKeysWith: { first, _ in first }))
        }
    }
}
