internal import Vocabulary

extension Elementary {
    /// e to the power of `x`, fast: within 2e-7 relative, for the inner loop of training.
    static func exp(_ x: Float) -> Float {
        guard x > -80 else { return 0 }
        let bounded = min(x, 80)
        let steps = (bounded * 1.442_695_04).rounded()
        let rest = (bounded - steps * 0.693_359_375) + steps * 2.121_944_4e-4
        var sum: Float = 1.0 / 720
        sum = sum * rest + 1.0 / 120
        sum = sum * rest + 1.0 / 24
        sum = sum * rest + 1.0 / 6
        sum = sum * rest + 0.5
        sum = sum * rest + 1
        sum = sum * rest + 1
        return sum * Float(bitPattern: UInt32(Int32(steps) + 127) << 23)
    }

    static func sigmoid(_ x: Double) -> Double {
        1 / (1 + exp(-x))
    }

    /// log of the sum of the exponentials, without overflow.
    static func logSumExp(_ values: [Double]) -> Double {
        guard let peak = values.max() else { return -.infinity }
        return peak + log(values.reduce(0) { $0 + exp($1 - peak) })
    }

    /// Probabilities from logits times `scale`.
    static func softmax(_ logits: [Double], scale: Double = 1) -> [Double] {
        guard let peak = logits.max() else { return [] }
        let powers = logits.map { exp(($0 - peak) * scale) }
        let total = powers.reduce(0, +)
        return powers.map { $0 / total }
    }
}
