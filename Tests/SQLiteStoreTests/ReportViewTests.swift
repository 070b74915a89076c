import GRDB
import SQLiteStore
import Store
import Testing
import Vocabulary

@Suite struct ReportViewTests {
    let file: StoreFile

    init() throws {
        file = try StoreFile()
    }

    /// Monday, 2026-03-02, nine o'clock UTC.
    private static let monday = Timestamp(milliseconds: 1_772_442_000_000)

    @Test func `each view of the documentation answers, and says what happened`() async throws {
        let store = try file.open()
        var head = 0
        func write(_ event: Event, by sender: Sender, at seconds: Int64) async throws {
            let commit = Commit(
                conversation: "c1", expected: SequenceNumber(head), at: Self.monday + .seconds(seconds),
                entries: [Commit.Entry(sender: sender, event: event)])
            guard case .written = try await store.commit(commit) else { throw StoreError.busy }
            head += 1
        }
        let opening = Opening(visitor: "v1", channel: "widget", playbook: "p1", locale: "en", context: [:])
        try await write(.opened(opening), by: .system, at: 0)
        try await write(.visitorSaid(text: "refund", choice: nil), by: .visitor, at: 0)
        let understood = Interpretation(
            intents: [Scored("refund", confidence: 0.9)], band: .act, articles: [], entities: [],
            sentiment: Sentiment(valence: -0.5, frustration: 0.4, urgency: 0, words: []))
        try await write(.understood(understood), by: .bot, at: 0)
        try await write(.botSaid(BotLine(text: "hello"), epoch: .first), by: .bot, at: 2)
        let escalation = Escalation(
            id: "e1", reason: .asked, team: "billing", priority: 0, waitingSince: Self.monday)
        try await write(.escalated(escalation, epoch: .first), by: .bot, at: 3)
        try await write(.agentJoined("ada", displayName: "Ada", epoch: .first), by: .agent("ada"), at: 60)
        try await write(.agentSaid(text: "hi", epoch: .first), by: .agent("ada"), at: 90)
        try await write(.tagged("checkout", .confirmed), by: .agent("ada"), at: 91)
        try await write(.tagged("wrong", .confirmed), by: .agent("ada"), at: 92)
        try await write(.tagged("wrong", .removed), by: .agent("ada"), at: 93)
        try await write(.resolved(outcome: "done", epoch: .first), by: .agent("ada"), at: 600)
        try await write(.rated(stars: 4, comment: "good"), by: .visitor, at: 610)
        await store.close()

        let database = try DatabaseQueue(path: file.path)
        try await database.read { db in
            let talk = try #require(try Row.fetchOne(db, sql: "SELECT * FROM report_conversations"))
            #expect(talk["visitor"] == "v1")
            #expect(talk["channel"] == "widget")
            #expect(talk["opened_at"] == "2026-03-02 09:00:00")
            #expect(talk["first_acknowledgement_seconds"] == 2.0)
            #expect(talk["first_response_seconds"] == 90.0)
            #expect(talk["resolution_seconds"] == 600.0)
            #expect(talk["messages"] == 3)
            let message = try #require(try Row.fetchOne(db, sql: "SELECT * FROM report_messages ORDER BY seq"))
            #expect(message["author"] == "visitor")
            #expect(message["intent"] == "refund")
            #expect(message["frustration"] == 0.4)
            let wait = try #require(try Row.fetchOne(db, sql: "SELECT * FROM report_escalations"))
            #expect(wait["team"] == "billing")
            #expect(wait["joined_at"] == "2026-03-02 09:01:00")
            #expect(wait["agent"] == "ada")
            let rating = try #require(try Row.fetchOne(db, sql: "SELECT * FROM report_ratings"))
            #expect(rating["stars"] == 4)
            #expect(rating["agent"] == "ada")
            #expect(try String.fetchAll(db, sql: "SELECT tag FROM report_tags") == ["checkout"])
            let day = try #require(try Row.fetchOne(db, sql: "SELECT * FROM report_days"))
            #expect(day["day"] == "2026-03-02")
            #expect(day["conversations"] == 1)
            #expect(day["mean_stars"] == 4.0)
        }
    }
}
