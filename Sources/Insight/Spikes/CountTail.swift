internal import Vocabulary

/// How unlikely a count is.
enum CountTail {
    /// The chance of a count of at least `count` where `mean` is expected: negative binomial with variance
    /// `mean + spread * mean^2`; Poisson at spread 0.
    static func chance(ofAtLeast count: Int, mean: Double, spread: Double) -> Double {
        guard count > 0 else { return 1 }
        guard mean > 0 else { return 0 }
        let shape = 1 / max(spread, 1e-9)
        let share = mean / (shape + mean)
        // log of the probability of exactly `count`; factors are multiplied while they fit, since a logarithm is slow.
        var logarithm = Double(count) * Elementary.log(share) - shape * Elementary.log(1 + mean / shape)
        var product = 1.0
        for index in 0..<count {
            product *= (shape + Double(index)) / Double(index + 1)
            if product > 1e250 || product < 1e-250 {
                logarithm += Elementary.log(product)
                product = 1
            }
        }
        logarithm += Elementary.log(product)
        var term = 1.0
        var sum = 1.0
        for index in count..<(count + 5_000) {
            term *= (shape + Double(index)) / Double(index + 1) * share
            sum += term
            if term < sum * 1e-12 { break }
        }
        return min(1, Elementary.exp(logarithm) * sum)
    }
}
