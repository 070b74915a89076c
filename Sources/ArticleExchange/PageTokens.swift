/// The tags and texts of a page, one after the other, in time linear in its length.
struct PageTokens: Sequence, IteratorProtocol {
    enum Token {
        case text(String)
        /// Names in small letters; `closes` for `<br/>`.
        case open(Substring, [Substring: String], closes: Bool)
        case close(Substring)
    }

    private let text: [Unicode.Scalar]
    private var index = 0
    /// Inside <script> and <style> nothing is a tag but their own end.
    private var raw: [Unicode.Scalar]?

    init(_ html: String) {
        text = Array(html.unicodeScalars)
    }

    mutating func next() -> Token? {
        while index < text.count {
            if let end = raw {
                raw = nil
                skip(to: end)
                continue
            }
            guard text[index] == "<", index + 1 < text.count else { return words() }
            switch text[index + 1] {
            case "!", "?": comment()
            case "/": if let name = endTag() { return .close(name) }
            case let first where Self.isLetter(first): return startTag()
            default: return words()
            }
        }
        return nil
    }

    private mutating func words() -> Token {
        let start = index
        index += 1
        while index < text.count, text[index] != "<" { index += 1 }
        return .text(Entities.decoded(string(start..<index)))
    }

    private mutating func comment() {
        let isLong = index + 3 < text.count && text[index + 2] == "-" && text[index + 3] == "-"
        index += isLong ? 4 : 2
        while index < text.count {
            index += 1
            guard text[index - 1] == ">" else { continue }
            if !isLong || (index >= 3 && text[index - 2] == "-" && text[index - 3] == "-") { return }
        }
    }

    private mutating func endTag() -> Substring? {
        index += 2
        let name = name()
        while index < text.count, text[index] != ">" { index += 1 }
        index += 1
        return name.isEmpty ? nil : name
    }

    private mutating func startTag() -> Token {
        index += 1
        let name = name()
        var attributes: [Substring: String] = [:]
        var closes = false
        while index < text.count, text[index] != ">" {
            if text[index] == "/" || Self.isSpace(text[index]) {
                closes = text[index] == "/"
                index += 1
                continue
            }
            let start = index
            while index < text.count, !"=>/".unicodeScalars.contains(text[index]), !Self.isSpace(text[index]) {
                index += 1
            }
            if index == start { index += 1 }
            let key = string(start..<index).lowercased()[...]
            attributes[key] = value()
            closes = false
        }
        index += 1
        if name == "script" || name == "style" { raw = Array("</\(name)".unicodeScalars) }
        return .open(name, attributes, closes: closes)
    }

    private mutating func value() -> String {
        while index < text.count, Self.isSpace(text[index]) { index += 1 }
        guard index < text.count, text[index] == "=" else { return "" }
        index += 1
        while index < text.count, Self.isSpace(text[index]) { index += 1 }
        guard index < text.count else { return "" }
        let quote = text[index]
        guard quote == "\"" || quote == "'" else {
            let start = index
            while index < text.count, text[index] != ">", !Self.isSpace(text[index]) { index += 1 }
            return Entities.decoded(string(start..<index))
        }
        index += 1
        let start = index
        while index < text.count, text[index] != quote { index += 1 }
        defer { index += 1 }
        return Entities.decoded(string(start..<Swift.min(index, text.count)))
    }

    private mutating func name() -> Substring {
        let start = index
        while index < text.count, Self.isLetter(text[index]) || ("0"..."9").contains(text[index]) { index += 1 }
        return string(start..<index).lowercased()[...]
    }

    private mutating func skip(to end: [Unicode.Scalar]) {
        while index < text.count {
            if text[index] == "<",
                string(index..<Swift.min(index + end.count, text.count)).lowercased().unicodeScalars
                    .elementsEqual(end)
            {
                return
            }
            index += 1
        }
    }

    private func string(_ range: Range<Int>) -> String {
        var scalars = String.UnicodeScalarView()
        scalars.append(contentsOf: text[range])
        return String(scalars)
    }

    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
    }

    private static func isSpace(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isWhitespace }
}

/// Characters written as `&amp;`, `&#233;` and `&#xE9;`: the names that pages use most.
enum Entities {
    private static let named: [Substring: String] = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": " ", "ndash": "–", "mdash": "—",
        "hellip": "…", "rsquo": "’", "lsquo": "‘", "rdquo": "”", "ldquo": "“", "euro": "€", "pound": "£", "copy": "©",
        "reg": "®", "trade": "™", "deg": "°", "times": "×", "middot": "·", "bull": "•", "eacute": "é", "egrave": "è",
        "auml": "ä", "ouml": "ö", "uuml": "ü", "Auml": "Ä", "Ouml": "Ö", "Uuml": "Ü", "szlig": "ß", "rarr": "→",
        "larr": "←", "frac12": "½", "laquo": "«", "raquo": "»", "agrave": "à", "ccedil": "ç", "ntilde": "ñ",
    ]

    static func decoded(_ text: String) -> String {
        guard text.contains("&") else { return text }
        var result = ""
        var rest = text[...]
        while let start = rest.firstIndex(of: "&") {
            result += rest[..<start]
            rest = rest[start...]
            guard let end = rest.prefix(12).firstIndex(of: ";"),
                let character = character(rest[start..<end].dropFirst())
            else {
                result += "&"
                rest = rest.dropFirst()
                continue
            }
            result += character
            rest = rest[rest.index(after: end)...]
        }
        return result + rest
    }

    private static func character(_ name: Substring) -> String? {
        guard name.hasPrefix("#") else { return named[name] }
        let digits = name.dropFirst()
        let isHex = digits.first == "x" || digits.first == "X"
        guard let code = isHex ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits),
            let scalar = Unicode.Scalar(code), code >= 0x20 || code == 0x0A
        else { return nil }
        return String(Character(scalar))
    }
}
