/// Reads a pattern into a tree, by descent with a bounded depth.
struct PatternParser {
    private let scalars: [Unicode.Scalar]
    private var position = 0
    private var depth = 0

    static let lengthLimit = 1_000
    static let depthLimit = 40
    static let countLimit = 500

    init(_ source: String) {
        scalars = Array(source.unicodeScalars.prefix(Self.lengthLimit + 1))
    }

    mutating func parse() throws(PatternError) -> PatternTree {
        guard scalars.count <= Self.lengthLimit else {
            throw PatternError("the pattern is longer than \(Self.lengthLimit) characters", at: Self.lengthLimit)
        }
        guard !scalars.isEmpty else { throw PatternError("the pattern is empty", at: 0) }
        let tree = try either()
        guard position == scalars.count else { throw PatternError("')' without '('", at: position) }
        return tree
    }

    private var next: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard next == scalar else { return false }
        position += 1
        return true
    }

    private mutating func either() throws(PatternError) -> PatternTree {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.depthLimit else { throw PatternError("groups are nested too deeply", at: position) }
        var branches = [try sequence()]
        while take("|") { branches.append(try sequence()) }
        return branches.count == 1 ? branches[0] : .either(branches)
    }

    private mutating func sequence() throws(PatternError) -> PatternTree {
        var parts: [PatternTree] = []
        while let scalar = next, scalar != "|", scalar != ")" {
            parts.append(try repetition(of: try atom()))
        }
        return .sequence(parts)
    }

    private mutating func repetition(of part: PatternTree) throws(PatternError) -> PatternTree {
        var part = part
        var count = 0
        while let bounds = try bounds() {
            count += 1
            guard count == 1 else { throw PatternError("a repetition of a repetition: use a group", at: position - 1) }
            part = .repeated(part, least: bounds.least, most: bounds.most, greedy: !take("?"))
        }
        return part
    }

    private mutating func bounds() throws(PatternError) -> (least: Int, most: Int?)? {
        if take("*") { return (0, nil) }
        if take("+") { return (1, nil) }
        if take("?") { return (0, 1) }
        guard next == "{" else { return nil }
        let start = position
        position += 1
        guard let least = number() else {
            throw PatternError("write {2}, {2,} or {2,5}; a brace itself is \\{", at: start)
        }
        var most: Int? = least
        if take(",") { most = number() }
        guard take("}") else { throw PatternError("'{' is not closed", at: start) }
        guard max(least, most ?? least) <= Self.countLimit else {
            throw PatternError("at most \(Self.countLimit) repetitions", at: start)
        }
        guard most.map({ $0 >= least }) ?? true else {
            throw PatternError("the bounds are the wrong way round", at: start)
        }
        return (least, most)
    }

    private mutating func number() -> Int? {
        var value: Int?
        while let scalar = next, scalar.value &- 48 < 10, (value ?? 0) < 100_000 {
            value = (value ?? 0) * 10 + Int(scalar.value - 48)
            position += 1
        }
        return value
    }

    private mutating func atom() throws(PatternError) -> PatternTree {
        let start = position
        let scalar = scalars[position]
        position += 1
        switch scalar {
        case "(": return try group(start)
        case "[": return .scalars(try set(start))
        case ".": return .scalars(.everythingInLine)
        case "^": return .place(.textStart)
        case "$": return .place(.textEnd)
        case "\\": return try escape(start)
        case "*", "+", "?", "{": throw PatternError("nothing to repeat before '\(scalar)'", at: start)
        default: return Self.literal(scalar)
        }
    }

    private mutating func group(_ start: Int) throws(PatternError) -> PatternTree {
        var counted = true
        if take("?") {
            guard take(":") else {
                throw PatternError("looking around and named groups are not supported; use (…) or (?:…)", at: start)
            }
            counted = false
        }
        let tree = try either()
        guard take(")") else { throw PatternError("'(' is not closed", at: start) }
        return .group(tree, counted: counted)
    }

    private mutating func escape(_ start: Int) throws(PatternError) -> PatternTree {
        guard let scalar = next else { throw PatternError("the pattern ends in a backslash", at: start) }
        position += 1
        switch scalar {
        case "b": return .place(.wordEdge)
        case "B": return .place(.insideWord)
        default: return .scalars(try Self.escaped(scalar, at: start))
        }
    }

    private static func escaped(_ scalar: Unicode.Scalar, at start: Int) throws(PatternError) -> ScalarSet {
        switch scalar {
        case "d": return .digits
        case "D": return ScalarSet.digits.inverted
        case "w": return .wordParts
        case "W": return ScalarSet.wordParts.inverted
        case "s": return .spaces
        case "S": return ScalarSet.spaces.inverted
        case "n": return ScalarSet([0x0A...0x0A])
        case "t": return ScalarSet([0x09...0x09])
        case "r": return ScalarSet([0x0D...0x0D])
        case "0"..."9": throw PatternError("back-references are not supported", at: start)
        case "a"..."z", "A"..."Z": throw PatternError("unknown escape '\\\(scalar)'", at: start)
        default: return one(scalar)
        }
    }

    private static func one(_ scalar: Unicode.Scalar) -> ScalarSet {
        let folded = Folding.fold(scalar)
        return ScalarSet([folded...folded])
    }

    private static func literal(_ scalar: Unicode.Scalar) -> PatternTree {
        // A combining mark folds to nothing in the text, so it is nothing in the pattern.
        Folding.fold(scalar) == Folding.nothing ? .sequence([]) : .scalars(one(scalar))
    }

    private mutating func set(_ start: Int) throws(PatternError) -> ScalarSet {
        let negated = take("^")
        var ranges: [ClosedRange<UInt32>] = []
        var isFirst = true
        while let scalar = next, isFirst || scalar != "]" {
            isFirst = false
            position += 1
            if scalar == "\\" {
                guard let after = next else { break }
                position += 1
                guard let members = try Self.escaped(after, at: position - 2).members else {
                    throw PatternError("\\D, \\W and \\S cannot stand in a class", at: position - 2)
                }
                ranges += members
                continue
            }
            var last = scalar
            if next == "-", position + 1 < scalars.count, scalars[position + 1] != "]" {
                position += 1
                last = scalars[position]
                position += 1
                guard last != "\\" else { throw PatternError("a range cannot end in an escape", at: position - 1) }
            }
            guard last >= scalar else { throw PatternError("the range is the wrong way round", at: position - 1) }
            ranges += Self.folded(scalar.value...last.value)
        }
        guard take("]") else { throw PatternError("'[' is not closed", at: start) }
        return ScalarSet(ranges, negated: negated)
    }

    /// A range with what its capitals fold to.
    private static func folded(_ range: ClosedRange<UInt32>) -> [ClosedRange<UInt32>] {
        if range.count == 1, let scalar = Unicode.Scalar(range.lowerBound) {
            let folded = Folding.fold(scalar)
            return [folded...folded]
        }
        let capitals = range.clamped(to: 0x41...0x5A)
        guard range.overlaps(0x41...0x5A) else { return [range] }
        return [range, (capitals.lowerBound + 32)...(capitals.upperBound + 32)]
    }
}
