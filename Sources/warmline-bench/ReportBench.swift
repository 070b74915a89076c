internal import ArgumentParser
internal import Foundation
internal import Insight
internal import Logging
internal import Reporting
internal import SQLiteStore
internal import Store
internal import Vocabulary

/// A hundred thousand conversations in a store, followed and asked about.
struct ReportBench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reports",
        abstract: "How fast the reports read a store, how long a dashboard's questions take, and in how much memory.",
        discussion: """
            Writes conversations of ten events each, spread over ninety days, then follows them from the beginning.
            A store that is given with --store is kept, and read as it is when it has events.
            """)

    @Option(help: "Conversations of ten events.")
    var conversations = 100_000

    @Option(help: "Questions of each kind.")
    var questions = 50

    @Option(help: "A file to keep the store in.")
    var store: String?

    @Option(help: "Days that they are spread over, up to now.")
    var days = 90

    private static let now = Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1_000))
    private var start: Timestamp { Self.now + .days(-Int64(days)) }

    private static let intents =
        [
            "order_status", "refund", "return_item", "stock_check", "wrong_item", "charged_twice", "address_change",
            "password_reset", "subscription_pause", "item_damaged",
        ] + (0..<50).map { "intent_\($0)" }

    private struct Figures: Encodable {
        let conversations: Int
        let events: Int
        let eventsPerSecond: Double
        let residentBytesBefore: Int?
        let residentBytesHalfway: Int?
        let residentBytes: Int?
        let imageBytes: Int
        let imageSeconds: Double
        let restoreSeconds: Double
        let questionMillisP50: Double
        let questionMillisP99: Double
        let slowest: String
    }

    func run() async throws {
        let now = Self.now
        let path = store ?? FileManager.default.temporaryDirectory.appendingPathComponent("reports-\(UUID()).db").path
        defer { if store == nil { remove(path) } }
        LargeBuffers.giveBack()
        let sqlite = try SQLiteStore(path: path)
        if try await sqlite.log(after: .start, limit: 1).isEmpty { try await fill(sqlite) }
        let clock = ContinuousClock()
        func seconds(_ since: ContinuousClock.Instant) -> Double {
            let span = (clock.now - since).components
            return Double(span.seconds) + Double(span.attoseconds) / 1e18
        }
        let reporter = try Self.reporter(over: sqlite, at: now)
        var began = clock.now
        let before = ProcessMemory.resident
        var halfway: Int?
        while try await reporter.follow() {
            if halfway == nil, await reporter.progress.events > conversations * 5 { halfway = ProcessMemory.resident }
        }
        let reading = seconds(began)
        // Before anything is kept and read back, which for a while is all of it twice.
        let resident = ProcessMemory.resident
        began = clock.now
        try await reporter.keep()
        let keeping = seconds(began)
        let image = try await sqlite.journal("reporting").image?.count ?? 0
        began = clock.now
        try await Self.reporter(over: sqlite, at: now).catchUp()
        let restoring = seconds(began)

        var times: [(name: String, millis: Double)] = []
        for length in [7, 30, 90, 365] as [Int64] {
            for by in [nil] + ReportQuery.Breakdown.allCases.map(Optional.some) {
                for _ in 0..<questions {
                    let query = ReportQuery(from: CivilDate(of: now) + -length, to: CivilDate(of: now), by: by)
                    let began = clock.now
                    _ = await reporter.report(query).json
                    times.append(("\(length) days by \(by?.rawValue ?? "day")", seconds(began) * 1_000))
                }
            }
        }
        times.sort { $0.millis < $1.millis }
        let events = await reporter.progress.events
        let figures = Figures(
            conversations: conversations, events: events, eventsPerSecond: (Double(events) / reading).rounded(),
            residentBytesBefore: before, residentBytesHalfway: halfway, residentBytes: resident, imageBytes: image,
            imageSeconds: keeping,
            restoreSeconds: restoring, questionMillisP50: times[times.count / 2].millis,
            questionMillisP99: times[times.count * 99 / 100].millis, slowest: times[times.count - 1].name)
        print(try figures.line())
        await sqlite.close()
    }

    private static func reporter(over store: SQLiteStore, at now: Timestamp) throws -> Reporter {
        var log = Logger(label: "bench")
        log.logLevel = .error
        return try Reporter(store: store, rules: ReportRules(), log: log, now: { now })
    }

    /// Written in order of time, sixteen at once.
    private func fill(_ store: SQLiteStore) async throws {
        let apart = Int64(days) * Timestamp.millisecondsOfDay / Int64(max(1, conversations))
        var next = 0
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<16 where next < conversations {
                group.addTask { [next] in try await write(next, apart: apart, to: store) }
                next += 1
            }
            while try await group.next() != nil {
                guard next < conversations else { continue }
                group.addTask { [next] in try await write(next, apart: apart, to: store) }
                next += 1
            }
        }
    }

    private func write(_ number: Int, apart: Int64, to store: SQLiteStore) async throws {
        var generator = SplitMix64(state: UInt64(number))
        func draw(_ count: UInt64) -> Int { Int(generator.next() % count) }
        let at = Timestamp(milliseconds: start.milliseconds + Int64(number) * apart)
        // The first are asked for most.
        let intent = Self.intents[draw(UInt64(draw(UInt64(Self.intents.count)) + 1))]
        let agent = AgentID("agent\(draw(30))")
        let mood = Double(draw(100)) / 100
        let understood = Interpretation(
            intents: [Scored(IntentName(intent), confidence: 0.9)], band: .act, articles: [],
            entities: [],
            sentiment: Sentiment(valence: -mood, frustration: mood * mood, urgency: 0, words: []))
        let opening = Opening(
            visitor: VisitorID("v\(draw(40_000))"), channel: "widget",
            playbook: PlaybookVersion("version\(number / 10_000)"), locale: "en", context: [:])
        let escalation = Escalation(
            id: EscalationID("e\(number)"), reason: .asked, team: TeamName("team\(draw(5))"), priority: 0,
            waitingSince: at)
        let stars = draw(5) + 1
        let events: [(Event, Sender)] = [
            (.opened(opening), .system), (.visitorSaid(text: "it does not work", choice: nil), .visitor),
            (.understood(understood), .bot), (.botSaid(BotLine(text: "one moment"), epoch: .first), .bot),
            (.escalated(escalation, epoch: .first), .bot),
            (.agentJoined(agent, displayName: "Agent", epoch: .first), .agent(agent)),
            (.agentSaid(text: "hello", epoch: .first), .agent(agent)),
            (.visitorSaid(text: "thanks", choice: nil), .visitor),
            (.resolved(outcome: "done", epoch: .first), .agent(agent)), (.rated(stars: stars, comment: ""), .visitor),
        ]
        _ = try await store.commit(
            Commit(
                conversation: ConversationID("c\(number)"), expected: .start, at: at,
                entries: events.map { Commit.Entry(sender: $0.1, event: $0.0) }))
    }

    private func remove(_ path: String) {
        for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) }
    }
}
