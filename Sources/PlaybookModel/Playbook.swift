public import Vocabulary

/// Everything the bot knows, checked as a whole.
public struct Playbook: Sendable {
    public let version: PlaybookVersion
    public let assistant: Assistant
    /// What agents work with.
    public let desk: DeskPlan
    public let intents: [Intent]
    public let flows: [FlowName: Flow]
    public let responses: [ResponseName: Response]
    public let actions: [ActionName: Action]
    public let articles: [Article]
    public let entities: [EntityDefinition]
    public let routing: RoutingPlan
    /// Whom the company writes to first, and when.
    public let outreach: OutreachPlan
    /// Every slot of every flow; one name means one thing in the whole playbook.
    public let slots: [SlotName: Slot]
    private let intentsByName: [IntentName: Intent]

    public init(
        version: PlaybookVersion, assistant: Assistant, desk: DeskPlan = DeskPlan(), intents: [Intent],
        flows: [FlowName: Flow], responses: [ResponseName: Response], actions: [ActionName: Action],
        articles: [Article],
        entities: [EntityDefinition], routing: RoutingPlan, outreach: OutreachPlan = OutreachPlan()
    ) {
        self.version = version
        self.assistant = assistant
        self.desk = desk
        self.intents = intents
        self.flows = flows
        self.responses = responses
        self.actions = actions
        self.articles = articles
        self.entities = entities
        self.routing = routing
        self.outreach = outreach
        slots = Dictionary(
            flows.values.flatMap(\.slots).map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        intentsByName = Dictionary(intents.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    }

    public func intent(_ name: IntentName) -> Intent? {
        intentsByName[name]
    }

    /// The same bot with other articles.
    public func with(_ articles: [Article], version: PlaybookVersion) -> Playbook {
        Playbook(
            version: version, assistant: assistant, desk: desk, intents: intents, flows: flows, responses: responses,
            actions: actions, articles: articles, entities: entities, routing: routing, outreach: outreach)
    }
}

/// `assistant.yaml`: who the bot is and how far it may go.
public struct Assistant: Hashable, Sendable {
    /// Shown beside its lines.
    public let name: String
    /// The company it speaks for.
    public let company: String
    /// BCP 47.
    public let locale: String
    /// IANA name.
    public let timeZone: String
    /// ISO 4217, for amounts written without one.
    public let currency: String
    public let thresholds: Thresholds
    public let limits: Limits
    /// When people are there; `nil`: always.
    public let hours: OpeningHours?

    public struct Thresholds: Hashable, Sendable {
        /// At least this calibrated confidence to act.
        public let act: Double
        /// At least this to ask "did you mean".
        public let clarify: Double
        /// At least this to answer from an article.
        public let article: Double
        /// At least this to offer the titles of the articles that may answer. ``article`` itself: they are never offered.
        public let offer: Double

        /// - Parameter offer: by default nothing is offered.
        public init(act: Double, clarify: Double, article: Double, offer: Double? = nil) {
            self.act = act
            self.clarify = clarify
            self.article = article
            self.offer = offer ?? article
        }
    }

    public struct Limits: Hashable, Sendable {
        /// Bot lines for one visitor message, at most.
        public let linesPerTurn: Int
        /// Flows interrupted by flows, at most.
        public let stackDepth: Int
        /// Characters of one message, at most.
        public let messageLength: Int
        /// A flow left without an answer so long asks again once, then rests.
        public let reminder: TimeSpan
        /// Steps of flows for one input, at most.
        public let stepsPerTurn: Int
        /// Silence after which a visitor who is there again is welcomed back.
        public let returning: TimeSpan

        public init(
            linesPerTurn: Int, stackDepth: Int, messageLength: Int, reminder: TimeSpan, stepsPerTurn: Int = 256,
            returning: TimeSpan = .minutes(30)
        ) {
            self.stepsPerTurn = stepsPerTurn
            self.returning = returning
            self.linesPerTurn = linesPerTurn
            self.stackDepth = stackDepth
            self.messageLength = messageLength
            self.reminder = reminder
        }
    }

    public init(
        name: String, company: String, locale: String, timeZone: String, currency: String, thresholds: Thresholds,
        limits: Limits, hours: OpeningHours? = nil
    ) {
        self.hours = hours
        self.name = name
        self.company = company
        self.locale = locale
        self.timeZone = timeZone
        self.currency = currency
        self.thresholds = thresholds
        self.limits = limits
    }
}
