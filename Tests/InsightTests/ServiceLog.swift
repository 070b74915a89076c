import Insight
import Vocabulary

/// Writes a log a line at a time, as a store would have it.
struct ServiceLog {
    static let visitor = VisitorID("v1")

    var fold: MetricFold
    private var seqs: [ConversationID: Int] = [:]

    init(_ rules: MetricRules = MetricRules()) {
        fold = MetricFold(rules: rules)
    }

    /// Monday, 2026-03-02, nine o'clock UTC.
    static let monday = Timestamp(milliseconds: 1_772_442_000_000)

    static func at(_ minutes: Double) -> Timestamp {
        Timestamp(milliseconds: monday.milliseconds + Int64(minutes * 60_000))
    }

    @discardableResult
    mutating func write(
        _ event: Event, by sender: Sender, at moment: Timestamp, in conversation: ConversationID = "c1"
    ) -> SequenceNumber {
        let seq = SequenceNumber((seqs[conversation] ?? 0) + 1)
        seqs[conversation] = seq.rawValue
        fold.take(
            .event(conversation, EventRecord(seq: seq, at: moment, sender: sender, cmid: nil, event: event)))
        return seq
    }

    mutating func opens(
        at minutes: Double, in conversation: ConversationID = "c1", by visitor: VisitorID = visitor,
        version: PlaybookVersion = "p1"
    ) {
        let opening = Opening(visitor: visitor, channel: "widget", playbook: version, locale: "en", context: [:])
        write(.opened(opening), by: .system, at: Self.at(minutes), in: conversation)
    }

    mutating func says(
        _ intent: IntentName? = nil, at minutes: Double, in conversation: ConversationID = "c1"
    ) {
        write(.visitorSaid(text: "…", choice: nil), by: .visitor, at: Self.at(minutes), in: conversation)
        let intents = intent.map { [Scored($0, confidence: 0.9)] } ?? []
        write(
            .understood(
                Interpretation(
                    intents: intents, band: intent == nil ? .none : .act, articles: [], entities: [],
                    sentiment: .neutral)),
            by: .bot, at: Self.at(minutes), in: conversation)
    }

    @discardableResult
    mutating func bot(at minutes: Double, in conversation: ConversationID = "c1") -> SequenceNumber {
        write(.botSaid(BotLine(text: "…"), epoch: .first), by: .bot, at: Self.at(minutes), in: conversation)
    }

    mutating func escalates(
        at minutes: Double, in conversation: ConversationID = "c1", to team: TeamName = "billing",
        for reason: EscalationReason = .asked
    ) {
        let escalation = Escalation(
            id: "e1", reason: reason, team: team, priority: 0, waitingSince: Self.at(minutes))
        write(.escalated(escalation, epoch: .first), by: .bot, at: Self.at(minutes), in: conversation)
    }

    mutating func joins(_ agent: AgentID = "ada", at minutes: Double, in conversation: ConversationID = "c1") {
        write(
            .agentJoined(agent, displayName: agent.rawValue, epoch: .first), by: .agent(agent), at: Self.at(minutes),
            in: conversation)
    }

    @discardableResult
    mutating func agent(
        _ agent: AgentID = "ada", at minutes: Double, in conversation: ConversationID = "c1"
    ) -> SequenceNumber {
        write(.agentSaid(text: "…", epoch: .first), by: .agent(agent), at: Self.at(minutes), in: conversation)
    }

    mutating func resolves(
        by sender: Sender = .agent("ada"), at minutes: Double, in conversation: ConversationID = "c1"
    ) {
        write(.resolved(outcome: "done", epoch: .first), by: sender, at: Self.at(minutes), in: conversation)
    }

    mutating func rates(_ stars: Int, at minutes: Double, in conversation: ConversationID = "c1") {
        write(.rated(stars: stars, comment: ""), by: .visitor, at: Self.at(minutes), in: conversation)
    }

    mutating func runs(
        _ flow: FlowName, to outcome: String = "done", at minutes: Double, in conversation: ConversationID = "c1"
    ) {
        write(.flowStarted(flow), by: .bot, at: Self.at(minutes), in: conversation)
        write(.flowEnded(flow, outcome: outcome), by: .bot, at: Self.at(minutes), in: conversation)
    }

    /// After so many minutes.
    mutating func tally(_ slice: Slice = .all, at minutes: Double) -> Tally {
        fold.advance(to: Self.at(minutes))
        return fold.cube.tally(slice)
    }
}

extension TimeSpan {
    static func spent(_ minutes: Double) -> TimeSpan { TimeSpan(milliseconds: Int64(minutes * 60_000)) }
}
