internal import Logging
internal import Store
internal import Vocabulary

/// What is made of the log from some day on.
protocol LogListening: Sendable {
    /// How far it has been read.
    var position: LogPosition { get set }
    mutating func take(_ page: [LoggedEvent])
    /// The first day that still counts.
    static func firstDay(at moment: Timestamp) -> CivilDate
}

/// Reads the log in the background, a page at a time, behind the reporter, who knows where its days begin. It keeps
/// nothing of its own: after a start it reads those days again, at its leisure.
actor LogFollower<Listening: LogListening> {
    private let store: any ConversationStore
    private let reporter: Reporter
    /// Events read before somebody else may have the processor.
    private let page: Int
    private let log: Logger
    private let now: @Sendable () -> Timestamp
    private(set) var listening: Listening
    private var isListening = false

    init(
        _ listening: Listening, store: any ConversationStore, reporter: Reporter, page: Int, log: Logger,
        now: @escaping @Sendable () -> Timestamp
    ) {
        self.listening = listening
        self.store = store
        self.reporter = reporter
        self.page = page
        self.log = log
        self.now = now
    }

    /// Until cancelled.
    ///
    /// - Parameters:
    ///   - name: who waits when the store fails, for the log.
    ///   - pause: between two looks when nothing is new.
    ///   - aside: what else is looked at each time.
    func run(as name: String, pause: Duration, aside: @Sendable () async -> Void = {}) async {
        while !Task.isCancelled {
            do throws(StoreError) {
                let more = try await follow()
                await aside()
                if more {
                    await Task.yield()
                    continue
                }
            } catch {
                log.info("\(name) waits for the store: \(error)")
            }
            try? await Task.sleep(for: pause)
        }
    }

    func catchUp() async throws(StoreError) {
        while try await follow() {}
    }

    /// Reads the next page. False when there was nothing more.
    func follow() async throws(StoreError) -> Bool {
        if !isListening {
            // Before that, nobody knows where in the log the first day begins.
            guard await reporter.progress.isAtEnd else { return false }
            let start = try await reporter.start(of: Listening.firstDay(at: now()))
            if !isListening { listening.position = start }
            isListening = true
        }
        let after = listening.position
        let page = try await store.log(after: after, limit: page)
        // Somebody else may have read it meanwhile.
        if listening.position == after { listening.take(page) }
        return !page.isEmpty
    }

    func update(_ change: @Sendable (inout Listening) -> Void) {
        change(&listening)
    }
}
