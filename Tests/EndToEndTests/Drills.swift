import Foundation
import Testing

/// The fault drills of `warmline-bench faults`, shortened; the full figures come from `Scripts/bench faults`.
@Suite(.serialized) struct Drills {
    @Test func `kill -9 under load loses, doubles and reorders nothing (R2)`() throws {
        let verdict = try drill("kill", "--kills", "6", "--clients", "12")
        #expect(verdict.isGood, "\(verdict.line)")
    }

    @Test func `acknowledging before the commit is noticed (R3)`() throws {
        let verdict = try drill("controls", "--kills", "10", "--clients", "16")
        #expect(verdict.isGood, "\(verdict.line)")
    }

    @Test func `no acknowledgement leaves before the log is flushed (R4)`() throws {
        let verdict = try drill("order", "--messages", "60")
        #expect(verdict.isGood, "\(verdict.line)")
        let control = try drill("order", "--messages", "60", "--control")
        #expect(control.isGood, "\(control.line)")
    }

    @Test func `a full disk is said, survived and forgotten (R10)`() throws {
        let verdict = try drill("disk")
        #expect(verdict.isGood, "\(verdict.line)")
    }

    @Test func `a reader that stops is closed and costs the others nothing (R11)`() throws {
        let verdict = try drill("slow")
        #expect(verdict.isGood, "\(verdict.line)")
    }

    @Test func `a drain under load sends everyone away and loses nothing (R14)`() throws {
        let verdict = try drill("drain")
        #expect(verdict.isGood, "\(verdict.line)")
    }

    @Test func `a poisoned turn reaches a person and spares its neighbours (R16)`() throws {
        let verdict = try drill("poison")
        #expect(verdict.isGood, "\(verdict.line)")
    }

    @Test func `money moves once through kill -9, and everybody is told the truth`() throws {
        let verdict = try drill("money", "--kills", "\(Self.moneyKills ?? 8)", "--clients", "8")
        #expect(verdict.isGood, "\(verdict.line)")
    }

    @Test func `a visit with money survives a death at its commits`() throws {
        let verdict = try drill("money-points", "--stride", Self.moneyKills == nil ? "24" : "1")
        #expect(verdict.isGood, "\(verdict.line)")
    }

    @Test(.enabled(if: Drills.moneyKills != nil, "the full drills only: WARMLINE_MONEY_KILLS=200"))
    func `each way to break the contract is noticed where money moves (R3)`() throws {
        let verdict = try drill("money-controls", "--kills", "10", "--clients", "12")
        #expect(verdict.isGood, "\(verdict.line)")
    }

    @Test func `of a thousand guesses at a one-time code five are looked at`() throws {
        let verdict = try drill("codes", "--playbook", DemoProcess.playbook)
        #expect(verdict.isGood, "\(verdict.line)")
    }

    /// How often the service is killed in the full drills with money; `nil`: the short ones.
    private static var moneyKills: Int? {
        ProcessInfo.processInfo.environment["WARMLINE_MONEY_KILLS"].flatMap { Int($0) }
    }

    private func drill(_ arguments: String...) throws -> (isGood: Bool, line: String) {
        let result = try Binary.run("warmline-bench", ["faults"] + arguments)
        return (result.status == 0, result.output)
    }
}
