import PlaybookModel
import Vocabulary

/// A translation is of an article that is there, in another language, and of the original itself.
struct TranslationCheck: Check {
    func run(on subject: CheckSubject, _ complaints: Complaints) {
        run(on: subject.playbook.articles, complaints)
    }

    func run(on articles: [Article], _ complaints: Complaints) {
        let named = Dictionary(articles.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        var seen: Set<String> = []
        for article in articles {
            guard let name = article.translates else { continue }
            guard let original = named[name] else {
                complaints.unknown(
                    .unknownArticle, "article", Word(text: name.rawValue, place: article.place),
                    known: Set(articles.map(\.name.rawValue)))
                continue
            }
            if let further = original.translates {
                complaints.error(
                    .badValue, at: article.place, "'\(name)' is a translation itself",
                    suggestion: "translates: \(further)")
            } else if original.locale.lowercased() == article.locale.lowercased() {
                complaints.error(
                    .badValue, at: article.place,
                    "the translation of '\(name)' is in its own language, \(article.locale)",
                    suggestion: "say its locale")
            } else if !seen.insert("\(name) \(article.locale.lowercased())").inserted {
                complaints.error(
                    .badValue, at: article.place, "'\(name)' has another translation in \(article.locale)",
                    suggestion: "keep one of them")
            }
        }
    }
}
