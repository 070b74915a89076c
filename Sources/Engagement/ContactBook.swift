internal import Outreach
internal import Vocabulary

/// Who talks to us where, and about what: read from the log.
struct ContactBook: Codable, Sendable {
    struct Contact: Hashable, Codable, Sendable {
        let visitor: VisitorID
        var customer: CustomerID?
        /// Newest last.
        var topics: [IntentName] = []
        /// When they last spoke of something, resolved or not.
        var spoken: [IntentName: Timestamp]?
        var isResolved = false
        var lastWord: Timestamp
        /// A person was asked for, and it is not over.
        var isWaiting: Bool?
        /// Of the last messages, the latest counting most.
        var mood: Double?
        var stars: Int?
        /// They talk to us by mail.
        var mail: MailTalk?

        /// By the site's name, or by the visitor's where it gave none.
        var name: CustomerID { customer ?? .unnamed(visitor) }
    }

    /// Conversations remembered; the longest silent are forgotten.
    private static let most = 50_000
    private static let topics = 8
    /// Of one letter.
    private static let lines = 50
    /// Nobody talks to us any more after so long a silence.
    static let quiet = TimeSpan.hours(24)
    /// Nor by mail, after so long a one.
    private static let thread = TimeSpan.days(14)

    private(set) var contacts: [ConversationID: Contact] = [:]
    private var byVisitor: [VisitorID: [ConversationID]] = [:]

    mutating func open(
        _ conversation: ConversationID, of visitor: VisitorID, _ customer: CustomerID?, by mail: MailThread?,
        at now: Timestamp
    ) {
        guard contacts[conversation] == nil else { return }
        if contacts.count >= Self.most { forget() }
        contacts[conversation] = Contact(
            visitor: visitor, customer: customer, lastWord: now, mail: mail.map { MailTalk(thread: $0) })
        byVisitor[visitor, default: []].append(conversation)
    }

    mutating func identify(_ conversation: ConversationID, as customer: CustomerID) {
        contacts[conversation]?.customer = customer
    }

    mutating func heard(in conversation: ConversationID, at now: Timestamp) {
        contacts[conversation]?.lastWord = now
        contacts[conversation]?.isResolved = false
        contacts[conversation]?.mail?.isHeard = true
    }

    /// Said to a visitor, who reads it where they write.
    mutating func said(_ line: BotLine, in conversation: ConversationID, at place: SequenceNumber) {
        guard var talk = contacts[conversation]?.mail else { return }
        talk.unsent = (talk.unsent + [line]).suffix(Self.lines)
        talk.last = place
        contacts[conversation]?.mail = talk
    }

    mutating func posted(_ letter: Letter) {
        contacts[letter.conversation]?.mail?.unsent.removeAll()
    }

    mutating func spoke(of topic: IntentName, in conversation: ConversationID, at now: Timestamp) {
        guard let contact = contacts[conversation] else { return }
        let topics = contact.topics.filter { $0 != topic } + [topic]
        contacts[conversation]?.topics = Array(topics.suffix(Self.topics))
        var spoken = contact.spoken ?? [:]
        spoken[topic] = now
        if spoken.count > Self.topics, let oldest = spoken.min(by: { $0.value < $1.value }) { spoken[oldest.key] = nil }
        contacts[conversation]?.spoken = spoken
    }

    /// Who spoke of one of these since then, each once, with the conversation that they spoke in last.
    func reports(of intents: [IntentName], since moment: Timestamp) -> [CustomerID: ConversationID] {
        var reports: [CustomerID: (at: Timestamp, in: ConversationID)] = [:]
        for (conversation, contact) in contacts {
            guard let at = intents.compactMap({ contact.spoken?[$0] }).max(), at >= moment else { continue }
            if let known = reports[contact.name], (known.at, known.in) > (at, conversation) { continue }
            reports[contact.name] = (at, conversation)
        }
        return reports.mapValues(\.in)
    }

    mutating func felt(_ sentiment: Sentiment, in conversation: ConversationID) {
        let now = max(-1, min(1, sentiment.valence - sentiment.frustration))
        let before = contacts[conversation]?.mood ?? now
        contacts[conversation]?.mood = (before + now) / 2
    }

    mutating func rated(_ stars: Int, in conversation: ConversationID) {
        contacts[conversation]?.stars = stars
    }

    /// Whether somebody has to do something about it.
    mutating func waits(_ isWaiting: Bool, in conversation: ConversationID) {
        contacts[conversation]?.isWaiting = isWaiting
    }

    /// The last time that somebody talked to us.
    func lastContact(of visitor: VisitorID, at now: Timestamp) -> Person.Contact? {
        let contacts = conversations(of: visitor).compactMap { self.contacts[$0] }
        guard let last = contacts.max(by: { $0.lastWord < $1.lastWord }) else { return nil }
        return Person.Contact(
            at: last.lastWord, isSettled: contacts.allSatisfy { $0.isWaiting != true }, mood: last.mood,
            stars: last.stars, thisQuarter: contacts.count { now - $0.lastWord < .days(90) })
    }

    mutating func resolved(_ conversation: ConversationID) {
        contacts[conversation]?.isResolved = true
        contacts[conversation]?.isWaiting = false
        contacts[conversation]?.topics.removeAll()
    }

    /// Newest last.
    func conversations(of visitor: VisitorID) -> [ConversationID] { byVisitor[visitor] ?? [] }

    /// Where somebody talks to us by mail, and it goes on.
    func openThread(of visitor: VisitorID, at now: Timestamp) -> ConversationID? {
        conversations(of: visitor).last { conversation in
            guard let contact = contacts[conversation] else { return false }
            return contact.mail != nil && !contact.isResolved && now - contact.lastWord < Self.thread
        }
    }

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
