/// A pattern as instructions for the walk.
struct PatternProgram: Sendable {
    enum Instruction: Sendable {
        /// One scalar of the set of that number.
        case take(Int)
        case check(PatternTree.Place)
        /// Go on at both; the first is preferred.
        case split(Int, Int)
        case jump(Int)
        case groupStart
        case groupEnd
        case done
    }

    private(set) var instructions: [Instruction] = []
    private(set) var sets: [ScalarSet] = []
    private var hasGroup = false

    static let sizeLimit = 4_000

    init(_ tree: PatternTree) throws(PatternError) {
        try append(tree)
        try append(.done)
    }

    private mutating func append(_ instruction: Instruction) throws(PatternError) {
        guard instructions.count < Self.sizeLimit else {
            throw PatternError("the pattern is too large; use smaller repetition counts", at: 0)
        }
        instructions.append(instruction)
    }

    private mutating func append(_ tree: PatternTree) throws(PatternError) {
        switch tree {
        case .scalars(let set):
            let known = sets.firstIndex(of: set)
            if known == nil { sets.append(set) }
            try append(.take(known ?? sets.count - 1))
        case .place(let place): try append(.check(place))
        case .sequence(let parts):
            for part in parts { try append(part) }
        case .either(let branches): try append(branches: branches[...])
        case .group(let inner, let counted):
            let isValue = counted && !hasGroup
            hasGroup = hasGroup || counted
            if isValue { try append(.groupStart) }
            try append(inner)
            if isValue { try append(.groupEnd) }
        case .repeated(let inner, let least, let most, let greedy):
            try append(inner, least: least, most: most, greedy: greedy)
        }
    }

    private mutating func append(branches: ArraySlice<PatternTree>) throws(PatternError) {
        guard let first = branches.first else { return }
        guard branches.count > 1 else {
            try append(first)
            return
        }
        let split = instructions.count
        try append(.jump(0))
        try append(first)
        let leave = instructions.count
        try append(.jump(0))
        instructions[split] = .split(split + 1, instructions.count)
        try append(branches: branches.dropFirst())
        instructions[leave] = .jump(instructions.count)
    }

    private mutating func append(
        _ inner: PatternTree, least: Int, most: Int?, greedy: Bool
    ) throws(PatternError) {
        let groupWasOpen = hasGroup
        for _ in 0..<least { try repeatable(inner, groupWasOpen) }
        guard let most else {
            let split = instructions.count
            try append(.jump(0))
            try repeatable(inner, groupWasOpen)
            try append(.jump(split))
            instructions[split] = choice(split + 1, instructions.count, greedy)
            return
        }
        var splits: [Int] = []
        for _ in 0..<max(most - least, 0) {
            splits.append(instructions.count)
            try append(.jump(0))
            try repeatable(inner, groupWasOpen)
        }
        for split in splits { instructions[split] = choice(split + 1, instructions.count, greedy) }
    }

    /// Each copy of a repeated group is the same group: the last one that took part is its value.
    private mutating func repeatable(_ inner: PatternTree, _ groupWasOpen: Bool) throws(PatternError) {
        hasGroup = groupWasOpen
        try append(inner)
    }

    private func choice(_ into: Int, _ past: Int, _ greedy: Bool) -> Instruction {
        greedy ? .split(into, past) : .split(past, into)
    }
}
