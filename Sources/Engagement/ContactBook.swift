internal import Outreach
internal import Vocabulary

/// Who talks to us where, and about what: read from the log.
struct ContactBook: Codable, Sendable {
    struct Contact: Hashable, Codable, Sendable {
        let visitor: VisitorID
        var customer: CustomerID?
        /// Newest last.
        var topics: [IntentName] = []
        var isResolved = false
        var lastWord: Timestamp
    }

    /// Conversations remembered; the longest silent are forgotten.
    private static let most = 50_000
    private static let topics = 8
    /// Nobody talks to us any more after so long a silence.
    static let quiet = TimeSpan.hours(24)

    private(set) var contacts: [ConversationID: Contact] = [:]
    private var byVisitor: [VisitorID: [ConversationID]] = [:]

    mutating func open(
        _ conversation: ConversationID, of visitor: VisitorID, _ customer: CustomerID?, at now: Timestamp
    ) {
        guard contacts[conversation] == nil else { return }
        if contacts.count >= Self.most { forget() }
        contacts[conversation] = Contact(visitor: visitor, customer: customer, lastWord: now)
        byVisitor[visitor, default: []].append(conversation)
    }

    mutating func identify(_ conversation: ConversationID, as customer: CustomerID) {
        contacts[conversation]?.customer = customer
    }

    mutating func heard(in conversation: ConversationID, at now: Timestamp) {
        contacts[conversation]?.lastWord = now
        contacts[conversation]?.isResolved = false
    }

    mutating func spoke(of topic: IntentName, in conversation: ConversationID) {
        guard var topics = contacts[conversation]?.topics else { return }
        topics.removeAll { $0 == topic }
        topics.append(topic)
        contacts[conversation]?.topics = Array(topics.suffix(Self.topics))
    }

    mutating func resolved(_ conversation: ConversationID) {
        contacts[conversation]?.isResolved = true
        contacts[conversation]?.topics.removeAll()
    }

    /// Newest last.
    func conversations(of visitor: VisitorID) -> [ConversationID] { byVisitor[visitor] ?? [] }

    func openConversations(of visitor: VisitorID, at now: Timestamp) -> [Person.OpenConversation] {
        conversations(of: visitor).compactMap { conversation in
            guard let contact = contacts[conversation], !contact.isResolved, !contact.topics.isEmpty,
                now - contact.lastWord < Self.quiet
            else { return nil }
            return Person.OpenConversation(conversation: conversation, topics: contact.topics)
        }
    }

    private mutating func forget() {
        let oldest = contacts.sorted { $0.value.lastWord < $1.value.lastWord }.prefix(Self.most / 10)
        for (conversation, contact) in oldest {
            contacts[conversation] = nil
            byVisitor[contact.visitor]?.removeAll { $0 == conversation }
            if byVisitor[contact.visitor]?.isEmpty == true { byVisitor[contact.visitor] = nil }
        }
    }
}
