import Store
import Vocabulary

/// Builders for the clauses.
enum Turn {
    static let one: ConversationID = "conversation-1"
    static let two: ConversationID = "conversation-2"

    static func at(_ seconds: Int64) -> Timestamp {
        Timestamp(milliseconds: 1_700_000_000_000) + .seconds(seconds)
    }

    static func says(
        _ text: String, cmid: ClientMessageID? = nil, content: String? = nil, as sender: Sender = .visitor
    ) -> Commit.Entry {
        Commit.Entry(sender: sender, event: .visitorSaid(text: text, choice: nil), cmid: cmid, content: content)
    }

    static func answers(_ text: String) -> Commit.Entry {
        Commit.Entry(sender: .bot, event: .botSaid(BotLine(text: text), epoch: .first))
    }

    static func commit(
        _ conversation: ConversationID = one, after head: Int, _ entries: [Commit.Entry]? = nil,
        effects: [Effect] = [], fired: TimerID? = nil, delivered: EffectID? = nil,
        settlement: Settlement? = nil, holder: Holder = .bot, floor: [JournalEntry] = [],
        at seconds: Int64 = 0
    ) -> Commit {
        Commit(
            conversation: conversation, expected: SequenceNumber(head), at: at(seconds),
            entries: entries ?? [answers("line \(head + 1)")], effects: effects, fired: fired, delivered: delivered,
            settlement: settlement, holder: holder, floor: floor)
    }

    static func call(
        _ conversation: ConversationID = one, turn: Int, index: Int = 0, key: BusinessKey
    ) -> ActionCall {
        ActionCall(
            id: EffectID(conversation: conversation, turn: SequenceNumber(turn), index: index),
            action: "refunds.create", arguments: ["order": .text("10042"), "amount": .money(money)], key: key)
    }

    static let money = Money(minor: 4_990, currency: "EUR")
    static let refunded = ActionResult.done(["refund": .text("R-1"), "amount": .money(money)])

    static func written(_ head: Int) -> CommitResult {
        .written(head: SequenceNumber(head))
    }

    static func escalation(_ id: EscalationID, priority: Double, since seconds: Int64) -> Escalation {
        Escalation(id: id, reason: .asked, team: "billing", priority: priority, waitingSince: at(seconds))
    }
}
