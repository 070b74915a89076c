/// That a phrase uses a term, and with what weight, in one number: postings are most of what an index weighs, and what
/// a search waits for is memory.
struct Posting: Sendable {
    private let bits: UInt32

    /// Phrases that can be told apart.
    static let phraseLimit = 1 << 20
    private static let weightSteps: Float = 4_095
    /// One of `steps`.
    static let step = 1 / weightSteps

    /// - Parameter weight: 0 to 1.
    init(phrase: Int, weight: Float) {
        bits = UInt32(phrase) | UInt32((min(max(weight, 0), 1) * Self.weightSteps).rounded()) << 20
    }

    var phrase: Int { Int(bits & 0xF_FFFF) }
    /// The weight, in steps of 1/4,095.
    var steps: Float { Float(bits >> 20) }
}
