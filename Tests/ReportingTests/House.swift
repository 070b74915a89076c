import Foundation
import Insight
import Logging
import Reporting
import SQLiteStore
import Store
import Synchronization
import Vocabulary

/// A house at work: what happens in it is committed to a store, as lanes would.
actor House {
    /// Monday, 2026-03-02, nine o'clock UTC.
    static let monday = Timestamp(milliseconds: 1_772_442_000_000)

    static func at(_ minutes: Double) -> Timestamp {
        Timestamp(milliseconds: monday.milliseconds + Int64(minutes * 60_000))
    }

    nonisolated let store: any ConversationStore
    private var heads: [ConversationID: Int] = [:]

    init(_ store: any ConversationStore) {
        self.store = store
    }

    func write(
        _ events: [Event], by sender: Sender, at minutes: Double, in conversation: ConversationID = "c1"
    ) async throws {
        let head = heads[conversation] ?? 0
        let commit = Commit(
            conversation: conversation, expected: SequenceNumber(head), at: Self.at(minutes),
            entries: events.map { Commit.Entry(sender: sender, event: $0) })
        guard case .written(let head) = try await store.commit(commit) else { throw StoreError.rejected("stale") }
        heads[conversation] = head.rawValue
    }

    func opens(
        at minutes: Double, in conversation: ConversationID = "c1", by visitor: VisitorID = "v1",
        version: PlaybookVersion = "p1", plan: String? = nil
    ) async throws {
        let opening = Opening(
            visitor: visitor, channel: "widget", playbook: version, locale: "en", context: [:],
            signed: plan.map { ["plan": $0] } ?? [:])
        try await write([.opened(opening)], by: .system, at: minutes, in: conversation)
    }

    func says(
        _ text: String = "…", _ intent: IntentName? = nil, frustration: Double = 0, at minutes: Double,
        in conversation: ConversationID = "c1"
    ) async throws {
        let understood = Interpretation(
            intents: intent.map { [Scored($0, confidence: 0.9)] } ?? [], band: intent == nil ? .none : .act,
            articles: [], entities: [],
            sentiment: Sentiment(valence: -frustration, frustration: frustration, urgency: 0, words: []))
        try await write([.visitorSaid(text: text, choice: nil)], by: .visitor, at: minutes, in: conversation)
        try await write([.understood(understood)], by: .bot, at: minutes, in: conversation)
    }

    func bot(at minutes: Double, in conversation: ConversationID = "c1") async throws {
        try await write([.botSaid(BotLine(text: "…"), epoch: .first)], by: .bot, at: minutes, in: conversation)
    }

    func escalates(at minutes: Double, in conversation: ConversationID = "c1", to team: TeamName = "billing")
        async throws
    {
        let escalation = Escalation(
            id: EscalationID("e \(conversation)"), reason: .asked, team: team, priority: 0,
            waitingSince: Self.at(minutes))
        try await write([.escalated(escalation, epoch: .first)], by: .bot, at: minutes, in: conversation)
    }

    func joins(_ agent: AgentID = "ada", at minutes: Double, in conversation: ConversationID = "c1") async throws {
        try await write(
            [.agentJoined(agent, displayName: agent.rawValue, epoch: .first)], by: .agent(agent), at: minutes,
            in: conversation)
    }

    func agent(_ agent: AgentID = "ada", at minutes: Double, in conversation: ConversationID = "c1") async throws {
        try await write([.agentSaid(text: "…", epoch: .first)], by: .agent(agent), at: minutes, in: conversation)
    }

    func resolves(by sender: Sender = .agent("ada"), at minutes: Double, in conversation: ConversationID = "c1")
        async throws
    {
        try await write([.resolved(outcome: "done", epoch: .first)], by: sender, at: minutes, in: conversation)
    }

    func rates(_ stars: Int, at minutes: Double, in conversation: ConversationID = "c1") async throws {
        try await write([.rated(stars: stars, comment: "")], by: .visitor, at: minutes, in: conversation)
    }
}

/// The time as a test sets it.
final class Clock: Sendable {
    private let milliseconds: Atomic<Int64>

    init(_ minutes: Double = 0) {
        milliseconds = Atomic(House.at(minutes).milliseconds)
    }

    var now: Timestamp { Timestamp(milliseconds: milliseconds.load(ordering: .sequentiallyConsistent)) }

    func set(_ minutes: Double) {
        milliseconds.store(House.at(minutes).milliseconds, ordering: .sequentiallyConsistent)
    }
}

/// Says nothing.
var quiet: Logger {
    var log = Logger(label: "test")
    log.logLevel = .critical
    return log
}

extension Reporter {
    static func over(
        _ store: any ConversationStore, _ clock: Clock, rules: ReportRules = ReportRules(),
        channels: [any AlertChannel] = [], _ change: (inout Pace) -> Void = { _ in }
    ) throws -> Reporter {
        var pace = Pace()
        change(&pace)
        return try Reporter(
            store: store, rules: rules, channels: channels, pace: pace, log: quiet, now: { clock.now })
    }
}

/// A SQLite file for as long as the closure runs.
func withStoreFile(_ body: (String) async throws -> Void) async throws {
    let path = FileManager.default.temporaryDirectory
        .appendingPathComponent("reporting-\(UUID().uuidString).db").path
    defer {
        for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) }
    }
    try await body(path)
}
