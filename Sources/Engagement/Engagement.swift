internal import ChatProtocol
internal import Dialog
public import Logging
public import Outreach
public import PlaybookModel
public import Store
public import Switchboard
internal import Telemetry
public import Vocabulary

/// Who is written to first, incidents and open cases: the rules of Outreach at work, each decision durable before
/// anything comes of it. A crash at any point loses nothing and says nothing twice.
public final class Engagement: TurnObserver {
    /// What the room needs of the house.
    public struct Settings: Sendable {
        /// A customer's name as a visitor.
        public var visitor: @Sendable (CustomerID) -> VisitorID
        /// Ways out; the chat is always one.
        public var carriers: [OutreachChannel: any OutreachCarrier] = [:]
        /// An incident's page.
        public var statusPage: @Sendable (CampaignID) -> String = { "/status/#\($0.rawValue)" }
        /// Takes somebody off a list by one POST.
        public var unsubscribePage: @Sendable (CustomerID, Purpose) -> String? = { _, _ in nil }
        /// Somebody has to act on an open case.
        public var alarmed: @Sendable (CareAlarm) -> Void = { _ in }

        public init(visitor: @escaping @Sendable (CustomerID) -> VisitorID) {
            self.visitor = visitor
        }
    }

    /// Lines of the journal after which an image is made, at least; a large one waits for more.
    private static let image = 5_000
    private static let page = 500

    struct Memory {
        var state: EngagementState
        var recordsSinceImage = 0
        var recordsInImage = 0
        /// The journal could not be written: what is known is read back before anything else.
        var isBehind = true
        /// Not tried again before.
        var notBefore: [BusinessKey: Timestamp] = [:]
        var tries: [BusinessKey: Int] = [:]
    }

    let store: any ConversationStore
    let lanes: ConversationLanes
    let shelf: PlaybookShelf
    let now: @Sendable () -> Timestamp
    let settings: Settings
    let log: Logger
    let memory: Locked<Memory>
    private let turnstile = Turnstile(bound: 10_000)
    let zones = ZoneBook()
    private let signal: AsyncStream<Void>.Continuation
    private let signals: AsyncStream<Void>

    public init(
        store: any ConversationStore, lanes: ConversationLanes, shelf: PlaybookShelf, settings: Settings,
        now: @escaping @Sendable () -> Timestamp, log: Logger
    ) {
        self.store = store
        self.lanes = lanes
        self.shelf = shelf
        self.now = now
        self.settings = settings
        self.log = log
        memory = Locked(Memory(state: EngagementState(shelf.current.playbook.outreach)))
        (signals, signal) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    // MARK: Doors

    /// Reads back what was known; before anybody looks.
    public func restore() async throws(StoreError) {
        try await step { _, _ in [] }
    }

    /// Something that happened in the world; durable when this returns, and taken in once however often it is told.
    public func take(_ event: WorldEvent) async throws(StoreError) {
        if case .mail(let reply) = event {
            try await take(reply)
        } else {
            try await step { state, now in state.take(event, at: now) }
        }
        poke()
    }

    public func committed(_ turn: CommittedTurn) {
        poke()
    }

    /// Something may be to be done.
    public func poke() {
        signal.yield()
    }

    /// Works until its task is cancelled.
    public func run() async {
        let ticker = Task {
            while !Task.isCancelled {
                try? await Task.sleep(for: .seconds(1))
                self.poke()
            }
        }
        defer { ticker.cancel() }
        for await _ in signals {
            if Task.isCancelled { return }
            await pass()
        }
    }

    /// Does everything that is due now, and returns when it is done. Its own door so that tests need no clock.
    public func pass() async {
        do throws(StoreError) {
            // What was said before the time was up goes before what time alone brings.
            try await follow()
            try await step { state, now in state.elapse(at: now) }
            // Nobody else is decided about before those decided about are told: stop means stop.
            var isBusy = true
            while isBusy {
                if try await deliver() { continue }
                isBusy = try await decide()
            }
        } catch {
            log.warning("engagement has to wait", metadata: ["error": "\(error)"])
        }
    }

    // MARK: Steps

    /// Decides under the turnstile, writes down, and only then lets anything come of it.
    @discardableResult
    func step<Answer: Sendable>(
        _ change: (inout EngagementState, Timestamp) -> (answer: Answer, records: [EngagementRecord])
    ) async throws(StoreError) -> Answer {
        guard await turnstile.enter() else { throw .busy }
        defer { turnstile.leave() }
        try await catchUp()
        let now = now()
        let (answer, records) = memory.withLock { change(&$0.state, now) }
        try await write(records, at: now)
        return answer
    }

    func step(_ change: (inout EngagementState, Timestamp) -> [EngagementRecord]) async throws(StoreError) {
        try await step { state, now in (answer: (), records: change(&state, now)) }
    }

    private func write(_ records: [EngagementRecord], at now: Timestamp) async throws(StoreError) {
        guard !records.isEmpty else { return }
        let image = try memory.withLock { memory throws(StoreError) -> [UInt8]? in
            memory.recordsSinceImage += records.count
            guard memory.recordsSinceImage >= max(Self.image, memory.recordsInImage) else { return nil }
            memory.recordsInImage += memory.recordsSinceImage
            memory.recordsSinceImage = 0
            return try EngagementCoding.image(of: memory.state)
        }
        do throws(StoreError) {
            let entries = try EngagementCoding.entries(records, at: now)
            try await store.append(entries, to: .engagement, image: image)
        } catch {
            memory.withLock { $0.isBehind = true }
            throw error
        }
        for case .alarm(let alarm) in records { settings.alarmed(alarm) }
    }

    /// Reads back what is known, at the beginning and after the journal failed; takes up another playbook.
    private func catchUp() async throws(StoreError) {
        let plan = shelf.current.playbook.outreach
        guard memory.withLock({ $0.isBehind }) else {
            memory.withLock { $0.state.adopt(plan) }
            return
        }
        var (state, records) = try EngagementCoding.state(of: try await store.journal(.engagement), plan)
        for (at, record) in records {
            if case .followed(let position) = record { try await recall(until: position, into: &state) }
            state.apply(record, at: at)
        }
        memory.withLock { memory in
            memory.state = state
            memory.recordsSinceImage = records.count
            memory.isBehind = false
        }
    }

    private func recall(until end: LogPosition, into state: inout EngagementState) async throws(StoreError) {
        var last = state.position
        while last < end {
            let events = try await store.log(after: last, limit: Self.page).filter { $0.position <= end }
            guard let position = events.last?.position else { return }
            state.recall(events)
            last = position
        }
    }

    // MARK: Passes

    func follow() async throws(StoreError) {
        while true {
            guard await turnstile.enter() else { throw .busy }
            defer { turnstile.leave() }
            try await catchUp()
            let events = try await store.log(after: memory.withLock { $0.state.position }, limit: Self.page)
            guard !events.isEmpty else { return }
            let now = now()
            let selfAnswering = intentsThatAsk
            let followed = memory.withLock { memory in
                memory.state.follow(events, at: now) { selfAnswering.contains($0) }
            }
            // Before it is written down that the events were followed: told again after a crash, said once.
            for context in followed.contexts { await tell(context) }
            for stop in followed.stops { await confirm(stop.key, in: stop.conversation) }
            try await write(followed.records, at: now)
            if events.count < Self.page { return }
        }
    }

    private func decide() async throws(StoreError) -> Bool {
        let surroundings = surroundings
        return try await step { state, now in
            let records = state.decide(at: now, in: surroundings)
            return (answer: !records.isEmpty, records: records)
        }
    }

    var surroundings: EngagementSurroundings {
        EngagementSurroundings(
            visitor: settings.visitor,
            clock: { [zones, shelf] zone, moment in
                zones.offsets(of: zone ?? shelf.current.playbook.assistant.timeZone, around: moment)
            }, channels: Set(settings.carriers.keys).union([.widget]))
    }

    /// Intents whose flow asks by itself whether something is down.
    private var intentsThatAsk: Set<IntentName> {
        let playbook = shelf.current.playbook
        guard let lookUp = playbook.outreach.incidents.lookUp else { return [] }
        return Set(
            playbook.intents.filter { intent in
                guard case .flow(let flow) = intent.outcome else { return false }
                return playbook.flows[flow]?.steps.contains { step in
                    if case .call(let call) = step.kind { call.action == lookUp } else { false }
                } ?? false
            }.map(\.name))
    }
}
