/// A line the bot speaks, complete: text plus structured parts, each with a text fallback in `text`.
public struct BotLine: Hashable, Codable, Sendable {
    public let text: String
    /// The playbook's response it came from, for coverage and talks.
    public let response: ResponseName?
    public let buttons: [Button]
    public let images: [Picture]
    public let links: [Link]
    /// Where an answer was taken from.
    public let citation: Citation?

    public init(
        text: String, response: ResponseName? = nil, buttons: [Button] = [], images: [Picture] = [],
        links: [Link] = [], citation: Citation? = nil
    ) {
        self.text = text
        self.response = response
        self.buttons = buttons
        self.images = images
        self.links = links
        self.citation = citation
    }
}

/// A quick reply: shown as `label`, sent back as a message whose text is `label` and whose choice is `choice`.
public struct Button: Hashable, Codable, Sendable {
    public let label: String
    public let choice: Choice

    public init(label: String, choice: Choice) {
        self.label = label
        self.choice = choice
    }
}

/// What a pressed button means, without having to be understood.
public enum Choice: Hashable, Codable, Sendable {
    case intent(IntentName)
    case slot(SlotName, SlotValue)
    case article(ArticleName)
    case confirm(Bool)
    case person
}

public struct Picture: Hashable, Codable, Sendable {
    public let url: String
    /// What it shows, for those who cannot see it.
    public let description: String

    public init(url: String, description: String) {
        self.url = url
        self.description = description
    }
}

public struct Link: Hashable, Codable, Sendable {
    public let url: String
    public let label: String

    public init(url: String, label: String) {
        self.url = url
        self.label = label
    }
}

public struct Citation: Hashable, Codable, Sendable {
    public let article: ArticleName
    public let title: String
    public let section: String
    public let version: PlaybookVersion

    public init(article: ArticleName, title: String, section: String, version: PlaybookVersion) {
        self.article = article
        self.title = title
        self.section = section
        self.version = version
    }
}
