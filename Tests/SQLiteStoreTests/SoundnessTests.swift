import Foundation
import GRDB
import SQLiteStore
import Store
import Testing
import Vocabulary

@Suite struct SoundnessTests {
    let file: StoreFile

    init() throws {
        file = try StoreFile()
    }

    @Test func `a damaged file is refused, left as it is, and the way out is named`() async throws {
        try await fill(20)
        var bytes = try Data(contentsOf: URL(filePath: file.path))
        for page in 3..<bytes.count / 4_096 {
            bytes.replaceSubrange(page * 4_096..<page * 4_096 + 64, with: Data(repeating: 0xA5, count: 64))
        }
        try bytes.write(to: URL(filePath: file.path))
        expectCorrupt { try file.open() }
        #expect(try Data(contentsOf: URL(filePath: file.path)) == bytes)
    }

    @Test func `damage to a single page that opening does not touch is found`() async throws {
        try await fill(200)
        var bytes = try Data(contentsOf: URL(filePath: file.path))
        let pages = bytes.count / 4_096
        // A leaf of a table begins with 13; the last ones hold events.
        let leaf = try #require((pages / 2..<pages).last { bytes[$0 * 4_096] == 0x0D })
        bytes.replaceSubrange(leaf * 4_096 + 8..<leaf * 4_096 + 24, with: Data(repeating: 0xA5, count: 16))
        try bytes.write(to: URL(filePath: file.path))
        expectCorrupt { try file.open() }
        #expect(try Data(contentsOf: URL(filePath: file.path)) == bytes)
    }

    @Test func `a file that is no database is refused`() throws {
        try Data("this is a letter to my aunt, and it is long enough".utf8).write(to: URL(filePath: file.path))
        expectCorrupt { try file.open() }
    }

    @Test func `a file that was cut short is refused`() async throws {
        try await fill(200)
        let bytes = try Data(contentsOf: URL(filePath: file.path))
        try bytes.prefix(bytes.count / 8_192 * 4_096).write(to: URL(filePath: file.path))
        expectCorrupt { try file.open() }
    }

    @Test func `another program's database is refused`() throws {
        try file.tamper("CREATE TABLE orders (id INTEGER)")
        #expect(throws: StoreError.self) { try file.open() }
    }

    @Test func `a file of a later version is refused`() async throws {
        try await fill(1)
        try file.tamper("INSERT INTO grdb_migrations (identifier) VALUES ('99 things to come')")
        #expect(throws: StoreError.self) { try file.open() }
    }

    @Test func `a folder that is not there is no crash`() {
        #expect(throws: StoreError.self) { try SQLiteStore(path: "/nowhere/at/all/store.db") }
    }

    @Test func `an event is neither changed nor deleted`() async throws {
        try await fill(2)
        #expect(throws: DatabaseError.self) { try file.tamper("UPDATE events SET body = '{}' WHERE seq = 1") }
        #expect(throws: DatabaseError.self) { try file.tamper("DELETE FROM events WHERE seq = 1") }
    }

    @Test(arguments: [
        ("UPDATE events SET body = '{\"text\":\"I agree\"}' WHERE seq = 3", 3),
        ("UPDATE events SET body = '{}', body_hash = zeroblob(32) WHERE seq = 5", 5),
        ("UPDATE events SET at = at + 1 WHERE seq = 2", 2),
        ("UPDATE events SET sender = 'agent:ada' WHERE seq = 4", 4),
        ("DELETE FROM events WHERE seq = 3", 3),
        ("DELETE FROM events WHERE seq = 8", 8),
        ("DELETE FROM events WHERE seq = 8; UPDATE conversations SET head = 7", 7),
        (
            "INSERT INTO events SELECT 99, conversation, 9, at, sender, NULL, kind, body, body_hash, NULL, chain FROM events WHERE seq = 8",
            9
        ),
    ])
    func `tampering is found, and the first bad event is named`(_ sql: String, seq: Int) async throws {
        try await fill(4)
        try file.tamper("DROP TRIGGER events_stay; DROP TRIGGER events_stay_as_they_are; \(sql)")
        let store = try file.open()
        guard case .broken(let found, _) = try await store.verifyChain(of: "c-0") else {
            Issue.record("not found")
            return
        }
        #expect(found == SequenceNumber(seq))
        #expect(try await store.complaints(limit: 9).count == 1)
        await store.close()
    }

    @Test(arguments: [
        ("UPDATE journal_entries SET body = '{\"by\":\"nobody\"}' WHERE place = 2", 2),
        ("UPDATE journal_entries SET at = at + 1 WHERE place = 3", 3),
        ("DELETE FROM journal_entries WHERE place = 1", 1),
        ("DELETE FROM journal_entries WHERE place = 4", 4),
        ("DELETE FROM journal_entries WHERE place = 4; UPDATE journals SET head = 3", 3),
    ])
    func `tampering with a journal is found, and the first bad entry is named`(_ sql: String, place: Int) async throws {
        let written = try file.open()
        for word in ["a", "b", "c", "d"] {
            let entry = JournalEntry(at: Timestamp(milliseconds: 1), body: Array("\"\(word)\"".utf8))
            try await written.append([entry], to: "audit", image: nil)
        }
        #expect(try await written.verifyJournal("audit") == .intact(events: 4))
        #expect(try await written.verifyJournal("other") == .intact(events: 0))
        await written.close()
        #expect(throws: DatabaseError.self) { try file.tamper(sql) }
        try file.tamper("DROP TRIGGER journal_entries_stay; DROP TRIGGER journal_entries_stay_as_they_are; \(sql)")
        let store = try file.open()
        guard case .broken(let found, _) = try await store.verifyJournal("audit") else {
            Issue.record("not found")
            return
        }
        #expect(found == SequenceNumber(place))
        #expect(try await store.complaints(limit: 9).count == 1)
        await store.close()
    }

    @Test func `an honest file has no complaints`() async throws {
        try await fill(4)
        let store = try file.open()
        let masked = Commit.Entry(
            sender: .visitor, event: .visitorSaid(text: "card *1234", choice: nil), cmid: "message-000000001",
            content: "card 4242 4242 4242 1234")
        _ = try await store.commit(
            Commit(
                conversation: "c-0", expected: SequenceNumber(8), at: Timestamp(milliseconds: 1), entries: [masked]))
        #expect(try await store.verifyChain(of: "c-0") == .intact(events: 9))
        #expect(try await store.verifyChain(of: "nobody") == .intact(events: 0))
        #expect(try await store.complaints(limit: 9).isEmpty)
        await store.close()
    }

    @Test func `a backup is the store of that moment, and names a new history each time it is put back`() async throws {
        let copy = try StoreFile()
        let store = try file.open()
        _ = try await store.commit(turn(after: 0))
        try await store.backup(to: copy.path)
        _ = try await store.commit(turn(after: 2))
        let pristine = try Data(contentsOf: URL(filePath: copy.path))

        var epochs: Set = [store.logEpoch]
        for _ in 0..<2 {
            try pristine.write(to: URL(filePath: copy.path))
            let restored = try copy.open()
            epochs.insert(restored.logEpoch)
            #expect(try await restored.history(of: "c", after: .start, limit: 9).head == SequenceNumber(2))
            #expect(try await restored.commit(turn(after: 2)) == written(4))
            await restored.close()
        }
        #expect(epochs.count == 3)
        let reopened = try copy.open()
        #expect(epochs.contains(reopened.logEpoch))
        await reopened.close()
        await store.close()
    }

    @Test func `a file said to be restored gets a new epoch`() async throws {
        let first = try file.open()
        await first.close()
        let second = try file.open { $0.isRestored = true }
        #expect(second.logEpoch != first.logEpoch)
        await second.close()
    }

    private func fill(_ turns: Int) async throws {
        let store = try file.open()
        for index in 0..<turns {
            _ = try await store.commit(turn("c-0", after: 2 * index, text: "message \(index)"))
        }
        await store.close()
    }

    private func expectCorrupt(_ open: () throws -> SQLiteStore, at location: SourceLocation = #_sourceLocation) {
        #expect(sourceLocation: location) {
            _ = try open()
        } throws: { error in
            guard case .corrupt(let advice)? = error as? StoreError else { return false }
            return advice.contains(".backup")
        }
    }
}
