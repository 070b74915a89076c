public import Vocabulary

/// A message to people: words, the same words as HTML, and files.
public struct MailMessage: Hashable, Sendable {
    public struct Attachment: Hashable, Sendable {
        public let name: String
        /// `application/pdf`
        public let type: String
        public let bytes: [UInt8]

        public init(name: String, type: String, bytes: [UInt8]) {
            self.name = name
            self.type = type
            self.bytes = bytes
        }
    }

    /// How a reader gets off a list with one click (RFC 2369, RFC 8058). Not for receipts and codes.
    public struct Unsubscribe: Hashable, Sendable {
        /// `https` only; a POST to it is enough.
        public let url: String

        public init(url: String) {
            self.url = url
        }
    }

    /// What makes a message impossible. Names the part, never what stood in it.
    public enum Fault: Error, Hashable, Sendable {
        case noRecipient
        case tooManyRecipients
        case subject
        case id
        case unsubscribe
        case attachment
        case tooLong
    }

    public static let mostRecipients = 50
    /// Bytes of the whole message.
    public static let longest = 10 * 1_024 * 1_024

    public let id: String
    public let from: MailAddress
    public let to: [MailAddress]
    public let replyTo: MailAddress?
    public let subject: String
    public let text: String
    public let html: String?
    public let attachments: [Attachment]
    public let unsubscribe: Unsubscribe?
    /// The `Message-ID` of the mail that it answers, without brackets: readers show the two together.
    public let answers: String?
    public let at: Timestamp

    /// The id of the mail about something that has a name of its own: the same at every try, so that mailboxes know a
    /// repetition.
    public static func id(of name: String) -> String {
        String(name.suffix(120).map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "." })
    }

    /// - Parameters:
    ///   - id: the left part of the `Message-ID`, such as `id(of:)` gives.
    ///   - at: when it was written.
    public init(
        id: String, from: MailAddress, to: [MailAddress], replyTo: MailAddress? = nil, subject: String, text: String,
        html: String? = nil, attachments: [Attachment] = [], unsubscribe: Unsubscribe? = nil,
        answers: String? = nil, at: Timestamp
    ) throws(Fault) {
        guard !to.isEmpty else { throw .noRecipient }
        guard to.count <= Self.mostRecipients else { throw .tooManyRecipients }
        guard MailHeader.isSound(subject), subject.utf8.count <= 512 else { throw .subject }
        guard !id.isEmpty, id.utf8.count <= 128, MailAddress(id + "@x") != nil || MailHeader.isToken(id) else {
            throw .id
        }
        guard answers.map(MailHeader.isID) ?? true else { throw .id }
        if let url = unsubscribe?.url {
            guard url.hasPrefix("https://"), url.utf8.count <= 900,
                url.utf8.allSatisfy({ (0x21...0x7E).contains($0) && !"<>\"".utf8.contains($0) })
            else { throw .unsubscribe }
        }
        for attachment in attachments {
            let type = attachment.type.split(separator: "/", omittingEmptySubsequences: false)
            guard type.count == 2, type.allSatisfy({ MailHeader.isToken(String($0)) }),
                MailHeader.isSound(attachment.name), (1...128).contains(attachment.name.utf8.count)
            else { throw .attachment }
        }
        let size = text.utf8.count * 3 + (html?.utf8.count ?? 0) * 3
        let files = attachments.reduce(0) { $0 + $1.bytes.count * 3 / 2 }
        guard size + files <= Self.longest else { throw .tooLong }
        self.id = id
        self.from = from
        self.to = to
        self.replyTo = replyTo
        self.subject = subject
        self.text = text
        self.html = html
        self.attachments = attachments
        self.unsubscribe = unsubscribe
        self.answers = answers
        self.at = at
    }
}
