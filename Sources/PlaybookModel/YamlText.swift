/// Text on its way into a playbook's YAML.
public enum YamlText {
    /// Behind `key: ` or `- `: plain where YAML, old or new, reads it as the same text; in double quotes elsewhere.
    public static func scalar(_ text: String) -> String {
        isPlain(text, with: " ',?!./@£$€") ? text : quoted(text)
    }

    /// Inside `{ }` or `[ ]`, or as a key, where commas and spaces are kept out of plain text.
    public static func word(_ text: String) -> String {
        isPlain(text, with: "._/") ? text : quoted(text)
    }

    /// In double quotes, with the escapes that YAML shares with JSON.
    public static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            case "\r": result += "\\r"
            case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{2028}", "\u{2029}", "\u{FEFF}":
                let digits = String(scalar.value, radix: 16, uppercase: true)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }

    /// Words that YAML, or one of its older versions, does not read as text.
    private static let notText: Set<String> = ["true", "false", "yes", "no", "on", "off", "y", "n", "null"]

    private static func isPlain(_ text: String, with signs: String) -> Bool {
        guard let first = text.unicodeScalars.first, isLetter(first), text.last != " ",
            !notText.contains(text.lowercased())
        else { return false }
        return text.unicodeScalars.allSatisfy { scalar in
            isLetter(scalar) || ("0"..."9").contains(scalar) || scalar == "_" || scalar == "-"
                || signs.unicodeScalars.contains(scalar)
        }
    }

    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
    }
}
