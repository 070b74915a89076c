/// A regular expression that takes time in proportion to the text, whatever the two look like: all ways through it are
/// walked side by side (Thompson 1968, Pike's form with the matched group), none is ever tried again.
///
/// Understands literals, `.`, classes such as `[A-Z0-9-]` and `[^,]`, `\d \w \s` and their negations, `\b \B ^ $`,
/// `(group)`, `(?:group)`, `|`, and `? * + {m} {m,} {m,n}`, each with a `?` behind it to prefer less. Capitals and
/// accents never matter. What no linear matcher can do (looking around, back-references) is refused by name.
public struct Pattern: Sendable {
    /// Where a match stands; offsets count Unicode scalars.
    public struct Match: Hashable, Sendable {
        public let range: Range<Int>
        /// The first group, where the pattern has one and it took part.
        public let group: Range<Int>?

        /// The first group, or the whole match.
        public var value: Range<Int> { group ?? range }
    }

    /// Which letters the pattern spells out.
    enum LetterCase: Sendable {
        case capitals
        case small
        case either
    }

    /// As it was written.
    public let source: String
    let letterCase: LetterCase
    let program: PatternProgram

    /// - Throws: `PatternError` with the place and what to write instead.
    public init(compiling source: String) throws(PatternError) {
        var parser = PatternParser(source)
        let tree = try parser.parse()
        program = try PatternProgram(tree)
        self.source = source
        letterCase = Self.letterCase(of: source)
    }

    /// What is wrong with a pattern, in words; nothing when it compiles.
    public static func problem(_ source: String) -> String? {
        do throws(PatternError) {
            _ = try Pattern(compiling: source)
            return nil
        } catch {
            return error.description
        }
    }

    /// Matches from left to right, none overlapping, none beginning or ending inside a word; at most `limit`.
    public func matches(in text: String, limit: Int = 16) -> [Match] {
        matches(in: text.unicodeScalars.map(Folding.fold), limit: limit)
    }

    /// Whether the pattern fits the text from its first scalar to its last.
    public func matchesWhole(_ text: String) -> Bool {
        let folded = text.unicodeScalars.map(Folding.fold)
        var walk = PatternWalk(program, folded)
        return walk.match(from: 0, whole: true) != nil
    }

    private static func letterCase(of source: String) -> LetterCase {
        var capitals = false
        var small = false
        var isEscaped = false
        for scalar in source.unicodeScalars {
            if !isEscaped {
                capitals = capitals || ("A"..."Z").contains(scalar)
                small = small || ("a"..."z").contains(scalar)
            }
            isEscaped = scalar == "\\" && !isEscaped
        }
        return capitals == small ? .either : capitals ? .capitals : .small
    }

    func matches(in folded: [UInt32], limit: Int) -> [Match] {
        var walk = PatternWalk(program, folded)
        var found: [Match] = []
        var position = 0
        while found.count < limit, position <= folded.count,
            let match = walk.match(from: position, whole: false)
        {
            if !match.range.isEmpty { found.append(match) }
            position = max(match.range.upperBound, match.range.lowerBound + 1)
        }
        return found
    }
}

/// Why a pattern cannot be used.
public struct PatternError: Error, Hashable, Sendable, CustomStringConvertible {
    public let message: String
    /// In Unicode scalars from the pattern's beginning.
    public let offset: Int

    public init(_ message: String, at offset: Int) {
        self.message = message
        self.offset = offset
    }

    public var description: String { "\(message) (at character \(offset + 1))" }
}
