import Testing
import Vocabulary

struct AuditTests {
    /// Not SHA-256, but as able to tell two texts apart here.
    private static func digest(_ bytes: [UInt8]) -> [UInt8] {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return (0..<8).map { UInt8(truncatingIfNeeded: hash >> UInt64(8 * $0)) }
    }

    private func record(_ number: Int, subject: String = "refunds.create", result: String = "done") -> AuditRecord {
        AuditRecord(
            number: number, at: Timestamp(milliseconds: Int64(number)), actor: .agent("a1"), deed: .called,
            subject: subject, conversation: "c1", key: BusinessKey("k\(number)"), inputs: [1, 2], result: result)
    }

    private func log(_ count: Int) -> [AuditLink] {
        var log: [AuditLink] = []
        for number in 1...count {
            let previous = log.last?.hash ?? AuditLink.beginning
            log.append(AuditLink(record(number), after: previous, digest: Self.digest))
        }
        return log
    }

    private func fault(_ log: [AuditLink], head: (number: Int, hash: [UInt8])? = nil) -> AuditFault? {
        do throws(AuditFault) {
            try AuditLink.verify(log, head: head, digest: Self.digest)
            return nil
        } catch {
            return error
        }
    }

    @Test func `a log as it was written is whole`() throws {
        let log = log(10_000)
        let head = try #require(log.last)
        #expect(fault(log, head: (10_000, head.hash)) == nil)
        #expect(fault([]) == nil)
    }

    @Test(arguments: [1, 2, 5_000, 9_999, 10_000])
    func `a change of one record in ten thousand is found where it is`(number: Int) {
        var log = log(10_000)
        log[number - 1] = AuditLink(record: record(number, result: "declined"), hash: log[number - 1].hash)
        #expect(fault(log) == .changed(number: number))
    }

    @Test func `a record that is gone, moved or put in is found`() {
        var gone = log(100)
        gone.remove(at: 49)
        #expect(fault(gone) == .missing(number: 50))
        var moved = log(100)
        moved.swapAt(9, 10)
        #expect(fault(moved) == .missing(number: 10))
        var added = log(100)
        added.insert(added[20], at: 21)
        #expect(fault(added) == .missing(number: 22))
    }

    @Test func `a log written anew fits itself, but not the head that was kept elsewhere`() throws {
        let head = try #require(log(100).last)
        var anew: [AuditLink] = []
        for number in 1...100 {
            let written = record(number, result: number == 50 ? "declined" : "done")
            anew.append(AuditLink(written, after: anew.last?.hash ?? AuditLink.beginning, digest: Self.digest))
        }
        #expect(fault(anew) == nil)
        #expect(fault(anew, head: (100, head.hash)) == .headDiffers(number: 100))
        #expect(fault(Array(log(100).dropLast()), head: (100, head.hash)) == .headDiffers(number: 100))
    }

    @Test func `two records never have the same bytes`() {
        let records = [
            record(1), record(2), record(1, subject: "refunds.creat", result: "edone"), record(1, result: ""),
            AuditRecord(
                number: 1, at: Timestamp(milliseconds: 1), actor: .visitor("a1"), deed: .called, subject: "", result: ""
            ),
            AuditRecord(
                number: 1, at: Timestamp(milliseconds: 1), actor: .agent("a1"), deed: .called, subject: "", result: ""),
            AuditRecord(
                number: 1, at: Timestamp(milliseconds: 1), actor: .agent("a1"), deed: .called, subject: "",
                conversation: "", result: ""),
            AuditRecord(
                number: 1, at: Timestamp(milliseconds: 1), actor: .agent("a1"), deed: .called, subject: "", key: "",
                result: ""),
        ]
        #expect(Set(records.map(\.canonicalBytes)).count == records.count)
    }
}
