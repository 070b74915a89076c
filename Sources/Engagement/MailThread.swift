public import Outreach
internal import Store
public import Vocabulary

/// A conversation by mail: where the answers go, and what they answer.
public struct MailThread: Hashable, Codable, Sendable {
    static let channel = "mail"

    public let address: String
    public let subject: String
    /// The `Message-ID` that it began with.
    public let id: String

    init(_ reply: MailReply) {
        address = reply.from
        subject = reply.subject
        id = reply.id
    }

    /// `nil` for a conversation elsewhere.
    init?(_ opening: Opening) {
        guard opening.channel == Self.channel, let address = opening.context["mail_address"],
            let id = opening.context["mail_id"]
        else { return nil }
        self.address = address
        self.id = id
        subject = opening.context["mail_subject"] ?? ""
    }

    var context: [String: String] { ["mail_address": address, "mail_subject": subject, "mail_id": id] }

    var answerSubject: String {
        subject.lowercased().hasPrefix("re:") ? subject : "Re: \(subject)"
    }
}

/// How far a conversation by mail is.
struct MailTalk: Hashable, Codable, Sendable {
    let thread: MailThread
    /// Their own words have been said: before that there is nothing to answer.
    var isHeard = false
    /// Said to them, and not on its way.
    var unsent: [BotLine] = []
    /// Where the last of it stands.
    var last = SequenceNumber.start
}

/// What was said to somebody in a conversation by mail, on its way to them.
public struct Letter: Hashable, Codable, Sendable {
    public let key: BusinessKey
    public let conversation: ConversationID
    public let customer: CustomerID
    public let thread: MailThread
    public let line: BotLine
}

extension EngagementState {
    /// One for each conversation by mail in which something was said to the visitor, with all that was said.
    func letters(after events: [LoggedEvent]) -> [Letter] {
        Set(events.map(\.conversation)).sorted().compactMap { conversation in
            guard let contact = contacts.contacts[conversation], let talk = contact.mail, talk.isHeard,
                !talk.unsent.isEmpty
            else { return nil }
            return Letter(
                key: BusinessKey("letter:\(conversation.rawValue):\(talk.last.rawValue)"), conversation: conversation,
                customer: contact.name, thread: talk.thread, line: BotLine(joining: talk.unsent))
        }
    }
}

extension BotLine {
    /// In words alone: what can be pressed elsewhere can be answered here.
    fileprivate init(joining lines: [BotLine]) {
        let texts = lines.map { line in
            ([line.text] + line.buttons.map { "- \($0.label)" }).filter { !$0.isEmpty }.joined(separator: "\n")
        }
        self.init(text: texts.joined(separator: "\n\n"), links: lines.flatMap(\.links))
    }
}
