import PlaybookModel

/// Does a way carry a fault on towards the step that shows it?
enum Carriage {
    case no
    case carriesOn
    /// The fault begins here, whatever came before.
    case begins
}

extension FlowGraph {
    /// A shortest path by which a fault comes to a step: back from it over the ways that carry the fault, as far as
    /// the flow's beginning or the way that made it, and from the beginning to there by any path.
    func trail(to step: Int, by carriage: (Way) -> Carriage = { _ in .carriesOn }) -> [PathStep] {
        let into = waysIn()
        var onward: [Int: Way] = [:]
        var queue = [step]
        var head = 0
        while head < queue.count {
            let index = queue[head]
            head += 1
            guard index != 0 else { return follow(onward, from: 0, to: step) }
            for way in into[index] where onward[way.from] == nil && way.from != step {
                switch carriage(way) {
                case .no: continue
                case .carriesOn:
                    onward[way.from] = way
                    queue.append(way.from)
                case .begins:
                    onward[way.from] = way
                    return trail(to: way.from) + follow(onward, from: way.from, to: step)
                }
            }
        }
        return []
    }

    private func follow(_ onward: [Int: Way], from start: Int, to step: Int) -> [PathStep] {
        var path: [PathStep] = []
        var index = start
        while index != step, let way = onward[index], let target = way.step {
            path.append(words(for: way))
            index = target
        }
        return path
    }
}
