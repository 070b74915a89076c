/// Takes what belongs to one person out of words that many will read: addresses, links and numbers. Names cannot be
/// told from other words; what must not be shown at all must not become a quote.
public enum Redaction {
    /// Characters of a quote.
    private static let longest = 160
    /// Shorter numbers are quantities.
    private static let shortestNumber = 3

    public static func quote(_ text: String) -> String {
        let quote = words(text).joined(separator: " ")
        return quote.count <= longest ? quote : quote.prefix(longest - 1) + "…"
    }

    /// What is left to count words of.
    static func remainder(_ text: String) -> String {
        words(text).filter { $0.first != "[" || $0.last != "]" }.joined(separator: " ")
    }

    private static func words(_ text: String) -> [String] {
        var words: [String] = []
        /// Digits of the numbers in a row before here, and how many there are: "4242 42 42".
        var row = (digits: 0, words: 0)
        for word in text.split(whereSeparator: \.isWhitespace) {
            let digits = word.reduce(0) { $0 + ($1.isNumber ? 1 : 0) }
            let isNumber = digits > 0 && !word.contains { $0.isLetter }
            row = isNumber ? (row.digits + digits, row.words + 1) : (0, 0)
            if isAddress(word) {
                words.append("[address]")
            } else if word.contains("://") || word.lowercased().hasPrefix("www.") {
                words.append("[link]")
            } else if row.words > 1, row.digits >= shortestNumber + 2 {
                words.removeLast(min(row.words - 1, words.count))
                row.words = 1
                words.append("[number]")
            } else if digits >= shortestNumber {
                words.append("[number]")
            } else {
                words.append(String(word))
            }
        }
        return words
    }

    private static func isAddress(_ word: Substring) -> Bool {
        guard let at = word.firstIndex(of: "@"), at != word.startIndex else { return false }
        return word[at...].dropFirst().contains(".")
    }
}
