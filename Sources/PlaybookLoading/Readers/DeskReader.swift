import PlaybookModel
import Vocabulary

/// `desk.yaml`: what agents work with.
struct DeskReader {
    let complaints: Complaints

    func read(_ root: YamlNode, into draft: inout PlaybookDraft) {
        guard let map = MapReader(root, as: PlaybookFormat.desk, complaints) else { return }
        draft.desk.replies = map.pairs("replies").compactMap(reply)
        draft.desk.banned = map.words("banned").compactMap(phrase)
        if let worth = map["drafts"].flatMap({ MapReader($0, as: PlaybookFormat.drafts, complaints) }) {
            let usual = DeskPlan.Worth()
            draft.desk.worth = DeskPlan.Worth(
                floor: worth.decimal("floor", in: 0...1) ?? usual.floor,
                judged: worth.whole("judged", in: 5...1_000) ?? usual.judged)
        }
    }

    private func reply(_ pair: YamlNode.Pair) -> DeskDraft.Reply? {
        complaints.checkForm(pair.key.word, of: "a reply")
        guard let map = MapReader(pair.value, as: PlaybookFormat.reply, complaints),
            let title = map.text("title"), let text = map.template("text")
        else { return nil }
        return (name: pair.key.word, title: title, text: text, teams: map.words("teams"))
    }

    private func phrase(_ word: Word) -> String? {
        guard word.text.contains(where: \.isLetter) else {
            complaints.error(.badValue, at: word.place, "a banned phrase has words")
            return nil
        }
        return word.text
    }
}

/// `tags.yaml`: the closed vocabulary of what conversations are about.
struct TagsReader {
    let complaints: Complaints

    func read(_ root: YamlNode, into draft: inout PlaybookDraft) {
        guard let map = MapReader(root, as: PlaybookFormat.tags, complaints) else { return }
        draft.desk.tags = map.pairs("tags").compactMap(tag)
    }

    private func tag(_ pair: YamlNode.Pair) -> DeskDraft.Tag? {
        complaints.checkForm(pair.key.word, of: "a tag")
        guard let map = MapReader(pair.value, as: PlaybookFormat.tag, complaints), let title = map.text("title") else {
            return nil
        }
        return (name: pair.key.word, title: title, feature: map.text("feature") ?? "", intents: map.words("intents"))
    }
}
