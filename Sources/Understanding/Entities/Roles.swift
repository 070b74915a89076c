import Vocabulary

/// Reads from the words before each thing which part it plays: `from 42 to 44`, `not the 42 but the 44`, `swap 10042
/// for 10043`, `between Monday and Friday`, `3–5 May`.
struct Roles {
    let message: Message
    /// In the order they stand.
    let found: [Found]

    func roles() -> [EntityRole?] {
        var roles = [EntityRole?](repeating: nil, count: found.count)
        var isBetween = false
        for index in found.indices {
            let cue = cue(before: index)
            let partner = partner(of: index)
            switch cue {
            case .from: roles[index] = .from
            case .between:
                roles[index] = .from
                isBetween = true
                continue
            case .to:
                roles[index] = .to
                pair(partner, .from, &roles)
            case .dash:
                guard partner != nil else { break }
                roles[index] = .to
                pair(partner, .from, &roles)
            case .and:
                if isBetween, partner != nil { roles[index] = .to }
            case .exchange:
                guard let partner, isExchange(before: partner) else { break }
                roles[index] = .to
                pair(partner, .from, &roles)
            case .instead:
                roles[index] = .from
                pair(partner, .to, &roles)
            case .not:
                roles[index] = .excluded
                pair(partner, .to, &roles)
            case .but, .nothing:
                if let partner, roles[partner] == .excluded { roles[index] = .to }
            case .other: break
            }
            isBetween = false
        }
        return roles
    }

    private func pair(_ partner: Int?, _ role: EntityRole, _ roles: inout [EntityRole?]) {
        if let partner, roles[partner] == nil { roles[partner] = role }
    }

    /// The thing before it, when it is of the same kind.
    private func partner(of index: Int) -> Int? {
        guard index > 0, found[index - 1].name == found[index].name,
            found[index - 1].range.upperBound <= found[index].range.lowerBound
        else { return nil }
        return index - 1
    }

    // MARK: Words before

    private enum Cue {
        case from
        case between
        case to
        case dash
        case and
        /// "with", "for": a part only where something is exchanged.
        case exchange
        case instead
        case not
        case but
        /// A comma or nothing at all.
        case nothing
        case other
    }

    private static let reach = 5

    private func cue(before index: Int) -> Cue {
        let words = message.words
        let floor = index > 0 ? found[index - 1].range.upperBound : 0
        let kind = Set(found[index].name.rawValue.split(separator: "_").map { WordKey(String($0)) })
        var place = message.firstWord(from: found[index].range.lowerBound) - 1
        var steps = 0
        while place >= 0, words[place].start >= floor, steps < Self.reach {
            let word = words[place]
            if word.kind == .symbol, Self.dashes.contains(word.letters[0]) { return steps == 0 ? .dash : .other }
            let before = place > 0 && words[place - 1].start >= floor ? words[place - 1].key : nil
            if let cue = Self.cue(word.key, before: before) { return cue }
            guard word.kind == .symbol || Self.fillers.contains(word.key) || kind.contains(word.key) else {
                return .other
            }
            place -= 1
            steps += 1
        }
        return steps < Self.reach ? .nothing : .other
    }

    private static func cue(_ word: WordKey, before: WordKey?) -> Cue? {
        if word == of { return before.map(ofInstead.contains) ?? false ? .instead : .other }
        if word == than { return before == rather ? .not : .other }
        return cues[word]
    }

    /// "Swap", "change" or the like before the first of two.
    private func isExchange(before index: Int) -> Bool {
        let end = message.firstWord(from: found[index].range.lowerBound)
        return message.words[max(0, end - 8)..<end].contains { Self.exchanges.contains($0.key) }
    }

    private static let cues: [WordKey: Cue] = [
        WordKey("from"): .from, WordKey("between"): .between, WordKey("to"): .to, WordKey("into"): .to,
        WordKey("until"): .to, WordKey("till"): .to, WordKey("til"): .to, WordKey("through"): .to,
        WordKey("thru"): .to, WordKey("and"): .and, WordKey("with"): .exchange, WordKey("for"): .exchange,
        WordKey("not"): .not, WordKey("isnt"): .not, WordKey("wasnt"): .not, WordKey("except"): .not,
        WordKey("but"): .but,
    ]
    private static let of = WordKey("of")
    private static let than = WordKey("than")
    private static let rather = WordKey("rather")
    private static let ofInstead = Set(["instead", "place", "lieu"].map { WordKey($0) })
    private static let exchanges = Set(
        """
        change changed changing swap swapped swapping exchange exchanged exchanging replace replaced replacing switch
        switched switching trade trading substitute
        """.split { $0 == " " || $0 == "\n" }.map { WordKey(String($0)) })
    private static let fillers = Set(
        """
        the a an my your our this that these those one ones size sizes number no order item product colour color model
        plan address email mail date day city postcode code phone account it is was
        """.split { $0 == " " || $0 == "\n" }.map { WordKey(String($0)) })
    /// Hyphen (dashes are folded to it), arrow.
    private static let dashes: Set<UInt32> = [0x2D, 0x3E, 0x2192, 0x21D2]
}
