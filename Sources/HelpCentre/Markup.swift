/// HTML and XML from text.
enum Markup {
    /// Safe between tags and within quotes. Control characters that XML forbids are left out.
    static func text(_ text: some StringProtocol) -> String {
        var safe = ""
        safe.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": safe += "&amp;"
            case "<": safe += "&lt;"
            case ">": safe += "&gt;"
            case "\"": safe += "&quot;"
            case "'": safe += "&#39;"
            case "\t", "\n", "\r": safe.unicodeScalars.append(scalar)
            default: if scalar.value >= 0x20, scalar.value != 0x7F { safe.unicodeScalars.append(scalar) }
            }
        }
        return safe
    }

    /// Percent-encoded as a part of a path or a query.
    static func part(_ text: some StringProtocol) -> String {
        var part = ""
        for byte in text.utf8 {
            let isPlain =
                byte &- 48 < 10 || byte &- 65 < 26 || byte &- 97 < 26 || [0x2D, 0x2E, 0x5F, 0x7E].contains(byte)
            if isPlain {
                part.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                let digits = Array("0123456789ABCDEF")
                part += "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
            }
        }
        return part
    }

    /// The words that begin like one of the question's are marked.
    static func marked(_ passage: String, for question: String) -> String {
        let stems = Set(
            question.lowercased().split { !$0.isLetter && !$0.isNumber }.filter { $0.count > 2 }.map {
                String($0.prefix(5))
            })
        var result = ""
        var rest = passage[...]
        while let start = rest.firstIndex(where: { $0.isLetter || $0.isNumber }) {
            result += text(rest[..<start])
            let word = rest[start...].prefix { $0.isLetter || $0.isNumber }
            let isWanted = word.count > 2 && stems.contains(String(word.lowercased().prefix(5)))
            result += isWanted ? "<mark>\(text(word))</mark>" : text(word)
            rest = rest[word.endIndex...]
        }
        return result + text(rest)
    }
}
