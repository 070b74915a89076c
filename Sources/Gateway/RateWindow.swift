/// Counts what one connection sends in each second of the loop's clock.
struct RateWindow {
    private var second: UInt32 = 0
    private var frames: UInt32 = 0
    private var bytes: UInt32 = 0

    /// Counts one more piece; false when the second's allowance is spent.
    mutating func admits(
        frames newFrames: Int, bytes newBytes: Int, of configuration: GatewayConfiguration, at now: UInt64
    )
        -> Bool
    {
        let current = UInt32(truncatingIfNeeded: now / 1000)
        if current != second {
            (second, frames, bytes) = (current, 0, 0)
        }
        frames += UInt32(newFrames)
        bytes += UInt32(newBytes)
        return frames <= configuration.framesPerSecond && bytes <= configuration.bytesPerSecond
    }
}
