internal import PlaybookModel

/// An action's URL. What comes from a conversation stands percent-encoded in the path or the query, and can neither
/// choose the host nor climb out of its path segment.
struct Address {
    let text: String

    init(_ holes: Holes, _ template: Template) throws(FillingError) {
        var text = ""
        for piece in template.pieces {
            switch piece {
            case .text(let words): text += words
            case .cases: throw FillingError("words that depend on a value are for people")
            case .value(let expression, let format):
                let words = try holes.text(expression, format)
                guard !Holes.isSecret(expression) else {
                    text += words ?? ""
                    continue
                }
                guard Self.hasWholeAuthority(text) else {
                    throw FillingError("\(Holes.name(expression)) stands where the address names its host")
                }
                let isInPath = !text.utf8.contains(UInt8(ascii: "?"))
                guard let words, !words.isEmpty || !isInPath else {
                    if isInPath { throw FillingError("\(Holes.name(expression)) is empty in the address") }
                    continue
                }
                text += Percent.encoded(words, keeping: Percent.isUnreserved)
            }
        }
        if let fault = Self.fault(in: text) { throw FillingError(fault) }
        self.text = text
    }

    /// Whether nobody on the way can read what is sent: TLS, or this very machine.
    var isEncryptedOrLocal: Bool {
        guard text.lowercased().hasPrefix("http://") else { return true }
        let host = text.dropFirst(7).prefix { !"/?".contains($0) }
        return host == "localhost" || host.hasPrefix("localhost:") || host.hasPrefix("127.") || host.hasPrefix("[::1]")
    }

    /// What is wrong with an address, in words that do not show it; `nil` for an absolute `http` or `https` one.
    static func fault(in text: String) -> String? {
        guard let start = authorityStart(text) else { return "the address does not begin with http:// or https://" }
        guard text.utf8.count <= Filling.longestURL else { return "the address is too long" }
        guard text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            return "the address holds a space, a control character or a letter beyond ASCII"
        }
        let authority = text[start...].prefix { !"/?#".contains($0) }
        guard !authority.isEmpty, !authority.hasPrefix(":") else { return "the address names no host" }
        guard !authority.contains("@") else { return "the address holds a name or password; use a header" }
        guard !text.contains("#") else { return "the address holds a fragment" }
        let path = text[authority.endIndex...].prefix { $0 != "?" }
        guard path.utf8.contains(where: { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "%") }) else { return nil }
        // Servers decode before they resolve dots, so an input's encoded `/../` climbs like a plain one.
        let decoded = ["%2e": ".", "%2f": "/", "%5c": "\\"].reduce(path.lowercased()) { path, pair in
            path.replacing(pair.key, with: pair.value)
        }
        let climbs = decoded.split { "/\\".contains($0) }.contains { [".", ".."].contains($0) }
        return climbs ? "the address holds a '.' or '..' segment" : nil
    }

    private static func hasWholeAuthority(_ text: String) -> Bool {
        guard let start = authorityStart(text) else { return false }
        return text[start...].contains { "/?".contains($0) }
    }

    /// Where the host begins; `nil` for anything but `http` and `https`.
    private static func authorityStart(_ text: String) -> String.Index? {
        let scheme = text.prefix(8).lowercased()
        if scheme == "https://" { return text.index(text.startIndex, offsetBy: 8) }
        return scheme.hasPrefix("http://") ? text.index(text.startIndex, offsetBy: 7) : nil
    }
}
