internal import Foundation
public import Insight
public import Vocabulary

/// A year of bad mood as shops know it: days and nights, weekends, growth, a quiet Christmas, a loud sale day, and
/// quarter hours that differ from each other more than chance alone would have it. The same seed gives the same year.
public struct SyntheticYear: Sendable {
    /// Thursday, 2026-01-01.
    public static let start = Timestamp(milliseconds: 1_767_225_600_000)

    public let history: SpikeBacktest.History
    public let injections: [SpikeBacktest.Injection]

    /// - Parameter factor: of an injected spike, times what is usual.
    public init(days: Int, spikes: Int, factor: Double, seed: UInt64) {
        var generator = SplitMix64(state: seed)
        var history = Self.history(
            of: [(.intent("refund"), 3), (.tag("checkout"), 4.5), (.feature("search"), 2.5)], days: days,
            using: &generator)
        injections = SpikeBacktest.inject(spikes, factor: factor, lasting: 20...90, into: &history, using: &generator)
        self.history = history
    }

    /// Without spikes: so many reports a minute of each, as a yearly mean.
    public static func history(
        of keys: [(SpikeKey, perMinute: Double)], days: Int = 365, using generator: inout SplitMix64
    ) -> SpikeBacktest.History {
        var counts: [SpikeKey: [UInt16]] = [:]
        for (key, perMinute) in keys { counts[key] = column(days: days, perMinute: perMinute, using: &generator) }
        return SpikeBacktest.History(start: start, counts: counts)
    }

    private static func column(days: Int, perMinute: Double, using generator: inout SplitMix64) -> [UInt16] {
        var column = [UInt16](repeating: 0, count: days * 1_440)
        var mood = 1.0
        for minute in column.indices {
            if minute % 15 == 0 { mood = 1 + 0.24 * (generator.unit() + generator.unit() - 1) }
            let day = minute / 1_440
            let hour = Double(minute % 1_440) / 60
            let daily = 0.35 + 0.65 * pow(0.5 - 0.5 * cos((hour - 3) / 24 * 2 * .pi), 1.5) * 1.6
            let weekly = [1, 0.95, 0.6, 0.55, 1.15, 1.05, 1][day % 7]
            let season = 1 + 0.25 * sin(Double(day) / 365 * 2 * .pi) + 0.3 * Double(day) / 365
            let special = day >= 355 && day < 360 ? 0.6 : day == 331 ? 1.35 : 1
            column[minute] = UInt16(generator.poisson(perMinute * daily * weekly * season * special * mood))
        }
        return column
    }
}

extension SplitMix64 {
    /// Product of uniforms for small means, by halves for large ones.
    fileprivate mutating func poisson(_ mean: Double) -> Int {
        guard mean <= 20 else { return poisson(mean / 2) + poisson(mean / 2) }
        let floor = exp(-mean)
        var product = unit()
        var count = 0
        while product > floor {
            product *= unit()
            count += 1
        }
        return count
    }
}
