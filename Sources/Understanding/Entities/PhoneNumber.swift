import Vocabulary

/// Phone numbers: seven to fifteen digits (E.164 allows no more), international with a plus or 00, national with a
/// leading zero, brackets, or grouped the North American way. Other rows of digits are order, account or card numbers
/// unless a phone was asked for or the words before speak of one.
enum PhoneNumber {
    static func found(_ message: Message, _ context: EntityContext) -> [Found] {
        let text = message.folded
        var found: [Found] = []
        var position = 0
        while position < text.count, found.count < 32 {
            let scalar = text[position]
            let begins = scalar == 0x2B || scalar == 0x28 || scalar &- 48 < 10
            guard begins, position == 0 || !isJoined(text[position - 1]) else {
                position += 1
                continue
            }
            let row = DigitRow(text, from: position)
            let isWhole = row.end == text.count || !isJoined(text[row.end]) && !isClock(text, row.end)
            if isWhole, isPhone(row, cue(before: position, in: message), context) {
                found.append(Found(BuiltIn.phone, .text(normalised(row)), position..<row.end))
            }
            position = max(row.end, position + 1)
        }
        return found
    }

    private static func normalised(_ row: DigitRow) -> String {
        if row.hasPlus { return "+" + row.digits }
        return row.isAbroad ? "+" + row.digits.dropFirst(2) : row.digits
    }

    /// What the words before say the digits are.
    private enum Cue {
        case phone
        case other
        case nothing
    }

    private static func isPhone(_ row: DigitRow, _ cue: Cue, _ context: EntityContext) -> Bool {
        let count = row.digits.utf8.count
        guard count >= 7, count <= 15 else { return false }
        if row.hasPlus { return count >= 8 && row.groups.count <= 7 }
        if context.expected.contains(BuiltIn.phone) || cue == .phone { return true }
        guard cue == .nothing else { return false }
        if row.isAbroad { return count >= 10 }
        if row.hasBrackets || row.groups == [3, 3, 4] || row.groups == [1, 3, 3, 4] { return true }
        // "03-05-2025 10" is a day and the beginning of a time.
        guard row.digits.hasPrefix("0"), row.groups.prefix(3) != [2, 2, 4] else { return false }
        if row.groups.count == 1 { return count == 10 || count == 11 }
        return (9...12).contains(count) && row.groups.count <= 6 && !row.groups.dropFirst().contains(1)
    }

    private static func cue(before position: Int, in message: Message) -> Cue {
        let end = message.firstWord(from: position)
        for word in message.words[max(0, end - 4)..<end].reversed() {
            if phones.contains(word.key) { return .phone }
            if others.contains(word.key) { return .other }
        }
        return .nothing
    }

    private static let phones = keys(
        "phone telephone tel mobile cell cellphone call ring dial whatsapp sms text reach landline fax contact")
    private static let others = keys(
        """
        order orders tracking parcel account invoice reference ref card iban serial ticket case customer transaction
        barcode imei isbn
        """)

    private static func keys(_ words: String) -> Set<WordKey> {
        Set(words.split { $0 == " " || $0 == "\n" }.map { WordKey(String($0)) })
    }

    private static func isJoined(_ value: UInt32) -> Bool {
        value &- 48 < 10 || value &- 97 < 26 || value == 0x23
    }

    private static func isClock(_ text: [UInt32], _ end: Int) -> Bool {
        end + 1 < text.count && text[end] == 0x3A && text[end + 1] &- 48 < 10
    }
}

/// Digits with what people put between them: `+44 (0)20 7946-0958`.
private struct DigitRow {
    private(set) var digits = ""
    private(set) var groups: [Int] = []
    private(set) var end: Int
    let hasPlus: Bool
    private(set) var hasBrackets = false

    var isAbroad: Bool { digits.hasPrefix("00") }

    init(_ text: [UInt32], from start: Int) {
        hasPlus = text[start] == 0x2B
        end = start
        var position = hasPlus ? start + 1 : start
        var gap = 0
        var opened: Int?
        while position < text.count, digits.utf8.count <= 16 {
            let value = text[position]
            if value &- 48 < 10 {
                if gap > 0 || groups.isEmpty { groups.append(0) }
                groups[groups.count - 1] += 1
                digits.unicodeScalars.append(Unicode.Scalar(UInt8(truncatingIfNeeded: value)))
                gap = 0
                end = position + 1
            } else if Self.separators.contains(value), gap < 2 || value == 0x28 && gap < 4 || gap == 2 && opened != nil
            {
                if value == 0x28 { opened = digits.utf8.count }
                if value == 0x29, let from = opened {
                    hasBrackets = true
                    opened = nil
                    // The zero of "+44 (0)20" is not dialled from abroad.
                    if hasPlus, digits.utf8.count == from + 1, digits.hasSuffix("0") {
                        digits.removeLast()
                        groups.removeLast()
                    }
                }
                gap += 1
            } else {
                break
            }
            position += 1
        }
    }

    /// Space, hyphen, dot, brackets.
    private static let separators: Set<UInt32> = [0x20, 0x2D, 0x2E, 0x28, 0x29]
}
