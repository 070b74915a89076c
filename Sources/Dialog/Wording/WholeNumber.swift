/// Doubles to whole numbers by conversion instructions alone: the standard library's own rounding calls the C maths
/// library, which a pure room does not link.
extension Int64 {
    private static let bound = 9_007_199_254_740_992.0

    /// The nearest whole number, halves to the even one; `nil` beyond 2^53, where doubles no longer count.
    init?(nearest number: Double) {
        guard number > -Int64.bound, number < Int64.bound else { return nil }
        let whole = Int64(number)
        let rest = number - Double(whole)
        if rest > 0.5 || (rest == 0.5 && whole & 1 == 1) {
            self = whole + 1
        } else if rest < -0.5 || (rest == -0.5 && whole & 1 == 1) {
            self = whole - 1
        } else {
            self = whole
        }
    }

    /// `nil` when there is a fraction.
    init?(whole number: Double) {
        guard number > -Int64.bound, number < Int64.bound else { return nil }
        let whole = Int64(number)
        guard Double(whole) == number else { return nil }
        self = whole
    }
}
