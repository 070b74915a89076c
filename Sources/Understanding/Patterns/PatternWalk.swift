/// Walks all ways through a program at once, one scalar at a time: at most one walker an instruction, so a step costs
/// no more than the program is long.
struct PatternWalk {
    private struct Walker {
        var instruction: Int
        var start: Int32
        var groupStart: Int32 = -1
        var groupEnd: Int32 = -1
    }

    private let instructions: [PatternProgram.Instruction]
    private let sets: [ScalarSet]
    /// The sets' answers for ASCII, side by side: reading a whole set would count references at every step.
    private let ascii: [UInt64]
    private let text: [UInt32]
    private var pending: [Walker] = []
    /// The step at which an instruction was last reached.
    private var reached: [Int]
    private var step = 0
    private var whole = false
    /// ASCII scalars with which a match can begin; nil when one can begin with anything.
    private let beginnings: ScalarSet?

    init(_ program: PatternProgram, _ text: [UInt32]) {
        instructions = program.instructions
        sets = program.sets
        ascii = program.sets.flatMap { [$0.low, $0.high] }
        self.text = text
        reached = [Int](repeating: 0, count: instructions.count)
        if case .take(let set)? = instructions.first { beginnings = sets[set] } else { beginnings = nil }
    }

    /// The leftmost match that begins at or after `position`; of several there, the one the pattern prefers.
    mutating func match(from position: Int, whole: Bool) -> Pattern.Match? {
        self.whole = whole
        var walkers: [Walker] = []
        var following: [Walker] = []
        var best: Walker?
        var bestEnd = 0
        var position = position
        while true {
            if best == nil, !whole || position == 0 {
                if walkers.isEmpty, let beginnings, !whole {
                    while position < text.count, !beginnings.contains(text[position]) { position += 1 }
                }
                if isEdge(position) || whole {
                    // Those already on their way began further left and come first.
                    step += walkers.isEmpty ? 1 : 0
                    enter(Walker(instruction: 0, start: Int32(truncatingIfNeeded: position)), position, &walkers)
                }
            }
            // A combining mark is part of the letter before it: every walker stands still.
            if position < text.count, text[position] == Folding.nothing {
                position += 1
                continue
            }
            guard !walkers.isEmpty || (best == nil && position < text.count && !whole) else { break }
            step += 1
            following.removeAll(keepingCapacity: true)
            for walker in walkers {
                switch instructions[walker.instruction] {
                case .take(let set):
                    guard position < text.count, contains(set, text[position]) else { continue }
                    var moved = walker
                    moved.instruction += 1
                    enter(moved, position + 1, &following)
                    continue
                case .done:
                    guard whole ? position == text.count : isEdge(position) else { continue }
                    best = walker
                    bestEnd = position
                case .check, .split, .jump, .groupStart, .groupEnd: continue
                }
                // A finished walker ends all that are less preferred.
                break
            }
            swap(&walkers, &following)
            position += 1
            if position > text.count { break }
        }
        return best.map { found($0, bestEnd) }
    }

    @inline(__always)
    private func contains(_ set: Int, _ value: UInt32) -> Bool {
        guard value < 128 else { return sets[set].contains(value) }
        return ascii[set * 2 + Int(value >> 6)] >> UInt64(value & 63) & 1 == 1
    }

    private func found(_ walker: Walker, _ end: Int) -> Pattern.Match {
        let group = walker.groupStart >= 0 && walker.groupEnd >= walker.groupStart
        return Pattern.Match(
            range: Int(walker.start)..<end, group: group ? Int(walker.groupStart)..<Int(walker.groupEnd) : nil)
    }

    /// Follows everything that takes no scalar, in order of preference.
    private mutating func enter(_ walker: Walker, _ position: Int, _ list: inout [Walker]) {
        var next: Walker? = walker
        while var walker = next ?? pending.popLast() {
            next = nil
            guard reached[walker.instruction] != step else { continue }
            reached[walker.instruction] = step
            switch instructions[walker.instruction] {
            case .take, .done:
                list.append(walker)
                continue
            case .check(let place):
                guard holds(place, position) else { continue }
                walker.instruction += 1
            case .jump(let target): walker.instruction = target
            case .split(let first, let second):
                var other = walker
                other.instruction = second
                pending.append(other)
                walker.instruction = first
            case .groupStart:
                walker.groupStart = Int32(truncatingIfNeeded: position)
                walker.instruction += 1
            case .groupEnd:
                walker.groupEnd = Int32(truncatingIfNeeded: position)
                walker.instruction += 1
            }
            next = walker
        }
    }

    private func holds(_ place: PatternTree.Place, _ position: Int) -> Bool {
        switch place {
        case .textStart: position == 0
        case .textEnd: position == text.count
        case .wordEdge: isWordPart(letter(before: position)) != isWordPart(position)
        case .insideWord: isWordPart(letter(before: position)) == isWordPart(position)
        }
    }

    /// Marks looked past to find the letter they belong to; no script stacks more.
    private static let marksLimit = 8

    private func letter(before position: Int) -> Int {
        var place = position - 1
        while place > 0, position - place <= Self.marksLimit, text[place] == Folding.nothing { place -= 1 }
        return place
    }

    /// Not in the middle of a word.
    private func isEdge(_ position: Int) -> Bool {
        !(isWordPart(letter(before: position)) && isWordPart(position))
    }

    private func isWordPart(_ position: Int) -> Bool {
        position >= 0 && position < text.count && ScalarSet.wordParts.contains(text[position])
    }
}
