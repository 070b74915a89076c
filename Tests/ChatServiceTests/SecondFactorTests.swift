import ChatService
import Store
import Testing
import Vocabulary

@Suite struct SecondFactorTests {
    private static let account = AgentAccount(
        id: "a-ida", name: "ida", displayName: "Ida", passwordHash: "", role: .agent, teams: [], generation: 1)

    /// The secret of the vectors of RFC 6238, appendix B: the digits 1 to 0, twice.
    private static let vectors: [(second: Int64, code: String)] = [
        (59, "287082"), (1_111_111_109, "081804"), (1_111_111_111, "050471"), (1_234_567_890, "005924"),
        (2_000_000_000, "279037"), (20_000_000_000, "353130"),
    ]

    private func factors(_ store: any ConversationStore, at moment: Timestamp) throws -> SecondFactors {
        SecondFactors(store: store, key: try Self.key.get(), now: { moment })
    }

    private static let key = Result { try SigningKey() }

    @Test(arguments: vectors) func `codes are those of the standard`(_ second: Int64, _ code: String) async throws {
        let moment = Timestamp(milliseconds: second * 1_000)
        let factors = try factors(InMemoryStore(), at: moment)
        try await factors.enrol(Self.account, secret: Array("12345678901234567890".utf8))
        #expect(try await factors.check(code, of: "a-ida") == .right)
    }

    @Test func `who has no authenticator is not asked, who has one is`() async throws {
        let factors = try factors(InMemoryStore(), at: Timestamp(milliseconds: 59_000))
        #expect(try await factors.check(nil, of: "a-ida") == .notNeeded)
        let enrolment = try #require(try await factors.enrol(Self.account, house: "Alder & Finch"))
        #expect(enrolment.secret.count == 32)
        #expect(enrolment.address.hasPrefix("otpauth://totp/Alder%20%26%20Finch%3Aida?secret=\(enrolment.secret)"))
        #expect(try await factors.check(nil, of: "a-ida") == .missing)
        #expect(try await factors.check("000000", of: "a-ida") == .wrong)
        try await factors.remove("a-ida")
        #expect(try await factors.check(nil, of: "a-ida") == .notNeeded)
    }

    @Test func `a code opens once, and its neighbours in time open too`() async throws {
        let store = InMemoryStore()
        let late = try factors(store, at: Timestamp(milliseconds: 59_000 + 30_000))
        try await late.enrol(Self.account, secret: Array("12345678901234567890".utf8))
        #expect(try await late.check("287 082", of: "a-ida") == .right)
        #expect(try await late.check("287082", of: "a-ida") == .wrong)
        let tooLate = try factors(store, at: Timestamp(milliseconds: 59_000 + 90_000))
        try await tooLate.enrol(Self.account, secret: Array("12345678901234567890".utf8))
        #expect(try await tooLate.check("287082", of: "a-ida") == .wrong)
    }

    @Test func `each recovery code opens once, for its owner only`() async throws {
        let factors = try factors(InMemoryStore(), at: Timestamp(milliseconds: 1))
        let enrolment = try #require(try await factors.enrol(Self.account, house: "Warmline"))
        #expect(Set(enrolment.recovery).count == SecondFactors.recoveryCodes)
        let code = try #require(enrolment.recovery.first)
        #expect(try await factors.check(code.uppercased(), of: "a-ida") == .right)
        #expect(try await factors.check(code, of: "a-ida") == .wrong)
        #expect(try await factors.check(enrolment.recovery.last, of: "a-sam") == .notNeeded)
    }

    @Test func `the journal holds neither the secret nor a recovery code, and another key opens nothing`() async throws
    {
        let store = InMemoryStore()
        let moment = Timestamp(milliseconds: 59_000)
        let factors = try factors(store, at: moment)
        try await factors.enrol(Self.account, secret: Array("12345678901234567890".utf8))
        let enrolment = try #require(try await factors.enrol(Self.account, house: "Warmline"))
        let lines = try await store.journal("sign_in").entries.map { String(decoding: $0.body, as: UTF8.self) }
        for secret in [enrolment.secret, "12345678901234567890"] + enrolment.recovery {
            #expect(!lines.contains { $0.contains(secret) })
        }
        let other = SecondFactors(store: store, key: try SigningKey(), now: { moment })
        try await factors.enrol(Self.account, secret: Array("12345678901234567890".utf8))
        #expect(try await other.check("287082", of: "a-ida") == .wrong)
    }
}
