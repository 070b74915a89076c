internal import GRDB
internal import Store
internal import Vocabulary

/// The writer's hands on the journals.
final class JournalTables {
    private struct End {
        var head: Int
        var chain: [UInt8]
    }

    private let find: Prepared
    private let move: Prepared
    private let add: Prepared
    private let picture: Prepared
    private let digest = Digest()
    /// Where journals end: nobody else writes, so a turn need not ask again.
    private var ends: [JournalName: End] = [:]

    init(_ db: Database) throws {
        find = try Prepared(db, "SELECT head, chain FROM journals WHERE name = ?")
        move = try Prepared(
            db,
            """
            INSERT INTO journals (name, head, chain) VALUES (?, ?, ?)
            ON CONFLICT (name) DO UPDATE SET head = excluded.head, chain = excluded.chain
            """)
        add = try Prepared(
            db, "INSERT INTO journal_entries (journal, place, at, body, chain) VALUES (?, ?, ?, ?, ?)")
        picture = try Prepared(
            db,
            """
            INSERT INTO journal_images (journal, up_to, body) VALUES (?, ?, ?)
            ON CONFLICT (journal) DO UPDATE SET up_to = excluded.up_to, body = excluded.body
            """)
    }

    func write(_ entries: [JournalEntry], to journal: JournalName, image: [UInt8]? = nil) throws {
        guard !entries.isEmpty || image != nil else { return }
        var end = try end(of: journal)
        let links = entries.map { entry in
            end.chain = HashChain.link(
                after: end.chain,
                record: HashChain.record(journal: journal, at: entry.at.milliseconds, body: entry.body, digest), digest)
            return end.chain
        }
        move.bind(1, journal.rawValue)
        move.bind(2, end.head + entries.count)
        move.bind(3, blob: end.chain)
        try move.run()
        for (entry, link) in zip(entries, links) {
            end.head += 1
            add.bind(1, journal.rawValue)
            add.bind(2, end.head)
            add.bind(3, entry.at.milliseconds)
            add.bind(5, blob: link)
            try add.run(binding: entry.body, to: 4)
        }
        ends[journal] = end
        guard let image else { return }
        picture.bind(1, journal.rawValue)
        picture.bind(2, end.head)
        picture.bind(3, text: image)
        try picture.run()
    }

    /// To be called when anything was rolled back, or somebody else wrote after all.
    func forget() {
        ends.removeAll(keepingCapacity: true)
    }

    private func end(of journal: JournalName) throws -> End {
        if let end = ends[journal] { return end }
        find.bind(1, journal.rawValue)
        return try find.first { End(head: Int($0.integer(0)), chain: $0.bytes(1)) }
            ?? End(head: 0, chain: HashChain.beginning)
    }
}
