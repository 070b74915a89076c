internal import GRDB
internal import Store
internal import Vocabulary

/// The writer's hands on the floor's log.
final class FloorTables {
    private let add: Prepared
    private let picture: Prepared

    init(_ db: Database) throws {
        add = try Prepared(db, "INSERT INTO floor_log (at, body) VALUES (?, ?)")
        picture = try Prepared(
            db,
            """
            INSERT INTO floor_image (one, up_to, body)
            VALUES (1, (SELECT coalesce(max(number), 0) FROM floor_log), ?)
            ON CONFLICT (one) DO UPDATE SET up_to = excluded.up_to, body = excluded.body
            """)
    }

    func write(_ entries: [FloorEntry], image: [UInt8]? = nil) throws {
        for entry in entries {
            add.bind(1, entry.at.milliseconds)
            add.bind(2, text: entry.body)
            try add.run()
        }
        guard let image else { return }
        picture.bind(1, text: image)
        try picture.run()
    }
}
