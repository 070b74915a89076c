internal import Foundation
public import Store
internal import Telemetry
public import Vocabulary

/// What a journal leads to: made by applying its entries, nothing else changes it.
public protocol JournaledState: Codable, Sendable {
    associatedtype Entry: Codable & Sendable

    /// Where a journal without a line leads.
    init()
    mutating func apply(_ entry: Entry, at moment: Timestamp)
}

/// A pure state that survives a crash: what is decided is first written into the journal of its name, then counts.
///
/// One thing is decided at a time, each on what the ones before it left. Everything that arrived while the disk was
/// busy is decided and written together.
public final class JournaledMachine<State: JournaledState>: Sendable {
    /// Entries after which an image of the state is stored, so that a restart reads no more than these.
    public static var imageEvery: Int { 1_000 }
    /// Decisions that may wait.
    public static var bound: Int { 4_096 }

    private struct Work: Sendable {
        let decide: @Sendable (State) -> [State.Entry]
        let answer: @Sendable (StoreError?) -> Void
    }

    private struct Memory: Sendable {
        var state: State
        /// The same with what is being written, on which decisions stand; `nil` while they are made. Kept beside it,
        /// so that neither is ever copied for a change.
        var ahead: State?
        var waiting: [Work] = []
        var isWorking = false
        var entriesSinceImage = 0
    }

    private let name: JournalName
    private let store: any ConversationStore
    private let now: @Sendable () -> Timestamp
    private let memory = Locked(Memory(state: State()))

    public init(_ name: JournalName, store: any ConversationStore, now: @escaping @Sendable () -> Timestamp) {
        self.name = name
        self.store = store
        self.now = now
    }

    /// Where the journal has led. Before anything is decided.
    public func restore() async throws(StoreError) {
        let journal = try await store.journal(name)
        let state: State
        do {
            let decoder = JSONDecoder()
            var read = try journal.image.map { try decoder.decode(State.self, from: Data($0)) } ?? State()
            for entry in journal.entries {
                read.apply(try decoder.decode(State.Entry.self, from: Data(entry.body)), at: entry.at)
            }
            state = read
        } catch {
            throw .corrupt("the journal '\(name)' cannot be read: \(error)")
        }
        memory.withLock { memory in
            memory.state = state
            memory.ahead = state
            memory.entriesSinceImage = journal.entries.count
        }
    }

    /// As it is durable.
    public var state: State {
        memory.withLock { $0.state }
    }

    /// Decides on the state; what was decided is durable when this returns.
    /// - Parameter decide: what is written, and what the caller is told. Called once, alone; never waits.
    public func change<Answer: Sendable>(
        _ decide: @escaping @Sendable (State) -> (entries: [State.Entry], answer: Answer)
    ) async throws(StoreError) -> Answer {
        let made = Locked<Answer?>(nil)
        let error: StoreError? = await withCheckedContinuation { waiting in
            let work = Work { state in
                let (entries, answer) = decide(state)
                made.withLock { $0 = answer }
                return entries
            } answer: { error in
                waiting.resume(returning: error)
            }
            if !post(work) { waiting.resume(returning: .busy) }
        }
        if let error { throw error }
        guard let answer = made.withLock({ $0 }) else { throw .closed }
        return answer
    }

    /// The same for a decision that may be refused.
    public func change<Answer: Sendable, Refusal: Error>(
        refusing: Refusal.Type,
        _ decide: @escaping @Sendable (State) throws(Refusal) -> (entries: [State.Entry], answer: Answer)
    ) async throws(StoreError) -> Result<Answer, Refusal> {
        try await change { state -> (entries: [State.Entry], answer: Result<Answer, Refusal>) in
            do throws(Refusal) {
                let (entries, answer) = try decide(state)
                return (entries, .success(answer))
            } catch {
                return ([], .failure(error))
            }
        }
    }

    private func post(_ work: Work) -> Bool {
        let (isTaken, starts) = memory.withLock { memory in
            guard memory.waiting.count < Self.bound else { return (false, false) }
            memory.waiting.append(work)
            defer { memory.isWorking = true }
            return (true, !memory.isWorking)
        }
        if starts {
            Task { await self.drain() }
        }
        return isTaken
    }

    private func drain() async {
        while let works = next() { await perform(works) }
    }

    private func next() -> [Work]? {
        memory.withLock { memory in
            guard !memory.waiting.isEmpty else {
                memory.isWorking = false
                return nil
            }
            defer { memory.waiting = [] }
            return memory.waiting
        }
    }

    /// All of it or nothing: a decision stands on the ones before it.
    private func perform(_ works: [Work]) async {
        // Nobody else holds it from here on: whatever is passed on is copied when it changes.
        var (ahead, entriesSinceImage) = memory.withLock { memory in
            (memory.ahead.take() ?? memory.state, memory.entriesSinceImage)
        }
        var decided: [State.Entry] = []
        let moment = now()
        for work in works {
            for entry in work.decide(ahead) {
                ahead.apply(entry, at: moment)
                decided.append(entry)
            }
        }
        entriesSinceImage += decided.count
        let isImageDue = entriesSinceImage >= Self.imageEvery
        do throws(StoreError) {
            if !decided.isEmpty {
                try await store.append(
                    try Self.coded(decided, at: moment), to: name, image: isImageDue ? try Self.coded(ahead) : nil)
            }
            memory.withLock { memory in
                for entry in decided { memory.state.apply(entry, at: moment) }
                memory.ahead = ahead
                memory.entriesSinceImage = isImageDue ? 0 : entriesSinceImage
            }
            for work in works { work.answer(nil) }
        } catch {
            memory.withLock { $0.ahead = $0.state }
            for work in works { work.answer(error) }
        }
    }

    private static func coded(_ entries: [State.Entry], at moment: Timestamp) throws(StoreError) -> [JournalEntry] {
        do {
            let encoder = encoder
            return try entries.map { JournalEntry(at: moment, body: Array(try encoder.encode($0))) }
        } catch {
            throw .rejected("an entry has no coded form: \(error)")
        }
    }

    private static func coded(_ state: State) throws(StoreError) -> [UInt8] {
        do {
            return Array(try encoder.encode(state))
        } catch {
            throw .rejected("a state has no coded form: \(error)")
        }
    }

    private static var encoder: JSONEncoder {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        return encoder
    }
}
