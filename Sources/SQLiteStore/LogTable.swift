internal import GRDB
internal import Store
internal import Vocabulary

/// The writer's hands on conversations and events.
final class LogTable {
    private struct Conversation {
        let number: Int64
        let head: Int
        let chain: [UInt8]
        let holder: String
        let heldBy: String?
    }

    private let find: Prepared
    private let findMessage: Prepared
    private let begin: Prepared
    private let advance: Prepared
    private let hand: Prepared
    private let append: Prepared
    private let digest = Digest()
    private let writesDuplicates: Bool
    /// Where conversations stand: nobody else writes, so a turn need not ask again.
    private var standing: [String: Conversation] = [:]
    private static let mostStanding = 16_384

    init(_ db: Database, writesDuplicates: Bool) throws {
        find = try Prepared(db, "SELECT number, head, chain, holder, held_by FROM conversations WHERE id = ?")
        findMessage = try Prepared(
            db, "SELECT seq, at, content_hash FROM events WHERE conversation = ? AND sender = ? AND cmid = ?")
        begin = try Prepared(
            db,
            """
            INSERT INTO conversations (id, head, chain, holder, held_by, updated_at, visitor)
            VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING number
            """)
        advance = try Prepared(
            db, "UPDATE conversations SET head = ?, chain = ?, updated_at = ? WHERE number = ?")
        hand = try Prepared(db, "UPDATE conversations SET holder = ?, held_by = ? WHERE number = ?")
        append = try Prepared(
            db,
            """
            INSERT INTO events (conversation, seq, at, sender, cmid, kind, body, body_hash, content_hash, chain)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
        self.writesDuplicates = writesDuplicates
    }

    /// Writes the turn's events and its holder, unless it is an old message, or stale.
    func write(_ turn: EncodedTurn) throws -> CommitResult {
        let known = try conversation(turn.conversation)
        if let known, let earlier = try earlierResult(of: turn, in: known) { return earlier }
        let head = known?.head ?? 0
        guard turn.expected == head else { return .stale(head: SequenceNumber(head)) }

        let links = links(of: turn, after: known?.chain ?? HashChain.beginning)
        let newHead = head + turn.rows.count
        let link = links.last ?? HashChain.beginning
        let number = try move(known, to: newHead, link, turn)
        for (index, row) in turn.rows.enumerated() {
            append.bind(1, number)
            append.bind(2, head + index + 1)
            append.bind(3, turn.at)
            append.bind(4, row.sender)
            append.bind(5, cmid(row, seq: head + index + 1))
            append.bind(6, row.kind)
            append.bind(8, blob: row.bodyHash)
            append.bind(9, blob: row.contentHash)
            append.bind(10, blob: links[index])
            try append.run(binding: row.body, to: 7)
        }
        remember(
            turn.conversation,
            Conversation(number: number, head: newHead, chain: link, holder: turn.holder, heldBy: turn.heldBy))
        return .written(head: SequenceNumber(newHead))
    }

    /// To be called when anything was rolled back, or somebody else wrote after all.
    func forget() {
        standing.removeAll(keepingCapacity: true)
    }

    private func remember(_ id: String, _ conversation: Conversation) {
        if standing.count >= Self.mostStanding {
            forget()
        }
        standing[id] = conversation
    }

    private func conversation(_ id: String) throws -> Conversation? {
        if let conversation = standing[id] { return conversation }
        find.bind(1, id)
        return try find.first { row in
            Conversation(
                number: row.integer(0), head: Int(row.integer(1)), chain: row.bytes(2), holder: row.text(3) ?? "",
                heldBy: row.text(4))
        }
    }

    private func earlierResult(of turn: EncodedTurn, in conversation: Conversation) throws -> CommitResult? {
        guard !writesDuplicates else { return nil }
        for row in turn.rows where row.cmid != nil {
            findMessage.bind(1, conversation.number)
            findMessage.bind(2, row.sender)
            findMessage.bind(3, row.cmid)
            let earlier = try findMessage.first { found -> CommitResult in
                guard found.bytes(2) == row.contentHash else { return .messageConflict }
                return .duplicate(
                    seq: SequenceNumber(Int(found.integer(0))), at: Timestamp(milliseconds: found.integer(1)))
            }
            if let earlier { return earlier }
        }
        return nil
    }

    private func links(of turn: EncodedTurn, after previous: [UInt8]) -> [[UInt8]] {
        var links: [[UInt8]] = []
        links.reserveCapacity(turn.rows.count)
        for row in turn.rows {
            links.append(HashChain.link(after: links.last ?? previous, record: row.record, digest))
        }
        return links
    }

    /// The conversation's number, its row now at the new head.
    private func move(_ known: Conversation?, to head: Int, _ link: [UInt8], _ turn: EncodedTurn) throws -> Int64 {
        guard let known else {
            begin.bind(1, turn.conversation)
            begin.bind(2, head)
            begin.bind(3, blob: link)
            begin.bind(4, turn.holder)
            begin.bind(5, turn.heldBy)
            begin.bind(6, turn.at)
            begin.bind(7, turn.visitor)
            var number: Int64 = 0
            try begin.forEachRow { number = $0.integer(0) }
            return number
        }
        advance.bind(1, head)
        advance.bind(2, blob: link)
        advance.bind(3, turn.at)
        advance.bind(4, known.number)
        try advance.run()
        if known.holder != turn.holder || known.heldBy != turn.heldBy {
            hand.bind(1, turn.holder)
            hand.bind(2, turn.heldBy)
            hand.bind(3, known.number)
            try hand.run()
        }
        return known.number
    }

    /// As the client gave it. (Broken on purpose, the id is made unlike any other, or the index would refuse it.)
    private func cmid(_ row: LogRow, seq: Int) -> String? {
        guard writesDuplicates else { return row.cmid }
        return row.cmid.map { "\($0)#\(seq)" }
    }
}
