internal import Foundation
public import PlaybookModel
internal import Vocabulary

/// An article on its way into a playbook, and the text of its file.
public struct ArticleFile: Hashable, Sendable {
    /// Small letters, digits, - and _: the file's name without its ending.
    public var name: String
    public var title: String
    public var aliases: [String] = []
    public var topic: String?
    public var audience = "public"
    public var locale: String?
    /// The name of the article that it says the same as, in another language.
    public var translates: String?
    public var validFrom: String?
    public var validUntil: String?
    public var reviewBy: String?
    public var owner: String?
    /// Markdown, without the title.
    public var body: String

    public init(name: String, title: String, body: String) {
        self.name = name
        self.title = title
        self.body = body
    }

    /// - Parameter assistant: its locale is every article's that says nothing else.
    public init(_ article: Article, of assistant: Assistant) {
        self.init(name: article.name.rawValue, title: article.title, body: article.markdown)
        aliases = article.aliases
        topic = article.topic
        audience = article.audience
        locale = article.locale == assistant.locale ? nil : article.locale
        translates = article.translates?.rawValue
        validFrom = article.validFrom
        validUntil = article.validUntil
        reviewBy = article.reviewBy
        owner = article.owner
    }

    /// Where it stands in a playbook.
    public var path: String { "\(name).md" }

    /// Front matter and Markdown, as the loader reads them.
    public var text: String { "---\n\(frontMatter)\n---\n\(body.trimmed)\n" }

    /// Everything but the body, as YAML.
    var frontMatter: String {
        var lines = ["title: \(YamlText.scalar(title))"]
        if !aliases.isEmpty { lines += ["aliases:"] + aliases.map { "  - \(YamlText.scalar($0))" } }
        for (key, value) in [
            ("topic", topic), ("audience", audience == "public" ? nil : audience), ("locale", locale),
            ("translates", translates), ("valid_from", validFrom), ("valid_until", validUntil), ("review_by", reviewBy),
            ("owner", owner),
        ] {
            if let value { lines.append("\(key): \(YamlText.scalar(value))") }
        }
        return lines.joined(separator: "\n")
    }
}

extension StringProtocol {
    /// Without white space around it.
    var trimmed: String {
        guard let start = firstIndex(where: { !$0.isWhitespace }) else { return "" }
        let end = lastIndex { !$0.isWhitespace } ?? start
        return String(self[start...end])
    }
}

/// Names of articles from any text.
struct ArticleNames {
    private var taken: Set<String> = []

    /// Small letters and digits with `_` between words; marks are taken off letters, what no letter remains of is left
    /// out. A second article of a name gets a number.
    mutating func name(from text: String) -> (name: String, isSecond: Bool) {
        var name = ""
        for scalar in text.lowercased().decomposedStringWithCanonicalMapping.unicodeScalars {
            let isPlain = ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar)
            if isPlain {
                name.unicodeScalars.append(scalar)
            } else if !scalar.properties.isDiacritic, scalar != "'", scalar != "’", !name.isEmpty, name.last != "_" {
                name.append(scalar == "-" ? "-" : "_")
            }
        }
        name = String(name.prefix(80).reversed().drop { $0 == "_" || $0 == "-" }.reversed())
        if name.isEmpty { name = "article" }
        guard taken.contains(name) else {
            taken.insert(name)
            return (name, false)
        }
        var number = 2
        while taken.contains("\(name)_\(number)") { number += 1 }
        taken.insert("\(name)_\(number)")
        return ("\(name)_\(number)", true)
    }
}
