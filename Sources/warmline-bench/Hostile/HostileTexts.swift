internal import Vocabulary

/// Texts that nobody should have to read: the same for the same seed and number, whatever came before.
struct HostileTexts {
    struct Text {
        let kind: HostileKind
        let text: String
    }

    private let phrases: [String]
    private let seed: UInt64

    /// - Parameter phrases: real sentences, to be spoiled.
    init(phrases: [String], seed: UInt64) {
        self.phrases = phrases.isEmpty ? ["where is my order"] : phrases
        self.seed = seed
    }

    subscript(number: Int) -> Text {
        // Mixed twice, or neighbours would share most of their draws.
        var mixer = SplitMix64(state: seed ^ (UInt64(number) &* 0x9E37_79B9_7F4A_7C15))
        var dice = Dice(generator: SplitMix64(state: mixer.next()))
        let kind = dice.pick(HostileKind.allCases)
        let size = dice.size()
        return Text(kind: kind, text: text(kind, size, &dice))
    }

    /// - Parameter size: pieces or scalars, about.
    private func text(_ kind: HostileKind, _ size: Int, _ dice: inout Dice) -> String {
        switch kind {
        case .bytes: bytes(size, &dice)
        case .scalars: Self.string(size, &dice) { dice in dice.scalar(in: 0...0x10FFFF) }
        case .mutated: mutated(size, &dice)
        case .misspelled: misspelled(size, &dice)
        case .foreign: foreign(size, &dice)
        case .rightToLeft: joined(size, &dice, from: HostilePieces.rightToLeft, separators: ["", " ", "\u{200F}"])
        case .emoji: joined(size, &dice, from: HostilePieces.emoji, separators: ["", "", "\u{200D}", " "])
        case .combining: combining(size, &dice)
        case .run: run(size, &dice)
        case .numbers: joined(size, &dice, from: HostilePieces.numberParts, separators: ["", "", "", " "])
        case .figures: joined(size, &dice, from: HostilePieces.figures, separators: [" ", " ", " ", ", ", "", "-"])
        case .requests: requests(size, &dice)
        case .addresses: joined(size, &dice, from: HostilePieces.addressParts, separators: ["", "", "", " "])
        case .controls: controls(size, &dice)
        case .patterns: joined(size, &dice, from: HostilePieces.patterns, separators: ["", " "])
        case .markup: joined(size, &dice, from: HostilePieces.markup, separators: ["", " ", "\n"])
        case .mixed: mixed(size, &dice)
        }
    }

    private func bytes(_ size: Int, _ dice: inout Dice) -> String {
        // Half of them leave the ASCII in peace, so that more than replacement characters comes out.
        let isWild = dice.chance(0.5)
        let bytes = (0..<size).map { _ in
            isWild || dice.chance(0.1) ? UInt8(dice.number(0...255)) : UInt8(dice.number(0x20...0x7E))
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private func mutated(_ size: Int, _ dice: inout Dice) -> String {
        var scalars = Array(phrase(about: size, &dice).unicodeScalars)
        for _ in 0...(scalars.count / 6) where !scalars.isEmpty {
            let place = dice.number(0...(scalars.count - 1))
            switch dice.number(0...5) {
            case 0: scalars.remove(at: place)
            case 1: scalars.swapAt(place, dice.number(0...(scalars.count - 1)))
            case 2: scalars.insert(scalars[place], at: place)
            case 3: scalars[place] = dice.scalar(in: 0x20...0x2FF)
            case 4: scalars.insert(dice.scalar(in: 0x300...0x36F), at: place)
            default: scalars.insert(dice.scalar(in: 0...0x10FFFF), at: place)
            }
        }
        return String(String.UnicodeScalarView(scalars))
    }

    private func misspelled(_ size: Int, _ dice: inout Dice) -> String {
        phrase(about: size, &dice).split(separator: " ").map { word in
            var letters = Array(word)
            for _ in 0..<dice.number(1...2) where !letters.isEmpty {
                let place = dice.number(0...(letters.count - 1))
                switch dice.number(0...3) {
                case 0: letters.remove(at: place)
                case 1: letters.swapAt(place, letters.count - 1 - place)
                case 2: letters.insert(dice.pick(HostilePieces.letters), at: place)
                default: letters[place] = dice.pick(HostilePieces.letters)
                }
            }
            return String(letters)
        }.joined(separator: " ")
    }

    private func foreign(_ size: Int, _ dice: inout Dice) -> String {
        let alphabet = dice.pick(HostilePieces.alphabets)
        return Self.string(size, &dice) { dice in
            dice.chance(0.15) ? " " : dice.scalar(in: dice.chance(0.9) ? alphabet : dice.pick(HostilePieces.alphabets))
        }
    }

    private func combining(_ size: Int, _ dice: inout Dice) -> String {
        var scalars = String.UnicodeScalarView()
        let height = dice.pick([1, 4, 30, 300])
        // Counted here: a view of scalars walks its text to know how many there are.
        var count = 0
        while count < size {
            scalars.append(dice.chance(0.2) ? " " : dice.scalar(in: 0x61...0x7A))
            let marks = dice.number(0...height)
            for _ in 0..<marks { scalars.append(dice.pick(HostilePieces.marks)) }
            count += 1 + marks
        }
        return String(scalars)
    }

    private func run(_ size: Int, _ dice: inout Dice) -> String {
        let pieces = HostilePieces.runs + [String(Character(dice.scalar(in: 0...0x10FFFF))), dice.pick(phrases)]
        let piece = dice.pick(pieces)
        return String(repeating: piece, count: max(size * dice.pick([1, 1, 8]) / max(piece.utf8.count, 1), 1))
    }

    private func requests(_ size: Int, _ dice: inout Dice) -> String {
        var text = dice.pick(phrases)
        while text.utf8.count < size { text += dice.pick(HostilePieces.joints) + dice.pick(phrases) }
        return text
    }

    private func controls(_ size: Int, _ dice: inout Dice) -> String {
        Self.string(size, &dice) { dice in
            dice.chance(0.4) ? dice.scalar(in: 0x61...0x7A) : dice.scalar(in: dice.pick(HostilePieces.controls))
        }
    }

    private func mixed(_ size: Int, _ dice: inout Dice) -> String {
        let kinds = HostileKind.allCases.filter { $0 != .mixed }
        let parts = dice.number(2...5)
        return (0..<parts).map { _ in text(dice.pick(kinds), max(size / parts, 1), &dice) }
            .joined(separator: dice.pick(["", " ", "\n", ". "]))
    }

    private func joined(_ size: Int, _ dice: inout Dice, from pieces: [String], separators: [String]) -> String {
        var text = ""
        while text.utf8.count < size { text += dice.pick(pieces) + dice.pick(separators) }
        return text
    }

    private func phrase(about size: Int, _ dice: inout Dice) -> String {
        var text = dice.pick(phrases)
        while text.utf8.count < size { text += " " + dice.pick(phrases) }
        return text
    }

    private static func string(_ size: Int, _ dice: inout Dice, of scalar: (inout Dice) -> Unicode.Scalar) -> String {
        var scalars = String.UnicodeScalarView()
        for _ in 0..<size { scalars.append(scalar(&dice)) }
        return String(scalars)
    }
}

/// Chances drawn from one seed.
struct Dice {
    var generator: SplitMix64

    mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &generator) }

    mutating func chance(_ share: Double) -> Bool { Double.random(in: 0..<1, using: &generator) < share }

    /// - Precondition: there is something to pick from.
    mutating func pick<Value>(_ values: [Value]) -> Value { values[number(0...(values.count - 1))] }

    /// One of a range; the replacement character where there is none.
    mutating func scalar(in range: ClosedRange<UInt32>) -> Unicode.Scalar {
        Unicode.Scalar(UInt32.random(in: range, using: &generator)) ?? "\u{FFFD}"
    }

    /// As messages are: mostly short, a few long, one in a thousand beyond any bound.
    mutating func size() -> Int {
        switch number(1...1_000) {
        case 1...850: number(1...160)
        case 851...980: number(160...1_000)
        case 981...999: number(1_000...10_000)
        default: number(10_000...100_000)
        }
    }
}
