public import PlaybookModel
public import Vocabulary

/// A campaign, as its records add up.
public struct CampaignState: Hashable, Codable, Sendable {
    /// People in one campaign.
    public static let people = 1_000_000
    /// Lines of its story.
    private static let lines = 500

    public private(set) var plan: CampaignPlan?
    /// Who told us, and where.
    public private(set) var reporters: [CustomerID: ConversationID] = [:]
    private var mailed: [CustomerID: String]?
    /// Everyone concerned, reporters too, in the order in which they became known.
    public private(set) var concerned: [CustomerID] = []
    private var places: [CustomerID: Int] = [:]
    public private(set) var approvals: Set<AgentID> = []
    public private(set) var isStopped = false
    public private(set) var story: [IncidentUpdate] = []
    public private(set) var openedAt: Timestamp?
    public private(set) var firstReport: Timestamp?
    /// What is being told now.
    public private(set) var news = Telling.News.notice
    /// Decided and not known to have happened: under their keys they may be done again.
    private var outstanding: [BusinessKey: Telling] = [:]
    /// Places of those who were decided about for what is being told now.
    private var done: Set<Int> = []
    /// Nobody before this place is left but those held back.
    private var cursor = 0
    private var told: Set<CustomerID> = []
    private var held: [CustomerID: Timestamp] = [:]
    public private(set) var counts = Counts()
    private var updates = 0

    public struct Counts: Hashable, Codable, Sendable {
        public var outreaches = 0
        public var threads = 0
        public var fixed = 0
        public var skipped: [DropReason: Int] = [:]
        public var failed = 0
    }

    public init() {}

    public init(_ records: some Sequence<(at: Timestamp, record: CampaignRecord)>) {
        for (at, record) in records { apply(record, at: at) }
    }

    /// Who asked for every further word by mail, and the address.
    public var followers: [CustomerID: String] { mailed ?? [:] }
    public var stage: IncidentStage? { story.last?.stage }
    /// When the customers hear more, as they were told.
    public var nextUpdate: Timestamp? { story.last?.next }
    public var affected: Int { concerned.count }

    /// "42 others report this."
    public func others(than customer: CustomerID) -> Int {
        reporters.count - (reporters[customer] == nil ? 0 : 1)
    }

    /// The first report was so long before we knew; `nil` when we knew first.
    /// - Parameter began: when it seems to have begun, for reports that were found later than they were made.
    public func lead(since began: Timestamp? = nil) -> TimeSpan? {
        guard let openedAt, let firstReport, firstReport <= openedAt else { return nil }
        return openedAt - min(firstReport, began ?? firstReport)
    }

    /// What has to be in the world: sent again after a crash, by receivers that know the keys. Nothing while stopped.
    public var pending: [Telling] {
        isStopped ? [] : outstanding.values.sorted { $0.key < $1.key }
    }

    /// What is decided under the key and not known to have happened.
    public func awaited(_ key: BusinessKey) -> Telling? { outstanding[key] }

    /// Whether enough people have said go.
    public func isCleared(_ limits: OutreachLimits) -> Bool {
        approvals.count >= (concerned.count - reporters.count >= limits.twoPeopleFrom ? 2 : 1)
    }

    /// Who has not been decided about yet, for what is being told now. Nobody while stopped; until it is cleared only
    /// those who asked, and were told where they did.
    public func next(_ limit: Int, at moment: Timestamp, _ limits: OutreachLimits) -> [CustomerID] {
        guard plan != nil, !isStopped else { return [] }
        guard isCleared(limits) else {
            return Array(
                reporters.keys.filter { held[$0] == nil && isAnswered($0) && isOpen($0) }.sorted().prefix(limit))
        }
        let awake = Array(held.filter { $0.value <= moment }.keys.sorted().prefix(limit))
        return awake + concerned[cursor...].lazy.filter { held[$0] == nil && isOpen($0) }.prefix(limit - awake.count)
    }

    /// When somebody who is held back may be looked at again.
    public var nextDue: Timestamp? { isStopped ? nil : held.values.min() }

    /// Asked and was answered, so hears how it goes on, whoever has said go.
    func isAnswered(_ customer: CustomerID) -> Bool {
        news != .notice && reporters[customer] != nil && told.contains(customer)
    }

    func isDue(_ customer: CustomerID, at moment: Timestamp) -> Bool {
        isOpen(customer) && held[customer].map { $0 <= moment } ?? true
    }

    /// Not decided about for what is being told now. That it is mended is told to those who know that it was broken.
    private func isOpen(_ customer: CustomerID) -> Bool {
        guard let place = places[customer], !done.contains(place) else { return false }
        return news != .fixed || isFirst(customer) == false
    }

    /// Hears of it for the first time.
    func isFirst(_ customer: CustomerID) -> Bool { !told.contains(customer) && reporters[customer] == nil }

    /// Has not been told of what is told now.
    func awaits(_ customer: CustomerID) -> Bool {
        guard let place = places[customer] else { return true }
        return !done.contains(place)
    }

    /// Whether it is one of those concerned.
    public func knows(_ customer: CustomerID) -> Bool { places[customer] != nil }

    /// Whether they have been told of it.
    public func isTold(_ customer: CustomerID) -> Bool { told.contains(customer) }

    public mutating func apply(_ record: CampaignRecord, at moment: Timestamp) {
        switch record {
        case .opened(let plan):
            self.plan = plan
            openedAt = moment
        case .reported(let customer, let conversation):
            add(customer)
            reporters[customer] = reporters[customer] ?? conversation
            firstReport = min(firstReport ?? moment, moment)
        case .followed(let customer, let address):
            add(customer)
            mailed = followers.merging([customer: address]) { _, new in new }
        case .affected(let customers): for customer in customers { add(customer) }
        case .approved(let agent): approvals.insert(agent)
        case .stopped: isStopped = true
        case .resumed: isStopped = false
        case .moved(let update, let tell):
            if story.count >= Self.lines { story.removeFirst() }
            story.append(update)
            guard tell else { return }
            updates += 1
            if update.stage == .resolved {
                begin(.fixed)
            } else if !told.isEmpty {
                begin(.update(updates))
            }
        case .decided(let telling): decided(telling)
        case .skipped(let customer, let news, let reason):
            guard news == self.news else { return }
            settle(customer)
            counts.skipped[reason, default: 0] += 1
        case .held(let customer, let until, _):
            held[customer] = until
            goOn()
        case .settled(let key, let delivered):
            guard let telling = outstanding.removeValue(forKey: key), !delivered else { return }
            counts.failed += 1
            if telling.news != .fixed { told.remove(telling.customer) }
        }
    }

    private mutating func decided(_ telling: Telling) {
        guard telling.news == news, let place = places[telling.customer], !done.contains(place) else { return }
        outstanding[telling.key] = telling
        settle(telling.customer)
        told.insert(telling.customer)
        switch (telling.news, telling.way) {
        case (.fixed, _): counts.fixed += 1
        case (_, .outreach): counts.outreaches += 1
        case (_, .thread): counts.threads += 1
        }
    }

    private mutating func begin(_ news: Telling.News) {
        self.news = news
        done.removeAll()
        held.removeAll()
        cursor = 0
    }

    private mutating func settle(_ customer: CustomerID) {
        held[customer] = nil
        if let place = places[customer] { done.insert(place) }
        goOn()
    }

    private mutating func goOn() {
        while cursor < concerned.count, held[concerned[cursor]] != nil || !isOpen(concerned[cursor]) { cursor += 1 }
    }

    private mutating func add(_ customer: CustomerID) {
        guard places[customer] == nil, concerned.count < Self.people else { return }
        places[customer] = concerned.count
        concerned.append(customer)
    }
}
