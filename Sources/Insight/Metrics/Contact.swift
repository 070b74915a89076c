internal import Vocabulary

typealias ContactNumber = Int

/// One matter of a conversation, as far as its figures need it.
struct Contact: Sendable {
    /// A person is needed; the customer waits since the start.
    struct Need: Sendable {
        var start: Timestamp
        /// The first line of a person, which has not been seen yet.
        var line: SequenceNumber?
        var isAnswered = false
        var isQueued = true
    }

    enum Closing: Sendable {
        case resolved(byPerson: Bool)
        case settled
        case dropped

        var isByPerson: Bool {
            switch self {
            case .resolved(let byPerson): byPerson
            case .settled, .dropped: false
            }
        }

        var isByBot: Bool {
            switch self {
            case .resolved(let byPerson): !byPerson
            case .settled: true
            case .dropped: false
            }
        }

        var isClosed: Bool {
            switch self {
            case .resolved, .settled: true
            case .dropped: false
            }
        }
    }

    var conversation: ConversationID
    let visitor: VisitorID?
    /// Creation of the conversation, or the message that reopened it.
    var created: Timestamp
    var firstMessage: Timestamp
    /// A person had closed the matter before.
    let reopensPerson: Bool
    var last: Timestamp
    /// The first of the visitor's messages that nobody has answered yet.
    var burst: Timestamp
    var isBurstOpen = true
    var isAcknowledged = false
    /// The first line of the bot, which has not been seen yet.
    var acknowledgement: SequenceNumber?
    var hadNeed = false
    var need: Need?
    var service = BotServing()
    var isHeldByPerson = false
    var snoozedSince: Timestamp?
    var snoozed = TimeSpan(milliseconds: 0)
    var closing: Closing?
    var closedAt: Timestamp?
    var isRated = false
    /// The visitor came back with the same matter within the week.
    var hasReturned = false
    var isMatured = false
    var intents: [IntentName] = []
    /// Confirmed by a person …
    var tags: [TagName] = []
    /// … and counted until somebody does.
    var suggested: [TagName] = []
    var slices: [Slice]
    var measures: [(measure: Measure, period: Int64)] = []

    init(
        conversation: ConversationID, visitor: VisitorID?, created: Timestamp, message: Timestamp,
        reopensPerson: Bool, slices: [Slice]
    ) {
        self.conversation = conversation
        self.visitor = visitor
        self.created = created
        self.reopensPerson = reopensPerson
        self.slices = slices
        firstMessage = message
        last = message
        burst = message
    }

    /// Whether the bot's silence clock runs.
    var isWithBot: Bool { closing == nil && need == nil && !isHeldByPerson && !service.isResting }

    /// The same matter: by tags where both have some, else by intents; two that nobody understood are the same.
    func isSameMatter(as other: Contact) -> Bool {
        if !tags.isEmpty, !other.tags.isEmpty { return tags.contains(where: other.tags.contains) }
        if intents.isEmpty, other.intents.isEmpty { return tags.isEmpty && other.tags.isEmpty }
        return intents.contains(where: other.intents.contains)
    }
}

/// Whether the bot has given what was asked for, read from what it did.
struct BotServing: Sendable {
    private var openFlows: Set<FlowName> = []
    private var wasUnderstood = false
    private var hasFailed = false
    private(set) var isResting = false

    /// Served, if the visitor says nothing more.
    var isServed: Bool { openFlows.isEmpty && wasUnderstood && !hasFailed }

    mutating func heard() {
        isResting = false
        hasFailed = false
    }

    mutating func understood(_ band: Interpretation.Band) {
        switch band {
        case .act: wasUnderstood = true
        // An answer to the question of a flow is often none of the intents.
        case .clarify, .none: if openFlows.isEmpty { wasUnderstood = false }
        }
    }

    mutating func answered() { wasUnderstood = true }
    mutating func failed() { hasFailed = true }
    mutating func started(_ flow: FlowName) { openFlows.insert(flow) }
    mutating func rests() { isResting = true }

    mutating func ended(_ flow: FlowName, well: Bool) {
        openFlows.remove(flow)
        isResting = false
        wasUnderstood = true
        if !well { hasFailed = true }
    }
}

/// What is kept of a conversation over all its contacts.
struct ConversationBook: Sendable {
    var visitor: VisitorID?
    let created: Timestamp
    var base: [Slice]
    var current: ContactNumber?
    /// The contact that was closed last.
    var previous: ContactNumber?
    /// A person closed it last.
    var closedByPerson = false
    var isReopening = false
    var snoozed = TimeSpan(milliseconds: 0)
    var total: (measure: Measure, period: Int64, slices: [Slice])?
    /// Not due yet.
    var promises: [Timestamp] = []
    var last: Timestamp
}

extension BotServing: Imaged {
    func write(to image: inout ImageWriter) {
        image.write(openFlows)
        image.write(wasUnderstood)
        image.write(hasFailed)
        image.write(isResting)
    }

    init(from image: inout ImageReader) throws(ImageFault) {
        openFlows = try image.read()
        wasUnderstood = try image.read()
        hasFailed = try image.read()
        isResting = try image.read()
    }
}
