public import Vocabulary

/// Something the bot says: wording with variants, and structured parts.
public struct Response: Hashable, Sendable {
    public let name: ResponseName
    /// At least one; variants take turns, so that nothing is said twice running where there is a choice.
    public let variants: [Template]
    /// Said instead where its condition holds, the first that does.
    public let instead: [Wording]
    public let buttons: [ResponseButton]
    public let images: [ResponsePicture]
    public let links: [ResponseLink]
    public let cards: [ResponseCard]
    public let codes: [ResponseCode]
    public let place: SourcePlace

    public init(
        name: ResponseName, variants: [Template], instead: [Wording] = [], buttons: [ResponseButton] = [],
        images: [ResponsePicture] = [], links: [ResponseLink] = [], cards: [ResponseCard] = [],
        codes: [ResponseCode] = [], place: SourcePlace
    ) {
        self.name = name
        self.variants = variants
        self.instead = instead
        self.buttons = buttons
        self.images = images
        self.links = links
        self.cards = cards
        self.codes = codes
        self.place = place
    }
}

/// Other words for a case: a channel, a kind of customer, an amount.
public struct Wording: Hashable, Sendable {
    public let when: Expression
    /// At least one; they take turns.
    public let variants: [Template]

    public init(when: Expression, variants: [Template]) {
        self.when = when
        self.variants = variants
    }
}

public struct ResponseButton: Hashable, Sendable {
    public let label: String
    public let choice: Choice

    public init(label: String, choice: Choice) {
        self.label = label
        self.choice = choice
    }
}

public struct ResponsePicture: Hashable, Sendable {
    public let url: Template
    public let description: Template

    public init(url: Template, description: Template) {
        self.url = url
        self.description = description
    }
}

public struct ResponseLink: Hashable, Sendable {
    public let url: Template
    public let label: Template

    public init(url: Template, label: Template) {
        self.url = url
        self.label = label
    }
}

/// One thing of several, written in the playbook; what an action brings is laid out by ``CardFields``.
public struct ResponseCard: Hashable, Sendable {
    public let title: Template
    public let text: Template?
    public let image: ResponsePicture?
    public let link: ResponseLink?
    public let button: ResponseButton?

    public init(
        title: Template, text: Template? = nil, image: ResponsePicture? = nil, link: ResponseLink? = nil,
        button: ResponseButton? = nil
    ) {
        self.title = title
        self.text = text
        self.image = image
        self.link = link
        self.button = button
    }
}

/// Something for a scanner, shown as a QR code.
public struct ResponseCode: Hashable, Sendable {
    public let text: Template
    public let description: Template

    public init(text: Template, description: Template) {
        self.text = text
        self.description = description
    }
}
