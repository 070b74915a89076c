extension ShopSchema {
    // What was written before there was a postman counts as sent: nobody wants last month's code.
    static let chatOrders = """
        ALTER TABLE mails ADD COLUMN attempts INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE mails ADD COLUMN due_at INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE mails ADD COLUMN until INTEGER;
        UPDATE mails SET sent_at = created_at;
        CREATE INDEX mails_due ON mails(due_at) WHERE sent_at IS NULL;
        ALTER TABLE refunds ADD COLUMN approved_by TEXT;
        ALTER TABLE movements ADD COLUMN approved_by TEXT;
        CREATE TABLE order_quotes (
            id INTEGER PRIMARY KEY AUTOINCREMENT, customer INTEGER NOT NULL REFERENCES customers(id),
            sku TEXT NOT NULL REFERENCES variants(sku), place TEXT NOT NULL, total_minor INTEGER NOT NULL,
            card_last4 TEXT NOT NULL, created_at INTEGER NOT NULL, order_number TEXT UNIQUE
        ) STRICT;
        """

    // A repair is booked by a workshop of its own, which takes its time; what it says is reported by a signed message.
    static let repairs = """
        CREATE TABLE repairs (
            id INTEGER PRIMARY KEY AUTOINCREMENT, order_number TEXT NOT NULL, line INTEGER NOT NULL,
            fault TEXT NOT NULL, created_at INTEGER NOT NULL, collect_at INTEGER NOT NULL,
            UNIQUE (order_number, line), FOREIGN KEY (order_number, line) REFERENCES lines(order_number, line)
        ) STRICT;
        CREATE TABLE callbacks (
            id TEXT PRIMARY KEY, effect TEXT NOT NULL, body BLOB NOT NULL, due_at INTEGER NOT NULL,
            copies INTEGER NOT NULL DEFAULT 1, attempts INTEGER NOT NULL DEFAULT 0, sent_at INTEGER
        ) STRICT;
        CREATE INDEX callbacks_due ON callbacks(due_at) WHERE sent_at IS NULL;
        """

    // A return, its label and the code for the next order are three things, each with an end of its own.
    static let returnKit = """
        CREATE TABLE returns_now (
            id TEXT PRIMARY KEY, order_number TEXT NOT NULL, line INTEGER NOT NULL, secret TEXT NOT NULL,
            created_at INTEGER NOT NULL, expires_at INTEGER NOT NULL, cancelled_at INTEGER,
            FOREIGN KEY (order_number, line) REFERENCES lines(order_number, line)
        ) STRICT;
        INSERT INTO returns_now(id, order_number, line, secret, created_at, expires_at)
            SELECT id, order_number, line, secret, created_at, expires_at FROM returns;
        CREATE TABLE labels (
            id TEXT PRIMARY KEY, return TEXT NOT NULL UNIQUE REFERENCES returns_now(id), created_at INTEGER NOT NULL
        ) STRICT;
        INSERT INTO labels(id, return, created_at) SELECT 'LB-' || substr(id, 4), id, created_at FROM returns;
        CREATE TABLE discounts_now (
            code TEXT PRIMARY KEY, customer INTEGER NOT NULL REFERENCES customers(id), percent INTEGER NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('reorder', 'keep_it')), order_number TEXT, line INTEGER, product TEXT,
            created_at INTEGER NOT NULL, expires_at INTEGER NOT NULL, used_at INTEGER, voided_at INTEGER
        ) STRICT;
        INSERT INTO discounts_now(code, customer, percent, kind, created_at, expires_at, used_at)
            SELECT code, customer, percent, 'reorder', 0, expires_at, used_at FROM discounts;
        CREATE TABLE replacements (
            id INTEGER PRIMARY KEY AUTOINCREMENT, order_number TEXT NOT NULL, line INTEGER NOT NULL,
            sku TEXT NOT NULL REFERENCES variants(sku), place TEXT NOT NULL, created_at INTEGER NOT NULL,
            leaves_at INTEGER NOT NULL, cancelled_at INTEGER,
            FOREIGN KEY (order_number, line) REFERENCES lines(order_number, line)
        ) STRICT;
        CREATE UNIQUE INDEX replacements_by_line ON replacements(order_number, line) WHERE cancelled_at IS NULL;
        DROP TABLE returns;
        DROP TABLE discounts;
        ALTER TABLE returns_now RENAME TO returns;
        ALTER TABLE discounts_now RENAME TO discounts;
        CREATE INDEX returns_by_line ON returns(order_number, line);
        CREATE UNIQUE INDEX discounts_by_line ON discounts(order_number, line, kind) WHERE voided_at IS NULL;
        """
}
