import PlaybookModel

/// What changed between two lists of decisions: the fewest that are gone and new, each with its counterpart.
struct DecisionChanges {
    typealias Placed = (decision: Decision, place: SourcePlace?)

    let was: [Decision]
    let now: [Placed]

    var pairs: [(was: Decision?, now: Placed?)] {
        var (gone, new) = apart
        var pairs: [(was: Decision?, now: Placed?)] = []
        // The same thing with other words or values first, then another thing of the same kind.
        let likeness: [(Decision, Placed) -> Bool] = [
            { $0.kind == $1.decision.kind && $0.name == $1.decision.name },
            { $0.kind == $1.decision.kind },
        ]
        for isSame in likeness {
            gone = gone.filter { old in
                guard let index = new.firstIndex(where: { isSame(old, $0) }) else { return true }
                pairs.append((was: old, now: new.remove(at: index)))
                return false
            }
        }
        return pairs + gone.map { (was: $0, now: nil) } + new.map { (was: nil, now: $0) }
    }

    /// Whatever is not in the longest common course of both.
    private var apart: (gone: [Decision], new: [Placed]) {
        var table = Array(repeating: Array(repeating: 0, count: now.count + 1), count: was.count + 1)
        for row in was.indices.reversed() {
            for column in now.indices.reversed() {
                table[row][column] =
                    was[row] == now[column].decision
                    ? table[row + 1][column + 1] + 1 : max(table[row + 1][column], table[row][column + 1])
            }
        }
        var gone: [Decision] = []
        var new: [Placed] = []
        var row = 0
        var column = 0
        while row < was.count || column < now.count {
            if row < was.count, column < now.count, was[row] == now[column].decision {
                row += 1
                column += 1
            } else if row < was.count, column == now.count || table[row + 1][column] >= table[row][column + 1] {
                gone.append(was[row])
                row += 1
            } else {
                new.append(now[column])
                column += 1
            }
        }
        return (gone, new)
    }
}
