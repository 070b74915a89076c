/// Bodies as seven-bit lines (RFC 2045 §6).
enum MailEncoding {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    private static let digits = Array("0123456789ABCDEF".utf8)
    private static let longestLine = 76

    static func base64(_ bytes: [UInt8]) -> String {
        String(decoding: base64Bytes(bytes[...]), as: UTF8.self)
    }

    /// Lines of 76 characters.
    static func base64Lines(_ bytes: [UInt8]) -> [UInt8] {
        var lines: [UInt8] = []
        lines.reserveCapacity(bytes.count * 4 / 3 + bytes.count / 28 + 4)
        var start = 0
        while start < bytes.count {
            let end = min(start + 57, bytes.count)
            lines += base64Bytes(bytes[start..<end]) + [0x0D, 0x0A]
            start = end
        }
        return lines
    }

    private static func base64Bytes(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity((bytes.count + 2) / 3 * 4)
        var rest = bytes
        while !rest.isEmpty {
            let group = rest.prefix(3)
            let bits = group.reduce(UInt32(0)) { $0 << 8 | UInt32($1) } << UInt32(8 * (3 - group.count))
            for place in 0..<4 {
                let isPadding = place > group.count
                text.append(isPadding ? UInt8(ascii: "=") : alphabet[Int(bits >> UInt32(18 - 6 * place) & 63)])
            }
            rest = rest.dropFirst(3)
        }
        return text
    }

    /// Whatever line breaks the text has become CRLF; lines are at most 76 characters, and no space ends one.
    static func quotedPrintable(_ text: String) -> [UInt8] {
        var output: [UInt8] = []
        let unified = text.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
        for line in unified.split(separator: "\n", omittingEmptySubsequences: false) {
            var length = 0
            let bytes = Array(line.utf8)
            for (index, byte) in bytes.enumerated() {
                let isLast = index + 1 == bytes.count
                let isBlank = byte == 0x20 || byte == 0x09
                let isPlain = (0x21...0x7E).contains(byte) && byte != UInt8(ascii: "=") || isBlank && !isLast
                let width = isPlain ? 1 : 3
                // Room for the soft break, except at the line's end.
                if length + width > longestLine - (isLast ? 0 : 1) {
                    output += [UInt8(ascii: "="), 0x0D, 0x0A]
                    length = 0
                }
                output += isPlain ? [byte] : [UInt8(ascii: "="), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
                length += width
            }
            output += [0x0D, 0x0A]
        }
        return output
    }
}
