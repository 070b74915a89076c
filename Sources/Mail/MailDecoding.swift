/// What mail programs make of words, taken back (RFC 2045 §6, RFC 2047).
enum MailDecoding {
    /// What is none of its letters is passed over, as the standard wants it.
    static func base64(_ text: some Sequence<UInt8>) -> [UInt8] {
        var bytes: [UInt8] = []
        var bits: UInt32 = 0
        var count = 0
        for letter in text {
            let value: UInt8
            switch letter {
            case 0x41...0x5A: value = letter - 0x41
            case 0x61...0x7A: value = letter - 0x61 + 26
            case 0x30...0x39: value = letter - 0x30 + 52
            case UInt8(ascii: "+"): value = 62
            case UInt8(ascii: "/"): value = 63
            case UInt8(ascii: "="): return bytes
            default: continue
            }
            bits = bits << 6 | UInt32(value)
            count += 6
            guard count >= 8 else { continue }
            count -= 8
            bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
        }
        return bytes
    }

    static func quotedPrintable(_ text: some Collection<UInt8>) -> [UInt8] {
        var bytes: [UInt8] = []
        var letters = text.makeIterator()
        while let letter = letters.next() {
            guard letter == UInt8(ascii: "=") else {
                bytes.append(letter)
                continue
            }
            guard let high = letters.next() else { break }
            // A line broken only for the way.
            if high == 0x0A { continue }
            guard let low = letters.next() else { break }
            if high == 0x0D { continue }
            guard let first = digit(high), let second = digit(low) else {
                bytes += [letter, high, low]
                continue
            }
            bytes.append(first << 4 | second)
        }
        return bytes
    }

    private static func digit(_ letter: UInt8) -> UInt8? {
        switch letter {
        case 0x30...0x39: letter - 0x30
        case 0x41...0x46: letter - 0x41 + 10
        case 0x61...0x66: letter - 0x61 + 10
        default: nil
        }
    }

    /// Of the many codes the one that all programs write today, and the one of western ones of old.
    static func text(_ bytes: [UInt8], in charset: String) -> String {
        switch charset.lowercased() {
        case "iso-8859-1", "iso-8859-15", "latin1", "windows-1252":
            String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
        default: String(decoding: bytes, as: UTF8.self)
        }
    }

    /// `=?utf-8?Q?…?=` in a header field.
    static func words(_ field: String) -> String {
        var text = ""
        var rest = field[...]
        while let start = rest.firstRange(of: "=?") {
            let parts = rest[start.upperBound...].split(separator: "?", maxSplits: 3, omittingEmptySubsequences: false)
            guard parts.count == 4, parts[3].hasPrefix("="), let decoded = word(parts) else {
                text += rest[..<start.upperBound]
                rest = rest[start.upperBound...]
                continue
            }
            let before = rest[..<start.lowerBound]
            // The space between two of them is there for the fold only.
            if text.isEmpty || !before.allSatisfy(\.isWhitespace) { text += before }
            text += decoded
            rest = parts[3].dropFirst()
        }
        return text + rest
    }

    private static func word(_ parts: [Substring]) -> String? {
        let bytes: [UInt8]
        switch parts[1].lowercased() {
        case "b": bytes = base64(parts[2].utf8)
        case "q": bytes = quotedPrintable(Array(parts[2].utf8).map { $0 == UInt8(ascii: "_") ? 0x20 : $0 })
        default: return nil
        }
        return text(bytes, in: String(parts[0]))
    }

    /// HTML as lines of words: its tags are breaks or nothing, its styles and scripts nothing.
    static func plain(_ html: String) -> String {
        var text = ""
        var rest = html[...]
        while let open = rest.firstIndex(of: "<") {
            text += rest[..<open]
            guard let close = rest[open...].firstIndex(of: ">") else { break }
            let tag = rest[rest.index(after: open)..<close].lowercased()
            rest = rest[rest.index(after: close)...]
            let name = tag.prefix { $0.isLetter || $0 == "/" }
            switch name {
            case "br", "br/", "/p", "/div", "/tr", "/li", "/blockquote": text += "\n"
            case "blockquote": text += "\n> "
            case "style", "script", "head":
                rest = rest.firstRange(of: "</\(name)").map { rest[$0.lowerBound...] } ?? rest[rest.endIndex...]
            default: break
            }
        }
        text += rest
        for (entity, letter) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&nbsp;", " ")] {
            text = text.replacing(entity, with: letter)
        }
        return text.replacing("&amp;", with: "&")
    }
}
