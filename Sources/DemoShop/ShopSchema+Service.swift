internal import GRDB

extension ShopSchema {
    /// What came with accounts, subscriptions, stock and service: the second migration of a shop's file.
    static let service = orderChanges + accounts + club + invoices + help

    private static let orderChanges = """
        ALTER TABLE orders ADD COLUMN packed_at INTEGER;
        ALTER TABLE orders ADD COLUMN address TEXT;
        ALTER TABLE orders ADD COLUMN country TEXT NOT NULL DEFAULT 'GB';
        ALTER TABLE customers ADD COLUMN country TEXT NOT NULL DEFAULT 'GB';
        CREATE TABLE movements (
            id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, subject TEXT NOT NULL,
            amount_minor INTEGER NOT NULL, currency TEXT NOT NULL, created_at INTEGER NOT NULL,
            business TEXT NOT NULL UNIQUE
        ) STRICT;
        CREATE TABLE address_changes (
            id INTEGER PRIMARY KEY AUTOINCREMENT, subject TEXT NOT NULL, address TEXT NOT NULL,
            country TEXT NOT NULL, created_at INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE chargebacks (
            id INTEGER PRIMARY KEY AUTOINCREMENT, order_number TEXT NOT NULL REFERENCES orders(number),
            amount_minor INTEGER NOT NULL, currency TEXT NOT NULL, opened_at INTEGER NOT NULL, closed_at INTEGER
        ) STRICT;
        """

    private static let accounts = """
        CREATE TABLE codes (
            id INTEGER PRIMARY KEY AUTOINCREMENT, email TEXT NOT NULL, customer INTEGER REFERENCES customers(id),
            code TEXT NOT NULL, tries INTEGER NOT NULL DEFAULT 0, created_at INTEGER NOT NULL,
            expires_at INTEGER NOT NULL, used_at INTEGER
        ) STRICT;
        CREATE INDEX codes_by_email ON codes(email, created_at);
        CREATE TABLE privacy_requests (
            id INTEGER PRIMARY KEY AUTOINCREMENT, email TEXT NOT NULL, scope TEXT NOT NULL,
            created_at INTEGER NOT NULL, effective_at INTEGER NOT NULL, UNIQUE (email, scope)
        ) STRICT;
        """

    private static let club = """
        ALTER TABLE subscriptions ADD COLUMN card_last4 TEXT NOT NULL DEFAULT '4242';
        ALTER TABLE subscriptions ADD COLUMN card_works INTEGER NOT NULL DEFAULT 1;
        ALTER TABLE subscriptions ADD COLUMN declines INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE subscriptions ADD COLUMN paused_until INTEGER;
        ALTER TABLE subscriptions ADD COLUMN offered_at INTEGER;
        ALTER TABLE subscriptions ADD COLUMN discounted_boxes INTEGER NOT NULL DEFAULT 0;
        CREATE TABLE card_links (
            id TEXT PRIMARY KEY, token TEXT NOT NULL UNIQUE,
            subscription INTEGER NOT NULL REFERENCES subscriptions(id), expires_at INTEGER NOT NULL,
            saved_at INTEGER
        ) STRICT;
        CREATE TABLE subscription_changes (
            id INTEGER PRIMARY KEY AUTOINCREMENT, subscription INTEGER NOT NULL REFERENCES subscriptions(id),
            change TEXT NOT NULL, words TEXT NOT NULL, created_at INTEGER NOT NULL
        ) STRICT;
        """

    private static let invoices = """
        CREATE TABLE invoices (
            number TEXT PRIMARY KEY, customer INTEGER NOT NULL REFERENCES customers(id), issued_at INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE invoice_lines (
            invoice TEXT NOT NULL REFERENCES invoices(number), line INTEGER NOT NULL CHECK (line > 0),
            name TEXT NOT NULL, amount_minor INTEGER NOT NULL CHECK (amount_minor > 0), currency TEXT NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('plain', 'duplicate', 'usage')), note TEXT NOT NULL,
            PRIMARY KEY (invoice, line)
        ) STRICT;
        """

    private static let help = """
        CREATE TABLE restocks (
            sku TEXT PRIMARY KEY REFERENCES variants(sku), due_at INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE stock_notices (
            id INTEGER PRIMARY KEY AUTOINCREMENT, sku TEXT NOT NULL REFERENCES variants(sku), email TEXT NOT NULL,
            created_at INTEGER NOT NULL, UNIQUE (sku, email)
        ) STRICT;
        CREATE TABLE incidents (
            id TEXT PRIMARY KEY, service TEXT NOT NULL, title TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('investigating', 'identified', 'monitoring', 'resolved')),
            words TEXT NOT NULL, opened_at INTEGER NOT NULL, resolved_at INTEGER,
            CHECK ((state = 'resolved') = (resolved_at IS NOT NULL))
        ) STRICT;
        CREATE TABLE incident_followers (
            incident TEXT NOT NULL REFERENCES incidents(id), email TEXT NOT NULL, created_at INTEGER NOT NULL,
            PRIMARY KEY (incident, email)
        ) STRICT;
        CREATE TABLE bugs (
            id INTEGER PRIMARY KEY AUTOINCREMENT, service TEXT NOT NULL, symptom TEXT NOT NULL,
            device TEXT NOT NULL, email TEXT NOT NULL, created_at INTEGER NOT NULL, answer_by INTEGER NOT NULL
        ) STRICT;
        """
}
