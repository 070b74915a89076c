internal import ChatClient
internal import Foundation
internal import GRDB
internal import Vocabulary

/// What visitors were told, held against what the provider did.
struct MoneyVerdict: Encodable {
    var contract: Verdict
    var calls = 0
    var failures = 0
    var lateFailures = 0
    /// Endings told, by what they claim.
    var told: [String: Int] = [:]
    var approved = 0
    var declined = 0
    /// Refunds that an agent had the bot begin.
    var delegated = 0
    var pickups = 0
    var doublePickups = 0
    /// Told that it was done, and the provider has never done it.
    var lost = 0
    /// Told that nothing was done when it had been done before that.
    var untrue = 0
    /// Asked for, and never told how it ended.
    var untold = 0
    /// Over the limit without anybody's name, or against a no.
    var unapproved = 0
    /// Words given that do not stand in the log of deeds, or stand there twice.
    var unaudited = 0
    /// Journals whose chain is not as it was written.
    var brokenJournals: [String] = []
    /// What is wrong, in words; the first ones.
    var faults: [String] = []

    /// Money moved once and only where it may, and every visitor knows what became of it.
    var isClean: Bool {
        contract.isClean && doublePickups == 0 && lost == 0 && untrue == 0 && untold == 0 && unapproved == 0
            && unaudited == 0 && brokenJournals.isEmpty
    }

    /// Enough happened for the zeros to mean something.
    var isTelling: Bool {
        approved > 0 && declined > 0 && lateFailures > 0
            && [.refunded, .declined, .fetched, .noDriver].allSatisfy { (claim: Ending.Claim) in
                told[claim.rawValue, default: 0] > 0
            }
    }

    init(_ memories: [MoneyCrowd.Memory], _ books: MoneyProvider.Books, database: String, kills: Int) throws {
        contract = try Verdict(
            memories.map(\.talk), database: database, refunds: books.refunds.mapValues(\.count), kills: kills)
        calls = books.calls
        failures = books.failures
        lateFailures = books.lateFailures
        unapproved = books.unapproved + books.refunds.keys.count { (Int($0) ?? 0) % 4 == 3 }
        pickups = books.pickups.count
        doublePickups = books.pickups.values.reduce(0) { $0 + max(0, $1.count - 1) }
        for memory in memories { judge(memory, books) }
        try DatabaseQueue(path: database).read { unaudited = try Self.unaudited($0) }
    }

    private static func unaudited(_ database: Database) throws -> Int {
        let given = try Int.fetchOne(
            database,
            sql: "SELECT count(*) FROM journal_entries WHERE journal = 'approvals' AND body LIKE '{\"decided\"%'")
        let kept = try Int.fetchOne(
            database,
            sql: """
                SELECT count(*) FROM journal_entries
                WHERE journal = 'audit' AND (body LIKE '%"deed":"approved"%' OR body LIKE '%"deed":"declined"%')
                """)
        return abs((given ?? 0) - (kept ?? 0))
    }

    private mutating func judge(_ memory: MoneyCrowd.Memory, _ books: MoneyProvider.Books) {
        let endings = memory.events.filter { $0.kind == "bot" }.compactMap { Ending($0) }
        for ending in endings {
            told[ending.claim.rawValue, default: 0] += 1
            judge(ending, books, memory)
        }
        for order in Set(memory.asked) where !endings.contains(where: { $0.order == order }) {
            untold += 1
            let since = memory.events.drop { !($0.json.text("text") ?? "").contains(order) }
            complain("was never told about \(order)", memory, since.prefix(40))
        }
    }

    private mutating func judge(_ ending: Ending, _ books: MoneyProvider.Books, _ memory: MoneyCrowd.Memory) {
        let refunds = books.refunds[ending.order] ?? []
        let pickups = books.pickups[ending.order] ?? []
        switch ending.claim {
        case .refunded, .fetched:
            let deeds = ending.claim == .refunded ? refunds : pickups
            guard !deeds.contains(where: { $0.id == ending.receipt }) else { return }
            lost += 1
            complain(
                "was told \(ending.receipt) for \(ending.order), which is in no ledger", memory, before(ending, memory))
        case .declined, .nothing, .noDriver:
            let deeds = ending.claim == .noDriver ? pickups : refunds
            guard deeds.contains(where: { $0.at.milliseconds < Int64(ending.at) }) else { return }
            untrue += 1
            complain(
                "was told '\(ending.claim.rawValue)\(ending.order)', but it was done", memory, before(ending, memory))
        case .unsureRefund, .unread: break
        }
    }

    private func before(_ ending: Ending, _ memory: MoneyCrowd.Memory) -> ArraySlice<VisitorClient.Received> {
        memory.events.prefix { $0.seq <= ending.seq }.suffix(12)
    }

    private mutating func complain(
        _ words: String, _ memory: MoneyCrowd.Memory, _ events: ArraySlice<VisitorClient.Received>
    ) {
        guard faults.count < 20 else { return }
        let said = events.map { "\($0.kind): \($0.json.text("text") ?? "")" }
        faults.append("\(memory.talk.conversation) \(words) | \(said.joined(separator: " | "))")
    }
}
