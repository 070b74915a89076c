internal import Vocabulary

/// A key that stands out in a window.
struct SpikeFinding {
    let place: Int
    let window: Int
    let count: Int
    let expected: Double
    let chance: Double
}

extension SpikeDetector {
    /// Keys that stand out, the least likely first, with the false ones among them bounded.
    func findings(at moment: Timestamp, slot: Int) -> [SpikeFinding] {
        var candidates: [SpikeFinding] = []
        for place in watches.indices {
            if let finding = leastLikely(place, at: moment, slot: slot) { candidates.append(finding) }
        }
        guard !candidates.isEmpty else { return [] }
        candidates.sort { ($0.chance, $0.place) < ($1.chance, $1.place) }
        let level = rules.falseAlerts / 1_440
        let tests = Double(watches.count * rules.windows.count)
        let count = candidates.indices.last { candidates[$0].chance <= level * Double($0 + 1) / tests }
        return count.map { Array(candidates[...$0]) } ?? []
    }

    private func leastLikely(_ place: Int, at moment: Timestamp, slot: Int) -> SpikeFinding? {
        guard watches[place].alert == nil, watches[place].snoozedUntil.map({ $0 <= moment }) ?? true else { return nil }
        var best: SpikeFinding?
        let spread = watches[place].baseline.spread(slot: slot)
        for minutes in rules.windows {
            let (count, expected) = watches[place].window(minutes)
            guard count >= rules.least, Double(count) >= rules.ratio * expected else { continue }
            // Within four deviations nothing can be significant at these levels.
            let deviation = (expected + expected * expected * spread).squareRoot()
            guard Double(count) > expected + 4 * deviation else { continue }
            let chance = CountTail.chance(ofAtLeast: count, mean: expected, spread: spread)
            if chance < best?.chance ?? 1 {
                best = SpikeFinding(place: place, window: minutes, count: count, expected: expected, chance: chance)
            }
        }
        return best.flatMap { isNewborn(at: moment) && !dominates($0) ? nil : $0 }
    }

    /// Before it has seen a day, everything is more than was known: then only what most reports are about counts.
    private func dominates(_ finding: SpikeFinding) -> Bool {
        let kind = watches[finding.place].key.kind
        guard kind != .segment else { return false }
        let all = watches.reduce(0) { $0 + ($1.key.kind == kind ? $1.window(finding.window).count : 0) }
        return finding.count * 2 > all
    }

    /// What open alerts do: grow, subside, or become what is usual.
    mutating func follow(at moment: Timestamp, slot: Int, into events: inout [SpikeEvent]) {
        for id in open.keys.sorted() {
            guard var state = open[id], let first = state.keys.first else { continue }
            state.count += watches[first].window(1).count
            if state.count >= state.told * 2 {
                state.told = state.count
                events.append(.grew(id, count: state.count, at: moment))
            }
            let isCalm = state.keys.allSatisfy { isUsual($0, slot: slot) }
            state.calmSince = isCalm ? state.calmSince ?? moment : nil
            open[id] = state
            if let since = state.calmSince, moment - since >= rules.calm {
                finish(state)
                events.append(.subsided(id, count: state.count, at: moment))
            } else if moment - state.alert.at >= rules.acceptance {
                for place in state.keys {
                    let (count, expected) = watches[place].window(360)
                    watches[place].baseline.accept(ratio: Double(count) / expected)
                }
                finish(state)
                events.append(.accepted(id, at: moment))
            }
        }
    }

    private func isUsual(_ place: Int, slot: Int) -> Bool {
        let (count, expected) = watches[place].window(5)
        let spread = watches[place].baseline.spread(slot: slot)
        return Double(count) <= expected + 1.5 * (expected + expected * expected * spread).squareRoot() + 0.5
    }

    private mutating func finish(_ state: Open) {
        for place in state.keys { watches[place].forgetSpike() }
        open[state.alert.id] = nil
    }
}
