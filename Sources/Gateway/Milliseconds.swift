extension Duration {
    /// Whole milliseconds, rounded up, at least 0.
    var milliseconds: UInt64 {
        let (seconds, attoseconds) = components
        let whole = seconds * 1000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000
        return UInt64(max(0, whole))
    }

    /// Whole seconds, rounded up, at least 1: what libwebsockets' timeouts are counted in.
    var wholeSeconds: UInt32 {
        UInt32(clamping: max(1, (milliseconds + 999) / 1000))
    }
}
