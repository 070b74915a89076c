extension Sequence<UInt8> {
    /// FNV-1a in 64 bits (Fowler, Noll, Vo): the same number for the same bytes in every process, so that it may be kept.
    /// Its low bits are its worst. Not for secrets.
    ///
    /// - Parameter basis: what it begins with, where one text is to have several numbers.
    public func fnv1a(from basis: UInt64 = 0xCBF2_9CE4_8422_2325) -> UInt64 {
        reduce(basis) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
    }
}
