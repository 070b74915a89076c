public import Vocabulary

/// A page of the knowledge base.
public struct Article: Hashable, Sendable {
    public struct Section: Hashable, Sendable {
        /// Empty for what stands before the first heading.
        public let heading: String
        /// Plain paragraphs, Markdown taken off.
        public let passages: [String]

        public init(heading: String, passages: [String]) {
            self.heading = heading
            self.passages = passages
        }
    }

    public let name: ArticleName
    public let title: String
    /// Questions it answers, in customers' words.
    public let aliases: [String]
    public let audience: String
    public let locale: String
    /// The article that it says the same as, in another language.
    public let translates: ArticleName?
    /// `YYYY-MM-DD`, as written.
    public let validFrom: String?
    public let validUntil: String?
    public let reviewBy: String?
    public let owner: String?
    /// What it is about, for those who look rather than ask: a heading of the help centre's index.
    public let topic: String?
    /// The Markdown below the front matter.
    public let markdown: String
    public let sections: [Section]
    public let place: SourcePlace
    /// A hash of what it says and to whom: the same wherever the article is shown, another after each edit.
    public let version: String

    public init(
        name: ArticleName, title: String, aliases: [String], audience: String, locale: String,
        translates: ArticleName? = nil, validFrom: String?, validUntil: String?, reviewBy: String?, owner: String?,
        topic: String? = nil, markdown: String, sections: [Section], place: SourcePlace
    ) {
        self.name = name
        self.title = title
        self.aliases = aliases
        self.audience = audience
        self.locale = locale
        self.translates = translates
        self.validFrom = validFrom
        self.validUntil = validUntil
        self.reviewBy = reviewBy
        self.owner = owner
        self.topic = topic
        self.markdown = markdown
        self.sections = sections
        self.place = place
        version = Self.version(
            [
                name.rawValue, title, audience, locale, translates?.rawValue ?? "", validFrom ?? "", validUntil ?? "",
                topic ?? "", markdown,
            ]
                + aliases + sections.flatMap { [$0.heading] + $0.passages })
    }

    /// The name that it has in common with its translations.
    public var original: ArticleName { translates ?? name }

    /// May it be shown to somebody on a day of the shop's?
    ///
    /// - Parameter day: `YYYY-MM-DD`.
    public func isShown(to audiences: Set<String>, on day: String) -> Bool {
        // Days in this notation are in the order of their letters.
        audiences.contains(audience) && (validFrom ?? day) <= day && day <= (validUntil ?? day)
    }

    /// The same article for another locale.
    public func with(locale: String) -> Article {
        Article(
            name: name, title: title, aliases: aliases, audience: audience, locale: locale, translates: translates,
            validFrom: validFrom, validUntil: validUntil, reviewBy: reviewBy, owner: owner, topic: topic,
            markdown: markdown,
            sections: sections, place: place)
    }

    /// FNV-1a in 64 bits: versions of one article are told apart, nobody is kept from making one.
    private static func version(_ parts: [String]) -> String {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for part in parts {
            for byte in part.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
            hash = (hash ^ 0xFF) &* 0x0000_0100_0000_01B3
        }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
