internal import ChatProtocol
internal import PlaybookModel
internal import Vocabulary

/// An article as plain text under headings, with what tells that two places show the same: its own version, and that
/// of the playbook.
struct ArticleDocument {
    private let article: Article
    private let playbook: PlaybookVersion

    init(_ article: Article, of playbook: PlaybookVersion) {
        self.article = article
        self.playbook = playbook
    }

    var json: JSON {
        [
            "article": .string(article.name.rawValue), "title": .string(article.title),
            "version": .string(article.version), "playbook": .string(playbook.rawValue),
            "audience": .string(article.audience),
            "sections": .array(
                article.sections.map { section in
                    ["heading": .string(section.heading), "passages": .array(section.passages.map(JSON.string))]
                }),
        ]
    }
}
