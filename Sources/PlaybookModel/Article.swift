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
    /// `YYYY-MM-DD`, as written.
    public let validFrom: String?
    public let validUntil: String?
    public let reviewBy: String?
    public let owner: String?
    /// The Markdown below the front matter.
    public let markdown: String
    public let sections: [Section]
    public let place: SourcePlace

    public init(
        name: ArticleName, title: String, aliases: [String], audience: String, locale: String, validFrom: String?,
        validUntil: String?, reviewBy: String?, owner: String?, markdown: String, sections: [Section],
        place: SourcePlace
    ) {
        self.name = name
        self.title = title
        self.aliases = aliases
        self.audience = audience
        self.locale = locale
        self.validFrom = validFrom
        self.validUntil = validUntil
        self.reviewBy = reviewBy
        self.owner = owner
        self.markdown = markdown
        self.sections = sections
        self.place = place
    }
}
