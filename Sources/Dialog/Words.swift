/// The words of a text, folded for comparing: lower case, no punctuation.
struct Words: Hashable, Sendable {
    let words: [String]

    init(_ text: some StringProtocol) {
        var words: [String] = []
        var word = ""
        for scalar in text.lowercased().unicodeScalars {
            if Words.isInside(scalar) {
                word.unicodeScalars.append(scalar)
            } else if !word.isEmpty {
                words.append(word)
                word = ""
            }
        }
        if !word.isEmpty { words.append(word) }
        self.words = words
    }

    var count: Int { words.count }
    var isEmpty: Bool { words.isEmpty }

    /// Do the other's words stand here, side by side?
    func contains(_ phrase: Words) -> Bool {
        guard let first = phrase.words.first, phrase.count <= count else { return false }
        for start in 0...(count - phrase.count) where words[start] == first {
            if words[start..<(start + phrase.count)].elementsEqual(phrase.words) { return true }
        }
        return false
    }

    private static func isInside(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII {
            let value = scalar.value
            return (value >= 97 && value <= 122) || (value >= 48 && value <= 57)
        }
        let properties = scalar.properties
        return properties.isAlphabetic || properties.numericType != nil
            || properties.generalCategory == .nonspacingMark
    }
}
