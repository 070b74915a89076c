import Foundation
import GRDB
import SQLiteStore
import Store
import Telemetry
import Testing
import Vocabulary

@Suite struct TroubleTests {
    let file: StoreFile

    init() throws {
        file = try StoreFile()
    }

    @Test func `a full disk refuses turns, serves reads, loses nothing and needs no restart`() async throws {
        let store = try file.open { $0.growthLimit = 1 << 20 }
        let text = String(repeating: "words ", count: 4_000)
        var head = 0
        let refusal = await #expect(throws: StoreError.self) {
            while head < 1_000 {
                head = try await self.commit(text, after: head, in: store)
            }
        }
        guard case .unavailable? = refusal else {
            Issue.record("refused as \(String(describing: refusal))")
            return
        }
        #expect(head > 10)
        #expect(try await store.history(of: "c", after: .start, limit: 9_999).records.count == head)
        await #expect(throws: StoreError.self) { try await self.commit(text, after: head, in: store) }

        try await store.limitGrowth(to: nil)
        #expect(try await commit(text, after: head, in: store) == head + 2)
        #expect(try await store.verifyChain(of: "c") == .intact(events: head + 2))
        #expect(store.statistics.failedCommits >= 2)
        await store.close()
    }

    @Test(.enabled(if: SmallDisk.isPossible, "mounting needs root"))
    func `a disk that is really full is the same`() async throws {
        let disk = try SmallDisk(megabytes: 4)
        defer { disk.unmount() }
        let store = try SQLiteStore(path: disk.path + "/store.db")
        let filler = disk.path + "/filler"
        #expect(FileManager.default.createFile(atPath: filler, contents: Data(count: 2 << 20)))
        let text = String(repeating: "words ", count: 2_000)
        var head = 0
        await #expect(throws: StoreError.self) {
            while head < 1_000 {
                head = try await self.commit(text, after: head, in: store)
            }
        }
        #expect(try await store.history(of: "c", after: .start, limit: 9_999).records.count == head)
        try FileManager.default.removeItem(atPath: filler)
        #expect(try await commit(text, after: head, in: store) == head + 2)
        #expect(try await store.verifyChain(of: "c") == .intact(events: head + 2))
        await store.close()
    }

    @Test func `a poisoned turn fails alone, and its neighbours in the same commit are written`() async throws {
        let store = try file.open { $0.lockPatience = .minutes(5) }
        let call = ActionCall(
            id: EffectID(conversation: "x", turn: SequenceNumber(1), index: 0), action: "a", arguments: [:], key: "k")
        _ = try await store.commit(turn("x", after: 0, effects: [.run(call)]))
        let lock = try file.holdWriteLock()
        // A box, and not the children's results: a tuple of them comes back without its members in a release build.
        let box = Locked<[Int: Result<CommitResult, StoreError>]>([:])
        await withTaskGroup(of: Void.self) { group in
            for index in 0..<60 {
                // Every tenth asks for an effect that is already there under another key.
                let again = ActionCall(id: call.id, action: "a", arguments: [:], key: BusinessKey("k-\(index)"))
                let commit = turn(conversation(index), after: 0, effects: index % 10 == 7 ? [.run(again)] : [])
                group.addTask {
                    do throws(StoreError) {
                        let result = try await store.commit(commit)
                        box.withLock { $0[index] = .success(result) }
                    } catch {
                        box.withLock { $0[index] = .failure(error) }
                    }
                }
            }
            await until(store, accepted: 61)
            try? lock.release()
        }
        let results = box.withLock { $0 }
        for index in 0..<60 {
            let history = try await store.history(of: conversation(index), after: .start, limit: 9)
            guard index % 10 == 7 else {
                #expect(try results[index]?.get() == written(2))
                #expect(history.records.count == 2)
                continue
            }
            #expect(throws: StoreError.self) { try results[index]?.get() }
            #expect(history.head == .start)
        }
        #expect(store.statistics.largestBatch >= 30)
        #expect(store.statistics.rejectedTurns == 6)
        await store.close()
    }

    @Test func `somebody else's lock makes turns unavailable, not lost or doubled`() async throws {
        let store = try file.open { $0.lockPatience = TimeSpan(milliseconds: 50) }
        _ = try await store.commit(turn(after: 0, cmid: "message-000000001"))
        let lock = try file.holdWriteLock()
        await #expect(throws: StoreError.self) { try await store.commit(turn(after: 2, cmid: "message-000000002")) }
        #expect(try await store.history(of: "c", after: .start, limit: 9).records.count == 2)
        try lock.release()
        #expect(try await store.commit(turn(after: 2, cmid: "message-000000002")) == written(4))
        await store.close()
    }

    @Test(arguments: [TimeSpan(milliseconds: 5), .hours(1)])
    func `the log stays under its cap while turns are written`(_ interval: TimeSpan) async throws {
        let cap = 1 << 20
        let store = try file.open {
            $0.walCap = cap
            $0.checkpointInterval = interval
        }
        let text = String(repeating: "words ", count: 1_000)
        var largest = 0
        var head = 0
        for _ in 0..<1_000 {
            head = try await commit(text, after: head, in: store)
            largest = max(largest, store.statistics.walBytes)
        }
        // The commit that crosses the cap is written before the log is cut, and a cut waits for the checkpointer. Uncapped it would be
        // more than 12 MiB.
        #expect(largest < 8 * cap)
        let hasCheckpointer = interval < .hours(1)
        #expect(store.statistics.passiveCheckpoints > 0 || !hasCheckpointer)
        #expect(store.statistics.truncatingCheckpoints > 0 || hasCheckpointer)
        await store.close()
    }

    @Test func `somebody who writes with a shell is noticed`() async throws {
        let store = try file.open()
        #expect(try await commit("first", after: 0, in: store) == 2)
        try file.tamper("UPDATE conversations SET head = 7")
        #expect(try await store.commit(turn(after: 2)) == .stale(head: SequenceNumber(7)))
        await store.close()
    }

    @Test func `a reader that stays does not stop the writer`() async throws {
        let store = try file.open { $0.walCap = 1 << 18 }
        _ = try await store.commit(turn(after: 0))
        let reader = try DatabasePool(path: file.path)
        let snapshot = try reader.makeSnapshot()
        #expect(try await snapshot.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM events") } == 2)
        let text = String(repeating: "words ", count: 1_000)
        var head = 2
        for _ in 0..<200 {
            head = try await commit(text, after: head, in: store)
        }
        #expect(store.statistics.walBytes > 1 << 18)
        #expect(try await snapshot.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM events") } == 2)
        await store.close()
    }

    private func commit(_ text: String, after head: Int, in store: SQLiteStore) async throws -> Int {
        let result = try await store.commit(turn(after: head, text: text))
        #expect(result == written(head + 2))
        return head + 2
    }
}

/// A file system of a few megabytes in memory.
struct SmallDisk {
    let path: String

    static var isPossible: Bool {
        guard let disk = try? SmallDisk(megabytes: 1) else { return false }
        disk.unmount()
        return true
    }

    init(megabytes: Int) throws {
        path = FileManager.default.temporaryDirectory.appending(path: "warmline-disk-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        guard mount("tmpfs", path, "tmpfs", 0, "size=\(megabytes)m") == 0 else {
            try FileManager.default.removeItem(atPath: path)
            throw CocoaError(.fileWriteNoPermission)
        }
    }

    func unmount() {
        umount2(path, Int32(MNT_DETACH))
        try? FileManager.default.removeItem(atPath: path)
    }
}
