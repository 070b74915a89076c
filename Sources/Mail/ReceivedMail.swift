/// A mail as somebody has sent it to us (RFC 5322, MIME): from whom, and in their own words.
public struct ReceivedMail: Hashable, Sendable {
    /// Bytes that are read; what a mail says stands at its beginning.
    public static let longest = 1_024 * 1_024

    /// Its `Message-ID`, without brackets.
    public let id: String
    public let from: MailAddress
    public let subject: String
    /// What they wrote themselves: without what they quote and without their signature. Empty of a mail without words.
    public let text: String
    /// Written by a machine: an absence note, a report that something could not be delivered (RFC 3834, RFC 3464).
    public let isAutomatic: Bool

    /// `nil` for what is no mail, or says neither who nor which.
    public init?(_ bytes: [UInt8]) {
        let mail = MailPart(bytes.prefix(Self.longest))
        guard let from = mail.field("from").flatMap({ Self.mailbox($0) }),
            let id = mail.field("message-id").flatMap({ Self.id($0) })
        else { return nil }
        self.id = id
        self.from = from
        subject = MailDecoding.words(mail.field("subject") ?? "")
        text = Self.ownWords(mail.text ?? "")
        let isMarked = mail.field("auto-submitted").map { !$0.lowercased().hasPrefix("no") } ?? false
        let isBulk = ["bulk", "junk", "list", "auto_reply"].contains(mail.field("precedence")?.lowercased() ?? "")
        isAutomatic =
            isMarked || isBulk || mail.type == "multipart/report" || mail.field("return-path") == "<>"
            || ["mailer-daemon", "postmaster"].contains(from.address.lowercased().prefix { $0 != "@" })
    }

    /// The first of those who sent it.
    private static func mailbox(_ field: String) -> MailAddress? {
        let bare = field.split(separator: "<").last?.prefix { $0 != ">" } ?? ""
        return MailAddress(String(bare).filter { !$0.isWhitespace })
    }

    private static func id(_ field: String) -> String? {
        let id = field.drop { $0 != "<" }.dropFirst().prefix { $0 != ">" }
        return MailHeader.isID(String(id)) ? String(id) : nil
    }

    // MARK: Their own words

    /// Everything above what mail programs put before the mail that is answered.
    private static func ownWords(_ text: String) -> String {
        let lines = text.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
            .split(separator: "\n", omittingEmptySubsequences: false)
        var own: [Substring] = []
        for (place, line) in lines.enumerated() {
            if line == "-- " || line.hasPrefix("-----Original Message") || line.hasPrefix("__________") { break }
            if line.hasPrefix(">") { continue }
            guard line.hasSuffix(":"), lines[(place + 1)...].first(where: isSaid)?.hasPrefix(">") == true else {
                own.append(line)
                continue
            }
            // "On …, … wrote:" is often folded.
            if !line.hasPrefix("On "), own.last?.hasPrefix("On ") == true { own.removeLast() }
        }
        guard let first = own.firstIndex(where: isSaid), let last = own.lastIndex(where: isSaid) else { return "" }
        return own[first...last].joined(separator: "\n")
    }

    private static func isSaid(_ line: Substring) -> Bool { !line.allSatisfy(\.isWhitespace) }
}
