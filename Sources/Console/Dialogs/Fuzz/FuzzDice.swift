import Vocabulary

/// Draws with a seed: the same seed gives the same conversation on every machine.
struct FuzzDice {
    private var random: SplitMix64

    init(seed: UInt64) {
        // Neighbouring seeds must not begin alike.
        var mixer = SplitMix64(state: seed)
        random = SplitMix64(state: mixer.next())
    }

    mutating func happens(_ percent: Int) -> Bool {
        Int.random(in: 0..<100, using: &random) < percent
    }

    mutating func number(_ range: ClosedRange<Int>) -> Int {
        Int.random(in: range, using: &random)
    }

    mutating func share(_ range: ClosedRange<Double>) -> Double {
        Double.random(in: range, using: &random)
    }

    mutating func one<Value>(of values: [Value]) -> Value? {
        values.randomElement(using: &random)
    }

    /// One of several by weight; the last when rounding leaves none.
    mutating func weighted<Value>(_ values: [(weight: Int, value: Value)]) -> Value? {
        var draw = number(0...max(0, values.reduce(0) { $0 + $1.weight } - 1))
        for (weight, value) in values {
            draw -= weight
            if draw < 0 { return value }
        }
        return values.last?.value
    }
}
