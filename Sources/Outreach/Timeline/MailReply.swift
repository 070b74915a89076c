/// A mail to the address that we write from.
public struct MailReply: Hashable, Codable, Sendable {
    /// Its `Message-ID`.
    public let id: String
    public let from: String
    public let subject: String
    /// Their own words.
    public let text: String
    /// Written by a machine.
    public let isAutomatic: Bool

    public init(id: String, from: String, subject: String, text: String, isAutomatic: Bool = false) {
        self.id = id
        self.from = from
        self.subject = subject
        self.text = text
        self.isAutomatic = isAutomatic
    }

    /// Whether they want no more, and say nothing else: in the first paragraph, since telephones sign below it, or in
    /// the subject of a mail without words.
    public var saysStop: Bool {
        let paragraph = text.split(separator: "\n", omittingEmptySubsequences: false).prefix { line in
            !line.allSatisfy(\.isWhitespace)
        }
        return StopWord.isSaid(by: text.isEmpty ? subject : paragraph.joined(separator: " "))
    }
}
