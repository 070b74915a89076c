internal import GRDB

/// Letters on their way to customers: written in the transaction of what they tell of, sent until the server has them.
public struct Mailing: Outgoing {
    public struct Letter: Hashable, Sendable {
        /// The same at every try, so that a mailbox knows a second copy.
        public let id: String
        public let recipient: String
        public let subject: String
        public let text: String
        /// When it was written, in seconds since 1970.
        public let writtenAt: Int64
    }

    public enum Outcome: Hashable, Sendable {
        case sent
        /// It may go later.
        case again
        /// It will never go: no such mailbox.
        case refused
    }

    public typealias Post = @Sendable (Letter) async -> Outcome

    /// A demo's inbox is one thread wide.
    private static let batch = 16

    private let shop: Shop
    private let post: Post

    public init(_ shop: Shop, post: @escaping Post) {
        self.shop = shop
        self.post = post
    }

    @discardableResult
    public func deliverDue() async -> Int {
        let now = shop.now()
        let due = (try? await shop.pool.read { try Self.due($0, at: now) }) ?? []
        var sent = 0
        for (letter, tried) in due {
            let outcome = await post(letter)
            if outcome == .sent { sent += 1 }
            try? await shop.pool.write { try Self.settle($0, letter.id, outcome, tried: tried, at: now) }
        }
        return sent
    }

    private static func due(_ db: Database, at now: ShopTime) throws -> [(letter: Letter, tried: Int64)] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT * FROM mails
                WHERE sent_at IS NULL AND attempts < ? AND due_at <= ? AND (until IS NULL OR until > ?)
                ORDER BY id LIMIT ?
                """, arguments: [mostAttempts, now.seconds, now.seconds, batch]
        ).map { row in
            let letter = Letter(
                id: "shop.mail.\(row["id"] as Int64)", recipient: row["recipient"], subject: row["subject"],
                text: row["body"], writtenAt: row["created_at"])
            return (letter, row["attempts"])
        }
    }

    private static func settle(
        _ db: Database, _ id: String, _ outcome: Outcome, tried: Int64, at now: ShopTime
    ) throws {
        let number = Int64(id.split(separator: ".").last ?? "") ?? 0
        switch outcome {
        case .sent:
            try db.execute(sql: "UPDATE mails SET sent_at = ? WHERE id = ?", arguments: [now.seconds, number])
        case .again:
            try db.execute(
                sql: "UPDATE mails SET attempts = attempts + 1, due_at = ? WHERE id = ?",
                arguments: [again(after: tried, at: now), number])
        case .refused:
            try db.execute(
                sql: "UPDATE mails SET attempts = ? WHERE id = ?", arguments: [mostAttempts, number])
        }
    }
}
