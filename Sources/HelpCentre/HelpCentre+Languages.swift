internal import PlaybookModel
internal import Vocabulary

/// Articles in several languages: each has an address of its own, and says where the others are.
extension HelpCentre {
    /// A page in another language.
    struct OtherLanguage {
        let locale: String
        let address: String
        let path: String
    }

    var ownLocale: String { playbook.assistant.locale.isEmpty ? "en" : playbook.assistant.locale }

    /// The same article in the other languages; of a page that is no article's, the index in them.
    func languages(of article: Article?) -> [OtherLanguage] {
        guard let article else {
            return locales.map { other($0, "/help/?lang=\(Markup.part($0))") }
        }
        let same = articles.filter { $0.original == article.original && $0.name != article.name }
        return Self.inOrder(same).map { other($0.locale, Self.path(of: $0.name)) }
    }

    private func other(_ locale: String, _ path: String) -> OtherLanguage {
        OtherLanguage(locale: locale, address: surroundings.address + path, path: path)
    }

    /// Languages that articles are translated from and into, where there are several.
    private var locales: [String] {
        let articles = articles
        let translated = Set(articles.compactMap(\.translates))
        let locales = Set(articles.filter { $0.translates != nil || translated.contains($0.name) }.map(\.locale))
        return locales.count > 1 ? locales.sorted() : []
    }

    static func alternate(_ other: OtherLanguage) -> String {
        let locale = Markup.text(other.locale)
        return "<link rel=\"alternate\" hreflang=\"\(locale)\" href=\"\(Markup.text(other.address))\">"
    }

    static func link(_ other: OtherLanguage) -> String {
        let locale = Markup.text(other.locale)
        return "<a href=\"\(Markup.text(other.path))\" hreflang=\"\(locale)\">\(locale)</a>"
    }

    /// On a link to an article in another language than the page's.
    func language(of article: Article) -> String {
        let locale = Markup.text(article.locale)
        return article.locale == ownLocale ? "" : " hreflang=\"\(locale)\" lang=\"\(locale)\""
    }

    /// The language that was asked for stays while searching.
    var chosenLocale: String {
        guard !surroundings.locale.isEmpty, !locales.isEmpty else { return "" }
        return "<input type=\"hidden\" name=\"lang\" value=\"\(Markup.text(surroundings.locale))\">"
    }
}
