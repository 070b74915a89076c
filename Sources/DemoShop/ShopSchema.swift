internal import GRDB

/// The tables of the shop's own file. Times are whole seconds since 1970, amounts are minor units.
enum ShopSchema {
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1 the shop") { db in
            try db.execute(sql: catalogue)
            try db.execute(sql: sales)
            try db.execute(sql: afterSales)
            try db.execute(sql: bookkeeping)
        }
        migrator.registerMigration("2 accounts and service") { try $0.execute(sql: service) }
        migrator.registerMigration("3 labels and codes of their own") { try $0.execute(sql: returnKit) }
        migrator.registerMigration("4 repairs") { try $0.execute(sql: repairs) }
        migrator.registerMigration("5 letters, sign-offs and orders in the chat") { try $0.execute(sql: chatOrders) }
        return migrator
    }

    private static let catalogue = """
        CREATE TABLE products (
            id TEXT PRIMARY KEY, name TEXT NOT NULL, category TEXT NOT NULL
        ) STRICT;
        CREATE TABLE variants (
            sku TEXT PRIMARY KEY, product TEXT NOT NULL REFERENCES products(id), name TEXT NOT NULL,
            price_minor INTEGER NOT NULL CHECK (price_minor > 0), currency TEXT NOT NULL,
            final_sale INTEGER NOT NULL CHECK (final_sale IN (0, 1))
        ) STRICT;
        CREATE TABLE stock (
            sku TEXT NOT NULL REFERENCES variants(sku), place TEXT NOT NULL,
            quantity INTEGER NOT NULL CHECK (quantity >= 0), PRIMARY KEY (sku, place)
        ) STRICT;
        CREATE TABLE customers (
            id INTEGER PRIMARY KEY, name TEXT NOT NULL, email TEXT NOT NULL UNIQUE, street TEXT NOT NULL,
            city TEXT NOT NULL, postcode TEXT NOT NULL, member INTEGER NOT NULL CHECK (member IN (0, 1))
        ) STRICT;
        CREATE TABLE subscriptions (
            id INTEGER PRIMARY KEY, customer INTEGER NOT NULL REFERENCES customers(id), plan TEXT NOT NULL,
            roast TEXT NOT NULL, price_minor INTEGER NOT NULL, currency TEXT NOT NULL, renews_at INTEGER NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('active', 'paused', 'payment_failed', 'cancelled'))
        ) STRICT;
        """

    private static let sales = """
        CREATE TABLE orders (
            number TEXT PRIMARY KEY CHECK (length(number) = 5), customer INTEGER NOT NULL REFERENCES customers(id),
            status TEXT NOT NULL CHECK (status IN ('placed', 'shipped', 'delivered', 'cancelled')),
            placed_at INTEGER NOT NULL, eta INTEGER, delivered_at INTEGER, cancelled_at INTEGER,
            CHECK ((status = 'delivered') = (delivered_at IS NOT NULL)),
            CHECK ((status = 'cancelled') = (eta IS NULL))
        ) STRICT;
        CREATE INDEX orders_by_customer ON orders(customer);
        CREATE TABLE lines (
            order_number TEXT NOT NULL REFERENCES orders(number), line INTEGER NOT NULL CHECK (line > 0),
            sku TEXT NOT NULL REFERENCES variants(sku), name TEXT NOT NULL,
            quantity INTEGER NOT NULL CHECK (quantity > 0), unit_minor INTEGER NOT NULL CHECK (unit_minor > 0),
            currency TEXT NOT NULL, final_sale INTEGER NOT NULL CHECK (final_sale IN (0, 1)),
            PRIMARY KEY (order_number, line)
        ) STRICT;
        CREATE TABLE shipments (
            order_number TEXT PRIMARY KEY REFERENCES orders(number), carrier TEXT NOT NULL,
            state TEXT NOT NULL
                CHECK (state IN ('none', 'in_transit', 'out_for_delivery', 'held', 'delivered', 'lost')),
            words TEXT NOT NULL
        ) STRICT;
        CREATE TABLE payments (
            id INTEGER PRIMARY KEY, order_number TEXT NOT NULL REFERENCES orders(number),
            amount_minor INTEGER NOT NULL CHECK (amount_minor > 0), currency TEXT NOT NULL, card_last4 TEXT NOT NULL,
            captured_at INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX payments_by_order ON payments(order_number);
        """

    // A line's refund is recorded once for ever: the UNIQUE is the last of the walls before a second one.
    private static let afterSales = """
        CREATE TABLE refunds (
            id INTEGER PRIMARY KEY AUTOINCREMENT, order_number TEXT NOT NULL, line INTEGER NOT NULL,
            amount_minor INTEGER NOT NULL CHECK (amount_minor > 0), currency TEXT NOT NULL, reason TEXT NOT NULL,
            created_at INTEGER NOT NULL, expected_at INTEGER NOT NULL,
            UNIQUE (order_number, line), FOREIGN KEY (order_number, line) REFERENCES lines(order_number, line)
        ) STRICT;
        CREATE TABLE returns (
            id TEXT PRIMARY KEY, order_number TEXT NOT NULL, line INTEGER NOT NULL, secret TEXT NOT NULL,
            reorder_code TEXT NOT NULL UNIQUE, created_at INTEGER NOT NULL, expires_at INTEGER NOT NULL,
            FOREIGN KEY (order_number, line) REFERENCES lines(order_number, line)
        ) STRICT;
        CREATE INDEX returns_by_line ON returns(order_number, line);
        CREATE TABLE discounts (
            code TEXT PRIMARY KEY, customer INTEGER NOT NULL REFERENCES customers(id), percent INTEGER NOT NULL,
            expires_at INTEGER NOT NULL, used_at INTEGER
        ) STRICT;
        CREATE TABLE traces (
            id INTEGER PRIMARY KEY AUTOINCREMENT, order_number TEXT NOT NULL UNIQUE REFERENCES orders(number),
            opened_at INTEGER NOT NULL, answer_by INTEGER NOT NULL, credit_minor INTEGER NOT NULL,
            currency TEXT NOT NULL
        ) STRICT;
        """

    private static let bookkeeping = """
        CREATE TABLE password_resets (
            id INTEGER PRIMARY KEY AUTOINCREMENT, email TEXT NOT NULL, customer INTEGER REFERENCES customers(id),
            created_at INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX password_resets_by_email ON password_resets(email, created_at);
        CREATE TABLE mails (
            id INTEGER PRIMARY KEY AUTOINCREMENT, recipient TEXT NOT NULL, subject TEXT NOT NULL, body TEXT NOT NULL,
            created_at INTEGER NOT NULL, sent_at INTEGER
        ) STRICT;
        CREATE TABLE identity_misses (
            order_number TEXT NOT NULL, at INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX identity_misses_by_order ON identity_misses(order_number, at);
        CREATE TABLE idempotency_keys (
            key TEXT NOT NULL, route TEXT NOT NULL, body BLOB NOT NULL, status INTEGER NOT NULL, answer BLOB NOT NULL,
            created_at INTEGER NOT NULL, PRIMARY KEY (key, route)
        ) STRICT;
        CREATE TABLE meta (
            name TEXT PRIMARY KEY, value TEXT NOT NULL
        ) STRICT;
        """
}
