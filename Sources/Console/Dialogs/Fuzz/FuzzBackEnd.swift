import PlaybookModel
import Vocabulary

/// A back end that is well one moment and gone the next. What it answers follows from the seed, the action and how
/// often that was called, so a conversation cut shorter still meets the same answers.
struct FuzzBackEnd: RehearsedBackEnd {
    private let pool: FuzzPool
    private let seed: UInt64
    /// Answers as its talks know them; refusals and failures all the same.
    private let isOrderly: Bool
    private var called: [ActionName: UInt64] = [:]

    init(_ pool: FuzzPool, seed: UInt64, isOrderly: Bool) {
        self.pool = pool
        self.seed = seed
        self.isOrderly = isOrderly
    }

    mutating func answer(_ call: ActionCall) -> ActionResult? {
        let count = called[call.action, default: 0]
        called[call.action] = count + 1
        var dice = FuzzDice(seed: seed ^ call.action.rawValue.utf8.fnv1a() &+ count)
        // A call that is never answered, or much later.
        if dice.happens(4) { return nil }
        return Self.result(of: call.action, pool, isOrderly: isOrderly, &dice)
    }

    static func result(
        of action: ActionName, _ pool: FuzzPool, isOrderly: Bool, _ dice: inout FuzzDice
    ) -> ActionResult {
        let definition = pool.playbook.actions[action]
        switch dice.number(0...99) {
        case ..<72: return .done(values(of: action, definition, pool, isOrderly: isOrderly, &dice))
        case ..<86:
            let errors = Array(Set(definition.map { Array($0.errors.values) } ?? [])).sorted()
            return .refused(reason: dice.one(of: errors) ?? "failed")
        case ..<91: return .refused(reason: "failed")
        case ..<95: return .overLimit
        default: return .unknown
        }
    }

    private static func values(
        of action: ActionName, _ definition: Action?, _ pool: FuzzPool, isOrderly: Bool, _ dice: inout FuzzDice
    ) -> [SlotName: SlotValue] {
        var values = dice.one(of: pool.answers[action] ?? []) ?? [:]
        for slot in (definition?.outputs.keys.sorted() ?? []) {
            let isMissing = values[slot] == nil
            guard isMissing ? isOrderly || dice.happens(70) : dice.happens(isOrderly ? 12 : 30) else { continue }
            let known = pool.values[slot] ?? []
            if let value = dice.one(of: known) { values[slot] = value }
            if !isOrderly, dice.happens(15) { values[slot] = dice.one(of: strange) }
        }
        return values
    }

    /// The last moment that RFC 3339 can write.
    private static let endOfTime = Timestamp(milliseconds: 253_402_300_799_999)

    private static let strange: [SlotValue] = [
        .nothing, .text(""), .integer(-1), .integer(.max), .number(1e300), .flag(false), .list([]), .record([:]),
        .moment(endOfTime), .text(String(repeating: "x", count: 500)),
    ]
}
