internal import Foundation
internal import GRDB
internal import Store
internal import Vocabulary

/// The tables, and how an older file becomes a newer one.
enum Schema {
    /// "WARM": what `PRAGMA application_id` reads in a file of ours.
    static let applicationID = 0x5741_524D

    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1 name the history") { db in
            try db.execute(sql: "PRAGMA application_id = 0x5741524D")
            try db.execute(
                sql: "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID")
            try renewEpoch(db)
        }
        migrator.registerMigration("2 conversations and their log") { try $0.execute(sql: log) }
        migrator.registerMigration("3 effects, timers and the queue") { try $0.execute(sql: work) }
        migrator.registerMigration("4 agents") { try $0.execute(sql: agents) }
        migrator.registerMigration("5 the floor") { try $0.execute(sql: floor) }
        migrator.registerMigration("6 the order of all events") { try $0.execute(sql: order) }
        migrator.registerMigration("7 journals") { db in
            try db.execute(sql: journals)
            try moveFloor(db)
        }
        migrator.registerMigration("8 views for reports") { try $0.execute(sql: ReportViews.sql) }
        return migrator
    }

    static func renewEpoch(_ db: Database) throws {
        try db.execute(
            sql: "INSERT OR REPLACE INTO meta (name, value) VALUES ('epoch', ?)",
            arguments: [UUID().uuidString.lowercased()])
        try db.execute(sql: "DELETE FROM meta WHERE name = 'copied'")
    }

    /// `events.conversation` is a number, as it stands in three B-trees; people read the view `transcript`.
    /// `chain` binds each event to all before it; `body_hash` stands in for the body, so that one day a body can
    /// be erased and the chain still holds. `content_hash` tells a client's message sent again from another one under
    /// the same id.
    private static let log = """
        CREATE TABLE conversations (
            number INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            head INTEGER NOT NULL,
            chain BLOB NOT NULL,
            holder TEXT NOT NULL CHECK (holder IN ('bot', 'queue', 'agent', 'nobody')),
            held_by TEXT,
            updated_at INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX conversations_of_agent ON conversations (held_by) WHERE holder = 'agent';

        CREATE TABLE events (
            conversation INTEGER NOT NULL REFERENCES conversations (number),
            seq INTEGER NOT NULL CHECK (seq > 0),
            at INTEGER NOT NULL,
            sender TEXT NOT NULL,
            cmid TEXT,
            kind TEXT NOT NULL,
            body TEXT NOT NULL,
            body_hash BLOB NOT NULL,
            content_hash BLOB,
            chain BLOB NOT NULL,
            PRIMARY KEY (conversation, seq)
        ) STRICT;
        CREATE UNIQUE INDEX events_of_client ON events (conversation, sender, cmid) WHERE cmid IS NOT NULL;
        CREATE TRIGGER events_stay_as_they_are BEFORE UPDATE ON events
            BEGIN SELECT RAISE(ABORT, 'an event is never changed'); END;
        CREATE TRIGGER events_stay BEFORE DELETE ON events
            BEGIN SELECT RAISE(ABORT, 'an event is never deleted'); END;

        CREATE VIEW transcript AS
            SELECT c.id AS conversation, seq, datetime(at / 1000, 'unixepoch') AS at, sender, cmid, kind, body
            FROM events JOIN conversations AS c ON c.number = events.conversation;
        """

    /// A row of `outbox` is one thing done in the world; the effects that share its business key wait for its
    /// result in `outbox_waiters`, each until a commit of its conversation takes the result in.
    /// `ready_at` is when it can be claimed: 0 at once, the end of its lease while it runs, or the next try.
    private static let work = """
        CREATE TABLE outbox (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            conversation TEXT NOT NULL REFERENCES conversations (id),
            turn INTEGER NOT NULL,
            place INTEGER NOT NULL,
            action TEXT NOT NULL,
            arguments TEXT NOT NULL,
            business_key TEXT NOT NULL,
            holds_key INTEGER NOT NULL DEFAULT 1,
            state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'finished', 'unknown', 'dead')),
            ready_at INTEGER NOT NULL DEFAULT 0,
            attempts INTEGER NOT NULL DEFAULT 0,
            lease TEXT,
            last_error TEXT,
            result TEXT,
            UNIQUE (conversation, turn, place)
        ) STRICT;
        CREATE UNIQUE INDEX outbox_of_key ON outbox (business_key) WHERE holds_key = 1;
        CREATE INDEX outbox_ready ON outbox (ready_at, id) WHERE state = 'waiting';
        CREATE INDEX outbox_for_people ON outbox (id) WHERE state IN ('unknown', 'dead');

        CREATE TABLE outbox_waiters (
            id INTEGER PRIMARY KEY,
            outbox INTEGER NOT NULL REFERENCES outbox (id),
            conversation TEXT NOT NULL,
            turn INTEGER NOT NULL,
            place INTEGER NOT NULL,
            ready INTEGER NOT NULL DEFAULT 0,
            UNIQUE (conversation, turn, place)
        ) STRICT;
        CREATE INDEX outbox_waiters_of_row ON outbox_waiters (outbox);
        CREATE INDEX outbox_waiters_ready ON outbox_waiters (id) WHERE ready = 1;

        CREATE TABLE timers (
            conversation TEXT NOT NULL REFERENCES conversations (id),
            id TEXT NOT NULL,
            due_at INTEGER NOT NULL,
            PRIMARY KEY (conversation, id)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX timers_due ON timers (due_at, conversation, id);

        CREATE TABLE queue (
            id TEXT PRIMARY KEY,
            conversation TEXT NOT NULL REFERENCES conversations (id),
            reason TEXT NOT NULL,
            team TEXT NOT NULL,
            priority REAL NOT NULL,
            waiting_since INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX queue_in_order ON queue (priority DESC, waiting_since, id);
        """

    /// `floor_image` is one row: what the log has led to up to its number. `visitor` stands beside the event that says
    /// it, to be found by.
    private static let floor = """
        CREATE TABLE floor_log (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            at INTEGER NOT NULL,
            body TEXT NOT NULL
        ) STRICT;
        CREATE TABLE floor_image (
            one INTEGER PRIMARY KEY CHECK (one = 1),
            up_to INTEGER NOT NULL,
            body TEXT NOT NULL
        ) STRICT;

        ALTER TABLE conversations ADD COLUMN visitor TEXT;
        UPDATE conversations SET visitor = (
            SELECT json_extract(body, '$.opening.visitor') FROM events
            WHERE conversation = conversations.number AND seq = 1 AND kind = 'opened');
        CREATE INDEX conversations_of_visitor ON conversations (visitor, number) WHERE visitor IS NOT NULL;

        ALTER TABLE agents ADD COLUMN skills TEXT NOT NULL DEFAULT '{}';
        ALTER TABLE agents ADD COLUMN languages TEXT NOT NULL DEFAULT '[]';
        ALTER TABLE agents ADD COLUMN capacity INTEGER NOT NULL DEFAULT 5;
        """

    /// The log's rows get numbers that stay, whatever is done to the file: followers of the whole house remember them.
    private static let order = """
        DROP VIEW transcript;
        ALTER TABLE events RENAME TO unnumbered;
        DROP INDEX events_of_client;
        CREATE TABLE events (
            number INTEGER PRIMARY KEY,
            conversation INTEGER NOT NULL REFERENCES conversations (number),
            seq INTEGER NOT NULL CHECK (seq > 0),
            at INTEGER NOT NULL,
            sender TEXT NOT NULL,
            cmid TEXT,
            kind TEXT NOT NULL,
            body TEXT NOT NULL,
            body_hash BLOB NOT NULL,
            content_hash BLOB,
            chain BLOB NOT NULL,
            UNIQUE (conversation, seq)
        ) STRICT;
        INSERT INTO events SELECT rowid, * FROM unnumbered ORDER BY rowid;
        DROP TABLE unnumbered;
        CREATE UNIQUE INDEX events_of_client ON events (conversation, sender, cmid) WHERE cmid IS NOT NULL;
        CREATE TRIGGER events_stay_as_they_are BEFORE UPDATE ON events
            BEGIN SELECT RAISE(ABORT, 'an event is never changed'); END;
        CREATE TRIGGER events_stay BEFORE DELETE ON events
            BEGIN SELECT RAISE(ABORT, 'an event is never deleted'); END;
        CREATE VIEW transcript AS
            SELECT c.id AS conversation, seq, datetime(at / 1000, 'unixepoch') AS at, sender, cmid, kind, body
            FROM events JOIN conversations AS c ON c.number = events.conversation;
        """

    /// `chain` binds each entry to all before it in its journal. `journal_images` says what a journal has led to, up to
    /// a place.
    private static let journals = """
        CREATE TABLE journals (
            name TEXT PRIMARY KEY,
            head INTEGER NOT NULL,
            chain BLOB NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE journal_entries (
            journal TEXT NOT NULL REFERENCES journals (name),
            place INTEGER NOT NULL CHECK (place > 0),
            at INTEGER NOT NULL,
            body TEXT NOT NULL,
            chain BLOB NOT NULL,
            PRIMARY KEY (journal, place)
        ) STRICT, WITHOUT ROWID;
        CREATE TRIGGER journal_entries_stay_as_they_are BEFORE UPDATE ON journal_entries
            BEGIN SELECT RAISE(ABORT, 'an entry is never changed'); END;
        CREATE TRIGGER journal_entries_stay BEFORE DELETE ON journal_entries
            BEGIN SELECT RAISE(ABORT, 'an entry is never deleted'); END;
        CREATE TABLE journal_images (
            journal TEXT PRIMARY KEY REFERENCES journals (name),
            up_to INTEGER NOT NULL,
            body TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        """

    /// What the floor's own tables held becomes the first journal.
    private static func moveFloor(_ db: Database) throws {
        let tables = try JournalTables(db)
        let image = try Row.fetchOne(db, sql: "SELECT up_to, body FROM floor_image")
        func entries(behindImage: Bool) throws -> [JournalEntry] {
            try Row.fetchAll(
                db, sql: "SELECT at, body FROM floor_log WHERE (number > ?) = ? ORDER BY number",
                arguments: [image.map { $0["up_to"] as Int64 } ?? 0, behindImage]
            ).map { JournalEntry(at: Timestamp(milliseconds: $0["at"]), body: Array(($0["body"] as String).utf8)) }
        }
        try tables.write(
            try entries(behindImage: false), to: .floor, image: image.map { Array(($0["body"] as String).utf8) })
        try tables.write(try entries(behindImage: true), to: .floor)
        try db.execute(sql: "DROP TABLE floor_log; DROP TABLE floor_image;")
    }

    private static let agents = """
        CREATE TABLE agents (
            id TEXT PRIMARY KEY,
            name TEXT NOT NULL UNIQUE,
            display_name TEXT NOT NULL,
            password_hash TEXT NOT NULL,
            role TEXT NOT NULL,
            teams TEXT NOT NULL,
            generation INTEGER NOT NULL
        ) STRICT;
        """
}
