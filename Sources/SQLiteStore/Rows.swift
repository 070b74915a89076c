internal import Foundation
internal import GRDB
internal import Store
internal import Vocabulary

/// Rows back to values.
extension EffectID {
    init(_ row: Row) {
        self.init(
            conversation: ConversationID(row["conversation"]), turn: SequenceNumber(row["turn"]),
            index: row["place"])
    }
}

extension ActionCall {
    init(_ row: Row) throws(MalformedRecord) {
        let arguments: String = row["arguments"]
        self.init(
            id: EffectID(row), action: ActionName(row["action"]),
            arguments: try LogForm.arguments(from: Array(arguments.utf8)), key: BusinessKey(row["business_key"]))
    }
}

extension DeliverableResult {
    init(_ row: Row) throws(MalformedRecord) {
        let result: String = row["result"]
        self.init(effect: EffectID(row), result: try LogForm.result(from: Array(result.utf8)))
    }
}

extension QueueEntry {
    init(_ row: Row) throws(MalformedRecord) {
        let word: String = row["reason"]
        guard let reason = EscalationReason(rawValue: word) else {
            throw LogForm.unknown("escalation reason", word)
        }
        self.init(
            conversation: ConversationID(row["conversation"]),
            escalation: Escalation(
                id: EscalationID(row["id"]), reason: reason, team: TeamName(row["team"]), priority: row["priority"],
                waitingSince: Timestamp(milliseconds: row["waiting_since"])))
    }
}

extension AgentAccount {
    init(_ row: Row) throws {
        let word: String = row["role"]
        guard let role = Role(rawValue: word) else { throw LogForm.unknown("role", word) }
        func list<Value: Decodable>(_ column: String) throws -> Value {
            try JSONDecoder().decode(Value.self, from: Data((row[column] as String).utf8))
        }
        self.init(
            id: AgentID(row["id"]), name: row["name"], displayName: row["display_name"],
            passwordHash: row["password_hash"], role: role,
            teams: try list("teams"), generation: row["generation"], skills: try list("skills"),
            languages: try list("languages"), capacity: row["capacity"])
    }
}

/// An event's row, taken out of the database quickly and read outside.
struct StoredEvent: Sendable {
    let seq: Int
    let at: Int64
    let sender: String
    let cmid: String?
    let kind: String
    let body: [UInt8]

    init(_ row: Row) throws {
        seq = row[0]
        at = row[1]
        sender = row[2]
        cmid = row[3]
        kind = row[4]
        body = try row.withUnsafeData(atIndex: 5) { Array($0 ?? Data()) }
    }

    func record() throws(MalformedRecord) -> EventRecord {
        EventRecord(
            seq: SequenceNumber(seq), at: Timestamp(milliseconds: at), sender: try LogForm.sender(from: sender),
            cmid: cmid.map { ClientMessageID($0) }, event: try LogForm.event(kind: kind, body: body))
    }
}
