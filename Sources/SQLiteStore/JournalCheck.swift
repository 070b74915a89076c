internal import Foundation
internal import GRDB
internal import Store
internal import Vocabulary

/// Walks a journal's entries.
struct JournalCheck {
    let journal: JournalName
    let head: Int
    let chain: [UInt8]

    init(_ journal: JournalName, head: Int, chain: Data) {
        self.journal = journal
        self.head = head
        self.chain = Array(chain)
    }

    func run(_ db: Database) throws -> ChainVerdict {
        let digest = Digest()
        var last = HashChain.beginning
        var place = 0
        let rows = try Row.fetchCursor(
            db, sql: "SELECT place, at, body, chain FROM journal_entries WHERE journal = ? ORDER BY place",
            arguments: [journal.rawValue])
        while let row = try rows.next() {
            place += 1
            guard row[0] == place else { return broken(place, "it is missing") }
            let body = try row.withUnsafeData(atIndex: 2) { Array($0 ?? Data()) }
            let record = HashChain.record(journal: journal, at: row[1], body: body, digest)
            last = HashChain.link(after: last, record: record, digest)
            guard last == Array(row[3] as Data) else { return broken(place, "it is not what was written there") }
        }
        guard place == head else { return broken(place + 1, "it is missing at the end") }
        guard last == chain else { return broken(place, "the journal's own link is another") }
        return .intact(events: place)
    }

    private func broken(_ place: Int, _ reason: String) -> ChainVerdict {
        .broken(at: SequenceNumber(place), reason: reason)
    }
}
