/// A line on its way, at a terminal that sends each key as it is pressed: bytes in, what to show out. Pure; the terminal
/// is outside.
public struct LineEditor: Sendable {
    public enum Outcome: Hashable, Sendable {
        /// Show ``rendering(prompt:width:columns:)`` and go on.
        case typing
        /// What the line could become; show them, then the line again.
        case choices([String])
        case line(String)
        /// Ctrl-C: the line is dropped.
        case dropped
        /// Ctrl-D on an empty line.
        case end
    }

    /// Characters of a line, at most: as long as a message may ever be.
    static let longest = 8_192
    /// Lines remembered, at most.
    static let longestHistory = 500

    private var text: [Character] = []
    private var cursor = 0
    /// Bytes of a character or of an escape sequence that is not complete.
    private var pending: [UInt8] = []
    private var history: [String] = []
    /// Where in the history the line stands; one past the end: the line being typed.
    private var remembered = 0
    private var draft = ""

    public init() {}

    /// Begins the next line.
    public mutating func begin() {
        text = []
        cursor = 0
        pending = []
        remembered = history.count
    }

    public mutating func take(_ byte: UInt8, completions: (String) -> [String]) -> Outcome {
        if !pending.isEmpty { return goOn(byte) }
        switch byte {
        case 0x0D, 0x0A: return finish()
        case 0x03: return .dropped
        case 0x04 where text.isEmpty: return .end
        case 0x04: erase(cursor..<min(cursor + 1, text.count))
        case 0x09: return complete(completions)
        case 0x08, 0x7F: erase(max(0, cursor - 1)..<cursor)
        case 0x01: cursor = 0
        case 0x05: cursor = text.count
        case 0x02: cursor = max(0, cursor - 1)
        case 0x06: cursor = min(text.count, cursor + 1)
        case 0x0B: erase(cursor..<text.count)
        case 0x15: erase(0..<cursor)
        case 0x17: erase(wordStart..<cursor)
        case 0x10: recall(-1)
        case 0x0E: recall(1)
        case 0x1B, 0xC2...0xF4: pending = [byte]
        case 0x20...0x7E: insert(Character(UnicodeScalar(byte)))
        default: break
        }
        return .typing
    }

    // MARK: Showing

    /// From the beginning of the terminal's line: the prompt, as much of the line around the cursor as fits, and the
    /// cursor in its place.
    /// - Parameter width: of the prompt, without its colours.
    public func rendering(prompt: String, width: Int, columns: Int) -> String {
        let room = max(8, columns - width - 1)
        var start = 0
        while Self.width(of: text[start..<cursor]) > room { start += 1 }
        var end = start
        var used = 0
        while end < text.count, used + Self.width(of: text[end...end]) <= room {
            used += Self.width(of: text[end...end])
            end += 1
        }
        let column = width + Self.width(of: text[start..<cursor])
        let ahead = column == 0 ? "" : "\u{1B}[\(column)C"
        return "\r" + prompt + String(text[start..<end]) + "\u{1B}[K\r" + ahead
    }

    /// East Asian wide characters and pictures take two columns (UAX #11, roughly).
    private static func width(of characters: ArraySlice<Character>) -> Int {
        characters.reduce(0) { sum, character in
            let first = character.unicodeScalars.first?.value ?? 0
            let isWide =
                (0x1100...0x115F).contains(first) || (0x2E80...0xA4CF).contains(first)
                || (0xAC00...0xD7A3).contains(first) || (0xF900...0xFAFF).contains(first)
                || (0xFE30...0xFE6F).contains(first) || (0xFF00...0xFF60).contains(first)
                || (0x1F300...0x1FAFF).contains(first) || (0x20000...0x3FFFD).contains(first)
            return sum + (isWide ? 2 : 1)
        }
    }

    // MARK: Keys

    /// The rest of a character, or of what an arrow key sends (ECMA-48 control sequences).
    private mutating func goOn(_ byte: UInt8) -> Outcome {
        pending.append(byte)
        guard pending.first == 0x1B else {
            decode()
            return .typing
        }
        switch pending.count {
        case 2 where byte == 0x5B || byte == 0x4F: return .typing
        case 3... where byte < 0x40 && pending.count < 8: return .typing
        default: break
        }
        let sequence = pending
        pending = []
        guard sequence.count > 2, let last = sequence.last else { return .typing }
        switch last {
        case 0x41: recall(-1)
        case 0x42: recall(1)
        case 0x43: cursor = min(text.count, cursor + 1)
        case 0x44: cursor = max(0, cursor - 1)
        case 0x48: cursor = 0
        case 0x46: cursor = text.count
        case 0x7E:
            switch sequence[2] {
            case 0x31, 0x37: cursor = 0
            case 0x34, 0x38: cursor = text.count
            case 0x33: erase(cursor..<min(cursor + 1, text.count))
            default: break
            }
        default: break
        }
        return .typing
    }

    private mutating func decode() {
        let first = pending.first ?? 0
        let wanted = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
        guard pending.count == wanted else { return }
        if let decoded = String(validating: pending, as: UTF8.self)?.first { insert(decoded) }
        pending = []
    }

    private mutating func insert(_ character: Character) {
        guard text.count < Self.longest else { return }
        // An accent joins the letter before it.
        if cursor > 0, String([text[cursor - 1], character]).count == 1,
            let joined = String([text[cursor - 1], character]).first
        {
            text[cursor - 1] = joined
            return
        }
        text.insert(character, at: cursor)
        cursor += 1
    }

    private mutating func erase(_ range: Range<Int>) {
        text.removeSubrange(range)
        cursor = range.lowerBound
    }

    private var wordStart: Int {
        var start = cursor
        while start > 0, text[start - 1] == " " { start -= 1 }
        while start > 0, text[start - 1] != " " { start -= 1 }
        return start
    }

    private mutating func finish() -> Outcome {
        let line = String(text)
        if !line.isEmpty, history.last != line { history.append(line) }
        if history.count > Self.longestHistory { history.removeFirst() }
        begin()
        return .line(line)
    }

    private mutating func recall(_ step: Int) {
        let target = remembered + step
        guard (0...history.count).contains(target) else { return }
        if remembered == history.count { draft = String(text) }
        remembered = target
        text = Array(target == history.count ? draft : history[target])
        cursor = text.count
    }

    // MARK: Completion

    /// Only at the end of a line: what could it become?
    private mutating func complete(_ completions: (String) -> [String]) -> Outcome {
        guard cursor == text.count else { return .typing }
        let choices = completions(String(text))
        guard var common = choices.first.map(Array.init) else { return .typing }
        for choice in choices.dropFirst() {
            common = zip(common, choice).prefix { $0 == $1 }.map { $0.0 }
        }
        if common.count > text.count {
            text = common
            if choices.count == 1, text.last != " ", !text.contains(" ") { text.append(" ") }
            cursor = text.count
            return .typing
        }
        return choices.count > 1 ? .choices(choices) : .typing
    }
}
