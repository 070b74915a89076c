/// A line the bot speaks, complete: text plus structured parts, each with a text fallback in `text`.
public struct BotLine: Hashable, Codable, Sendable {
    public let text: String
    /// The playbook's response it came from, for coverage and talks.
    public let response: ResponseName?
    public let buttons: [Button]
    public let images: [Picture]
    public let links: [Link]
    public let cards: [Card]
    public let codes: [ScanCode]
    /// Where an answer was taken from.
    public let citation: Citation?

    public init(
        text: String, response: ResponseName? = nil, buttons: [Button] = [], images: [Picture] = [],
        links: [Link] = [], cards: [Card] = [], codes: [ScanCode] = [], citation: Citation? = nil
    ) {
        self.text = text
        self.response = response
        self.buttons = buttons
        self.images = images
        self.links = links
        self.cards = cards
        self.codes = codes
        self.citation = citation
    }

    /// Reads what was written before there were cards and codes, too.
    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            text: try fields.decode(String.self, forKey: .text),
            response: try fields.decodeIfPresent(ResponseName.self, forKey: .response),
            buttons: try fields.decode([Button].self, forKey: .buttons),
            images: try fields.decode([Picture].self, forKey: .images),
            links: try fields.decode([Link].self, forKey: .links),
            cards: try fields.decodeIfPresent([Card].self, forKey: .cards) ?? [],
            codes: try fields.decodeIfPresent([ScanCode].self, forKey: .codes) ?? [],
            citation: try fields.decodeIfPresent(Citation.self, forKey: .citation))
    }

    /// Everything that can be pressed: the line's own buttons, then those of its cards, each under its card's heading,
    /// which is what the visitor then says.
    public var choices: [Button] {
        buttons + cards.compactMap { card in card.button.map { Button(label: card.title, choice: $0.choice) } }
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
