/// `exp` and `log` of our own: the C library's differ in the last bit from machine to machine, and the same phrases have
/// to give the same model, the same log the same alerts.
public enum Elementary {
    @usableFromInline static let ln2High = 0.693147180369123816490
    @usableFromInline static let ln2Low = 1.90821492927058770002e-10
    @usableFromInline static let log2e = 1.44269504088896338700

    /// e to the power of `x`, within 2e-15 of the true value relative to it. Below -700 it is 0, above 700 it is e^700.
    @inlinable
    public static func exp(_ x: Double) -> Double {
        guard x > -700 else { return 0 }
        let bounded = min(x, 700)
        let steps = (bounded * log2e).rounded()
        let rest = (bounded - steps * ln2High) - steps * ln2Low
        // The Taylor series; |rest| is at most ln(2)/2, so thirteen terms reach the last bit.
        var sum = 1.0
        var divisor = 13.0
        while divisor > 0 {
            sum = 1 + sum * rest / divisor
            divisor -= 1
        }
        return sum * Double(bitPattern: UInt64(Int64(steps) + 1023) << 52)
    }

    /// The natural logarithm of a positive number; of anything else, that of the least positive one.
    @inlinable
    public static func log(_ x: Double) -> Double {
        let positive = max(x, Double.leastNormalMagnitude)
        var mantissa = positive.significand
        var exponent = Double(positive.exponent)
        if mantissa > 1.414_213_562_373_095_1 {
            mantissa /= 2
            exponent += 1
        }
        // log m = 2 atanh((m - 1) / (m + 1)), and the argument is at most 0.172.
        let ratio = (mantissa - 1) / (mantissa + 1)
        let square = ratio * ratio
        var sum = 0.0
        var odd = 21.0
        while odd > 0 {
            sum = sum * square + 1 / odd
            odd -= 2
        }
        return exponent * ln2High + (2 * ratio * sum + exponent * ln2Low)
    }
}
