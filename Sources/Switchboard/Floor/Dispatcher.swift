internal import ChatProtocol
internal import Dialog
public import Logging
internal import PlaybookModel
internal import Routing
public import Store
internal import Telemetry
public import Vocabulary

/// The one owner of the floor: who waits, who serves, who is offered what (`RoutingFloor`).
///
/// A single loop takes one thing after the other: it lets the machine decide, stores what changes, then tells everyone.
/// Who takes a conversation is stored in the same transaction as the conversation's turn, so both logs name one holder.
public final class Dispatcher: TurnObserver {
    /// Things that may wait to be taken in.
    static let bound = 4_096
    /// Records after which an image of the floor is stored, so that a restart reads no more than these.
    static let imageEvery = 2_000

    typealias Answer<Value: Sendable> = CheckedContinuation<Result<Value, Refusal>, Never>

    enum Work: Sendable {
        case facts(FloorFacts)
        case arrives(any Desk, AgentAccount)
        case leaves(any Desk, AgentID)
        case signsOff(AgentID)
        case beats(AgentID)
        case sets(AgentID, isReady: Bool)
        case declines(ConversationID, AgentID)
        case claims(ConversationID, AgentAccount, Answer<Void>)
        case takesOver(ConversationID, AgentAccount, Answer<Void>)
        case transfers(ConversationID, AgentID, ClientMessageID, TransferTarget, note: String, Answer<TurnReceipt>)
        case choosesCallback(ConversationID, ClientMessageID, Timestamp, Answer<TurnReceipt>)
        case ticks(CheckedContinuation<Void, Never>)
    }

    let memory: Locked<FloorMemory>
    let store: any ConversationStore
    let lanes: ConversationLanes
    let shelf: PlaybookShelf
    let now: @Sendable () -> Timestamp
    let log: Logger
    private let mailbox: Locked<Mailbox<Work>?> = Locked(nil)

    public init(
        store: any ConversationStore, lanes: ConversationLanes, shelf: PlaybookShelf, surroundings: Surroundings,
        log: Logger
    ) {
        self.store = store
        self.lanes = lanes
        self.shelf = shelf
        now = surroundings.now
        self.log = log
        memory = Locked(FloorMemory(shelf.current.playbook))
        let mailbox = Mailbox<Work>(bound: Self.bound) { [weak self] work in await self?.perform(work) }
        self.mailbox.withLock { $0 = mailbox }
    }

    // MARK: What happens

    public func committed(_ turn: CommittedTurn) {
        guard let facts = FloorFacts(of: turn) else { return }
        // What does not fit is read from the store at the next tick.
        if !post(.facts(facts)) { memory.withLock { $0.isBehind = true } }
    }

    func arrived(_ account: AgentAccount, at desk: any Desk) {
        _ = post(.arrives(desk, account))
    }

    /// A desk's connection is gone. The last one of an agent: what the agent holds waits for the grace to pass.
    func left(_ agent: AgentID, _ desk: any Desk) {
        // Not lost when full: the heartbeat notices.
        _ = post(.leaves(desk, agent))
    }

    /// Gone on purpose: what the agent holds goes back at once.
    func signedOff(_ agent: AgentID) {
        _ = post(.signsOff(agent))
    }

    func heard(_ agent: AgentID) {
        _ = post(.beats(agent))
    }

    func set(_ agent: AgentID, isReady: Bool) throws(Refusal) {
        guard post(.sets(agent, isReady: isReady)) else { throw Self.busy }
    }

    func decline(_ conversation: ConversationID, by agent: AgentID) throws(Refusal) {
        guard post(.declines(conversation, agent)) else { throw Self.busy }
    }

    /// Takes an offer, or picks by hand; one winner.
    func claim(_ conversation: ConversationID, by account: AgentAccount) async throws(Refusal) {
        try await ask { .claims(conversation, account, $0) }
    }

    /// A supervisor's word goes, whoever holds it.
    func takeOver(_ conversation: ConversationID, by account: AgentAccount) async throws(Refusal) {
        try await ask { .takesOver(conversation, account, $0) }
    }

    func transfer(
        _ conversation: ConversationID, from agent: AgentID, cmid: ClientMessageID, to target: TransferTarget,
        note: String
    ) async throws(Refusal) -> TurnReceipt {
        try await ask { .transfers(conversation, agent, cmid, target, note: note, $0) }
    }

    /// - Parameter begins: one of the times that were offered.
    func bookCallback(
        in conversation: ConversationID, cmid: ClientMessageID, at begins: Timestamp
    ) async throws(Refusal) -> TurnReceipt {
        try await ask { .choosesCallback(conversation, cmid, begins, $0) }
    }

    /// Lets time pass: offers run out, the silent are lost, the doors open and close. Called every second or so;
    /// returns when all that happened before is done too.
    public func tick() async {
        await withCheckedContinuation { answer in
            if !post(.ticks(answer)) { answer.resume() }
        }
    }

    // MARK: What can be seen

    /// How many wait.
    public var count: Int {
        memory.withLock { $0.floor.state.line.count }
    }

    /// Everyone who waits, in serving order.
    public var queue: [ConversationID] {
        memory.withLock { $0.floor.state.queue }
    }

    public func isWaiting(_ conversation: ConversationID) -> Bool {
        memory.withLock { $0.floor.state.position(of: conversation) != nil }
    }

    /// Who holds it, as the floor knows.
    public func holder(of conversation: ConversationID) -> AgentID? {
        memory.withLock { $0.floor.state.holder(of: conversation) }
    }

    /// Those on duty who see every conversation.
    func leading() -> [AgentID] {
        memory.withLock { $0.seats }.filter { $0.value.contains { $0.account.role.leads } }.keys.sorted()
    }

    /// Who is being asked whether they take it.
    public func offered(_ conversation: ConversationID) -> AgentID? {
        memory.withLock { memory in
            guard case .offered(let agent, _) = memory.floor.state.chats[conversation]?.phase else { return nil }
            return agent
        }
    }

    /// May "talk to a person" be promised, and how?
    func people() -> PeopleOnDuty {
        let moment = now()
        return memory.withLock { memory in
            switch memory.floor.machine.availability(in: memory.floor.state, at: moment) {
            case .atOnce: .atOnce
            case .after(let waiting): .after(waiting: waiting)
            case .full: .full
            case .nobody: .nobody
            case .closed(let opens): .closed(opens: opens)
            }
        }
    }

    /// What is due, by the hours and the levels that hold now.
    func readings(of clock: ServiceClock) -> [ServiceClock.Reading] {
        let hours = memory.withLock { $0.floor.machine.rules.hours }
        return clock.readings(shelf.current.playbook.routing.service.levels, hours: hours, at: now())
    }

    /// Told when what can be promised of people changes, at most once a tick.
    func observePeople(_ told: @escaping @Sendable (PeopleOnDuty) -> Void) {
        memory.withLock { $0.peopleObservers.append(told) }
    }

    /// The place of one who waits, as it was last shown.
    func place(of conversation: ConversationID) -> ConversationHint? {
        memory.withLock { memory in
            guard let estimate = memory.floor.machine.estimate(for: conversation, in: memory.floor.state) else {
                return nil
            }
            return .queue(estimate, waiting: memory.floor.state.line.count, setback: nil)
        }
    }

    // MARK: The loop

    private static let busy = Refusal(.busy, retryAfter: .seconds(1))

    private func post(_ work: Work) -> Bool {
        mailbox.withLock { $0 }?.post(work) ?? false
    }

    private func ask<Value: Sendable>(_ work: (Answer<Value>) -> Work) async throws(Refusal) -> Value {
        let result: Result<Value, Refusal> = await withCheckedContinuation { answer in
            if !post(work(answer)) { answer.resume(returning: .failure(Self.busy)) }
        }
        return try result.get()
    }

    private func perform(_ work: Work) async {
        switch work {
        case .facts(let facts): await take(facts)
        case .arrives(let desk, let account): await arrive(account, desk)
        case .leaves(let desk, let agent):
            let isLast = memory.withLock { $0.forget(desk, of: agent) }
            if isLast { await step(.fellSilent(agent)) }
        case .signsOff(let agent): await step(.signedOff(agent))
        case .beats(let agent): await beat(agent)
        case .sets(let agent, let isReady): await step(.readySet(agent, isReady))
        case .declines(let conversation, let agent): await step(.declined(conversation, agent))
        case .claims(let conversation, let account, let answer):
            answer.resume(returning: await claimed(conversation, account))
        case .takesOver(let conversation, let account, let answer):
            answer.resume(returning: await takenOver(conversation, account))
        case .transfers(let conversation, let agent, let cmid, let target, let note, let answer):
            answer.resume(returning: await transferred(conversation, agent, cmid, target, note))
        case .choosesCallback(let conversation, let cmid, let begins, let answer):
            answer.resume(returning: await callbackChosen(conversation, cmid, begins))
        case .ticks(let answer):
            await passTime()
            answer.resume()
        }
        if memory.withLock({ $0.isStale }) { show() }
    }
}

/// One desk's window on the floor.
protocol Desk: AnyObject, Sendable {
    /// A frame to be sent. Never blocks: it hands over and returns.
    func show(_ frame: [UInt8])
    /// What waits for a person's word is not what was shown.
    func approvalsChanged()
}
