public import Engagement
public import Mail
internal import Vocabulary

/// What we say first, as mail; off the list with one click (RFC 8058).
public struct OutreachMail: OutreachCarrier {
    private let carrier: MailCarrier
    private let from: MailAddress

    public init(carrier: MailCarrier, from: MailAddress) {
        self.carrier = carrier
        self.from = from
    }

    public func carry(_ message: OutreachMessage) async -> CarryOutcome {
        guard let to = message.address.flatMap({ MailAddress($0) }) else { return .refused }
        let mail: MailMessage
        do throws(MailMessage.Fault) {
            mail = try MailMessage(
                id: MailMessage.id(of: message.key.rawValue), from: from, to: [to],
                subject: String(message.subject.prefix(200)),
                text: Self.text(of: message.line),
                unsubscribe: message.unsubscribe.map { MailMessage.Unsubscribe(url: $0) }, answers: message.answers,
                at: message.at)
        } catch {
            return .refused
        }
        switch await carrier.send(mail) {
        case .sent: return .carried
        case .again: return .again
        case .refused: return .refused
        }
    }

    private static func text(of line: BotLine) -> String {
        ([line.text] + line.links.map { "\($0.label): \($0.url)" }).joined(separator: "\n\n")
    }
}
