/// Where a message may be cut into requests: at the ends of sentences and at words that add something.
enum RequestCuts {
    struct Cut: Sendable {
        /// How much the words between promise another request.
        enum Strength: Int, Comparable, Sendable {
            case comma
            case and
            case sentence
            /// "Also", "by the way", "one more thing".
            case addition

            static func < (left: Self, right: Self) -> Bool {
                left.rawValue < right.rawValue
            }
        }

        /// The words that cut, by their places.
        let range: Range<Int>
        let strength: Strength
        /// What stands before it was asked.
        let isQuestion: Bool
    }

    /// The cuts between words, in the order they stand; none before the first or behind the last word.
    static func cuts(in words: ArraySlice<Message.Word>, of message: Message) -> [Cut] {
        var cuts: [Cut] = []
        var place = words.startIndex
        while place < words.endIndex {
            var end = place
            var strength: Cut.Strength?
            var isQuestion = false
            if place > words.startIndex, hasLineBreak(before: place, message) { strength = .sentence }
            while end < words.endIndex, let step = step(at: end, in: words, message, begins: end == place) {
                strength = max(strength ?? .comma, step.strength)
                isQuestion = isQuestion || words[end].letters == [0x3F]
                end += step.length
            }
            if let strength, place > words.startIndex, end < words.endIndex {
                cuts.append(Cut(range: place..<end, strength: strength, isQuestion: isQuestion))
            }
            place = max(end, place + 1)
        }
        return cuts
    }

    private static func step(
        at place: Int, in words: ArraySlice<Message.Word>, _ message: Message, begins: Bool
    ) -> (strength: Cut.Strength, length: Int)? {
        let word = words[place]
        if word.kind == .symbol { return symbol(word, message).map { ($0, 1) } }
        guard word.kind == .word else { return nil }
        for (phrase, strength) in phrases[word.key] ?? [] where place + phrase.count <= words.endIndex {
            guard words[place..<(place + phrase.count)].map(\.key) == phrase else { continue }
            // "Can you also tell me", "I also want": within a clause it adds nothing new.
            if begins, phrase.count == 1, strength == .addition, place > words.startIndex,
                inside.contains(words[place - 1].key)
            {
                return nil
            }
            return (strength, phrase.count)
        }
        return nil
    }

    private static func symbol(_ word: Message.Word, _ message: Message) -> Cut.Strength? {
        let text = message.folded
        let isFree = word.end == text.count || text[word.end] == 0x20 || text[word.end] < 0x20
        switch word.letters[0] {
        case 0x21, 0x3F, 0x3B: return .sentence
        // Not "3.5", "e.g.x".
        case 0x2E: return isFree || text[word.end] == 0x2E ? .sentence : nil
        case 0x2C: return isFree ? .comma : nil
        case 0x2D: return isFree && word.start > 0 && text[word.start - 1] == 0x20 ? .comma : nil
        case 0x26, 0x2B: return isFree ? .and : nil
        case 0x22, 0x29: return .comma
        default: return nil
        }
    }

    private static func hasLineBreak(before place: Int, _ message: Message) -> Bool {
        let words = message.words
        return message.folded[words[place - 1].end..<words[place].start].contains(0x0A)
    }

    private static let phrases: [WordKey: [([WordKey], Cut.Strength)]] = {
        let additions = """
            also,and also,but also,plus,by the way,btw,oh and,oh also,another thing,one more thing,one other thing,in addition,
            additionally,besides that,on top of that,secondly,second question,another question,one more question,
            next question,my other question is,my second question is,while you are at it,while youre at it,while im here,
            while i am here,while im at it,separately,furthermore,moreover,apart from that,other than that,aside from that
            """
        let ands = "and,and then,then,as well as,and next,after that,afterwards,and after that,and secondly,and finally"
        var phrases: [WordKey: [([WordKey], Cut.Strength)]] = [:]
        for (list, strength) in [(additions, Cut.Strength.addition), (ands, .and)] {
            for phrase in list.split(whereSeparator: { $0 == "," || $0 == "\n" }) {
                let keys = phrase.split(separator: " ").map { WordKey(String($0)) }
                guard let first = keys.first else { continue }
                phrases[first, default: []].append((keys, strength))
            }
        }
        return phrases.mapValues { same in same.sorted { $0.0.count > $1.0.count } }
    }()

    private static let inside = Set(
        """
        can could would will shall should may i you we he she they it is are am was were has have had do does did not
        please to but there that this im ive id youre
        """.split { $0 == " " || $0 == "\n" }.map { WordKey(String($0)) })
}
