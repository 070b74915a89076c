internal import GRDB

/// The shop's memory: one SQLite file, made and filled at the first opening.
public final class Shop: Sendable {
    let pool: DatabasePool
    /// The shop's clock; tests bring their own.
    let now: @Sendable () -> ShopTime

    /// Opens the file at `path`, and fills a new one with the demo's customers and orders.
    ///
    /// - Parameters:
    ///   - seed: the same seed, the same customers and orders; their ages count from `now`.
    ///   - now: the shop's clock.
    public init(
        path: String, seed: UInt64 = 1, now: @escaping @Sendable () -> ShopTime = { .now }
    ) throws(ShopError) {
        var configuration = Configuration()
        configuration.busyMode = .timeout(5)
        configuration.maximumReaderCount = 4
        configuration.label = "warmline-shop"
        self.now = now
        do {
            pool = try DatabasePool(path: path, configuration: configuration)
            // The pool sets NORMAL when it opens, so FULL can only be asked for afterwards.
            try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
            try ShopSchema.migrator.migrate(pool)
            try pool.write {
                try Fixtures(seed: seed, now: now()).fill($0)
                try ServiceFixtures(now: now()).fill($0)
            }
        } catch {
            throw .unusable(String(describing: error))
        }
        guard (try? pool.writeWithoutTransaction { try Int.fetchOne($0, sql: "PRAGMA synchronous") }) == 2 else {
            throw .notDurable
        }
    }

    /// Waits for what runs, and closes the file, everything in it and nothing left beside it.
    public func close() throws(ShopError) {
        do {
            // The pool's last connection to close may be a reader, which cannot empty the log itself.
            _ = try pool.writeWithoutTransaction { try $0.checkpoint(.truncate) }
            try pool.close()
        } catch {
            throw .unusable(String(describing: error))
        }
    }
}

extension Shop {
    /// How much of everything the file holds.
    public struct Inventory: Hashable, Sendable {
        public let products: Int
        public let variants: Int
        public let stockedPlaces: Int
        public let customers: Int
        public let orders: Int
        public let subscriptions: Int
        public let invoices: Int
        public let incidents: Int
        public let openIncidents: Int
    }

    public func inventory() throws(ShopError) -> Inventory {
        do {
            return try pool.read { db in
                let count = { (what: String) in try Int.fetchOne(db, sql: "SELECT count(*) FROM \(what)") ?? 0 }
                return Inventory(
                    products: try count("products"), variants: try count("variants"),
                    stockedPlaces: try count("stock"), customers: try count("customers"),
                    orders: try count("orders"), subscriptions: try count("subscriptions"),
                    invoices: try count("invoices"), incidents: try count("incidents"),
                    openIncidents: try count("incidents WHERE resolved_at IS NULL"))
            }
        } catch {
            throw .unusable(String(describing: error))
        }
    }
}
