import Vocabulary

/// E-mail addresses, wherever they stand: `(jo@example.com)`, `mailto:jo@example.com`.
enum EmailAddress {
    /// RFC 5321 §4.5.3.1.
    private static let localLimit = 64
    private static let domainLimit = 253

    static func found(_ message: Message) -> [Found] {
        let text = message.folded
        var found: [Found] = []
        for at in text.indices where text[at] == 0x40 && found.count < 32 {
            guard let range = range(around: at, in: text), (found.last?.range.upperBound ?? 0) <= range.lowerBound
            else { continue }
            let written = message.text(range.lowerBound, range.upperBound)
            found.append(Found(BuiltIn.email, .text(written.lowercased()), range))
        }
        return found
    }

    private static func range(around at: Int, in text: [UInt32]) -> Range<Int>? {
        var start = at
        while start > 0, at - start <= localLimit, isLocal(text[start - 1]) { start -= 1 }
        // Dots and quotes that stand before an address are the sentence's.
        while start < at, text[start] == 0x2E || text[start] == 0x27 || text[start] == 0x2D { start += 1 }
        guard start < at, at - start <= localLimit, text[at - 1] != 0x2E, !isDoubled(text, start..<at) else {
            return nil
        }
        var end = at + 1
        while end < text.count, end - at <= domainLimit, isDomain(text[end]) { end += 1 }
        while end > at + 1, text[end - 1] == 0x2E || text[end - 1] == 0x2D { end -= 1 }
        // "a@b@c.d" is no address.
        guard end == text.count || text[end] != 0x40, start == 0 || text[start - 1] != 0x40,
            !isDoubled(text, at..<end), text[at + 1..<end].first != 0x2E
        else { return nil }
        let labels = text[(at + 1)..<end].split(separator: 0x2E)
        guard labels.count >= 2, let top = labels.last, top.count >= 2, !top.contains(where: { $0 &- 48 < 10 }) else {
            return nil
        }
        return start..<end
    }

    private static func isLocal(_ value: UInt32) -> Bool {
        // . _ % + - ' & ~ and letters
        isLetterOrDigit(value) || [0x2E, 0x5F, 0x25, 0x2B, 0x2D, 0x27, 0x26, 0x7E].contains(value)
    }

    private static func isDomain(_ value: UInt32) -> Bool {
        isLetterOrDigit(value) || value == 0x2E || value == 0x2D
    }

    private static func isLetterOrDigit(_ value: UInt32) -> Bool {
        if value < 0x80 { return value &- 97 < 26 || value &- 48 < 10 }
        return Unicode.Scalar(value)?.properties.isAlphabetic ?? false
    }

    private static func isDoubled(_ text: [UInt32], _ range: Range<Int>) -> Bool {
        range.dropFirst().contains { text[$0] == 0x2E && text[$0 - 1] == 0x2E }
    }
}
