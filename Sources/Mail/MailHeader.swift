/// Header fields (RFC 5322 §2.2), with words beyond ASCII encoded (RFC 2047) and lines folded.
enum MailHeader {
    private static let longestLine = 76

    /// Without control characters, among which are the line breaks that would begin another header.
    static func isSound(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { scalar in
            scalar.value >= 0x20 && !(0x7F...0x9F).contains(scalar.value) && ![0x2028, 0x2029].contains(scalar.value)
        }
    }

    /// What may stand between the brackets of a `Message-ID`.
    static func isID(_ text: String) -> Bool {
        (1...512).contains(text.utf8.count)
            && text.utf8.allSatisfy { (0x21...0x7E).contains($0) && !"<>\"".utf8.contains($0) }
    }

    /// RFC 2045's token.
    static func isToken(_ text: String) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy { (0x21...0x7E).contains($0) && !"()<>@,;:\\\"/[]?=".utf8.contains($0) }
    }

    /// A whole field with its line break; words are never cut, only moved to the next line.
    static func field(_ name: String, _ words: [String]) -> String {
        var text = name + ":"
        var length = text.utf8.count
        for word in words {
            if length + 1 + word.utf8.count > longestLine, length > name.utf8.count + 1 {
                text += "\r\n"
                length = 0
            }
            text += " " + word
            length += 1 + word.utf8.count
        }
        return text + "\r\n"
    }

    /// Free text as words of a field.
    static func words(_ text: String) -> [String] {
        // A word that looks like an encoded one would be decoded by the reader.
        let isPlain = text.utf8.allSatisfy { (0x20...0x7E).contains($0) } && !text.contains("=?")
        let parts = text.split(separator: " ", omittingEmptySubsequences: false)
        let foldsWell = parts.allSatisfy { !$0.isEmpty && $0.utf8.count < longestLine }
        return isPlain && foldsWell ? parts.map(String.init) : encodedWords(text)
    }

    /// A mailbox as words: `"Name" <a@b>`.
    static func words(_ mailbox: MailAddress) -> [String] {
        guard let name = mailbox.name, !name.isEmpty else { return [mailbox.address] }
        let isAtoms = name.utf8.allSatisfy { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x20: true
            default: false
            }
        }
        let words = isAtoms ? words(name) : encodedWords(name)
        return words + ["<\(mailbox.address)>"]
    }

    static func words(_ mailboxes: [MailAddress]) -> [String] {
        var all: [String] = []
        for (index, mailbox) in mailboxes.enumerated() {
            var words = words(mailbox)
            if index + 1 < mailboxes.count { words[words.count - 1] += "," }
            all += words
        }
        return all
    }

    /// `=?UTF-8?B?…?=`, each at most 75 characters and a whole number of scalars.
    private static func encodedWords(_ text: String) -> [String] {
        var words: [String] = []
        var bytes: [UInt8] = []
        for scalar in text.unicodeScalars {
            let more = Array(String(scalar).utf8)
            if bytes.count + more.count > 45 {
                words.append("=?UTF-8?B?\(MailEncoding.base64(bytes))?=")
                bytes = []
            }
            bytes += more
        }
        return words + (bytes.isEmpty ? [] : ["=?UTF-8?B?\(MailEncoding.base64(bytes))?="])
    }
}
