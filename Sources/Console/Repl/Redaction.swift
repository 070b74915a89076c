/// Takes out of a message what belongs to one person: addresses and numbers. Their shape stays, so that what is learned
/// from the message stays the same.
enum Redaction {
    /// Shorter numbers are quantities.
    private static let shortestNumber = 3

    static func of(_ text: String) -> String {
        text.split(separator: " ", omittingEmptySubsequences: false)
            .map { word in isAddress(word) ? address(word) : numberless(word) }
            .joined(separator: " ")
    }

    private static func isAddress(_ word: Substring) -> Bool {
        guard let at = word.firstIndex(of: "@"), at != word.startIndex else { return false }
        return word[at...].dropFirst().contains(".")
    }

    /// Punctuation around the address stays.
    private static func address(_ word: Substring) -> String {
        let signs: Set<Character> = ["(", ")", "<", ">", ",", ";", ":", ".", "!", "?", "\"", "'"]
        let before = word.prefix { signs.contains($0) }
        let after = String(word.reversed().prefix { signs.contains($0) }.reversed())
        return before + "someone@example.com" + after
    }

    private static func numberless(_ word: Substring) -> String {
        var result = ""
        var run = ""
        func written(_ run: String) -> String {
            guard run.count >= shortestNumber else { return run }
            return String((0..<run.count).map { Character("\(($0 + 1) % 10)") })
        }
        for character in word {
            if character.isNumber {
                run.append(character)
            } else {
                result += written(run)
                run = ""
                result.append(character)
            }
        }
        return result + written(run)
    }
}
