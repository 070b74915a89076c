/// One thing of several to look at or to pick: a heading, a few words, a picture, a link, and a button that picks it.
public struct Card: Hashable, Codable, Sendable {
    public let title: String
    /// Empty for none.
    public let text: String
    public let image: Picture?
    public let link: Link?
    public let button: Button?

    public init(title: String, text: String = "", image: Picture? = nil, link: Link? = nil, button: Button? = nil) {
        self.title = title
        self.text = text
        self.image = image
        self.link = link
        self.button = button
    }

    /// On one line, for channels that show no cards: `Gooseneck kettle: 1 litre, £89.00 (https://shop.example/kettle)`
    public var spelledOut: String {
        title + (text.isEmpty ? "" : ": \(text)") + (link.map { " (\($0.url))" } ?? "")
    }
}

/// Something for a scanner, drawn as a QR code (ISO/IEC 18004) by whoever shows the line.
public struct ScanCode: Hashable, Codable, Sendable {
    /// What a scanner reads.
    public let text: String
    /// What it is, for those who cannot see it.
    public let description: String

    public init(text: String, description: String) {
        self.text = text
        self.description = description
    }
}

/// How much one line may carry. Loading a playbook holds what is written in it to these, rendering what actions bring.
public enum LineBounds {
    public static let buttons = 12
    public static let cards = 8
    public static let images = 4
    public static let links = 6
    public static let codes = 2
    /// Unicode scalars of a button's or link's label.
    public static let label = 80
    /// Of a card's heading.
    public static let title = 120
    /// Of a card's text.
    public static let text = 400
    /// Of what a picture or code shows.
    public static let description = 300
    /// Of an address.
    public static let address = 2_000
    /// UTF-8 bytes of what a scanner reads: what version 10 of the code holds at level M (ISO/IEC 18004, table 7), less
    /// the word that they are UTF-8.
    public static let code = 212
}

extension BotLine {
    /// Every part as text, a line each, for channels and terminals that show text only.
    public var spelledOut: [String] {
        [text].filter { !$0.isEmpty }
            + images.map { "\($0.description): \($0.url)" }
            + cards.map(\.spelledOut)
            + codes.map { "\($0.description): \($0.text)" }
            + links.map { "\($0.label): \($0.url)" }
    }
}

/// The addresses that a line may carry.
public enum WebAddress: Hashable, Sendable {
    /// `https://…`
    case secure
    /// `http://…`: only from actions, for shops on the way to their first certificate.
    case plain
    /// `mailto:…`
    case mail
    /// `/…`: a path of the site that the chat is on.
    case path

    /// `nil` for everything that must not be opened from a chat: other schemes, other hosts' paths, hidden characters.
    public init?(_ text: some StringProtocol) {
        guard !text.isEmpty, text.unicodeScalars.count <= LineBounds.address,
            text.unicodeScalars.allSatisfy({ $0.value > 0x20 && $0.value != 0x7F && $0 != "\\" })
        else { return nil }
        let start = text.prefix(8).lowercased()
        if start.hasPrefix("https://"), text.utf8.count > 8 {
            self = .secure
        } else if start.hasPrefix("http://"), text.utf8.count > 7 {
            self = .plain
        } else if start.hasPrefix("mailto:"), text.utf8.count > 7 {
            self = .mail
        } else if text.hasPrefix("/"), !text.hasPrefix("//") {
            self = .path
        } else {
            return nil
        }
    }
}
