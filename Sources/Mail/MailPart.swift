/// A mail or a part of one: header fields and a body (RFC 5322 §2, RFC 2045).
struct MailPart {
    /// Parts within parts that are looked into, and parts of one part.
    private static let depth = 6
    private static let parts = 50
    private static let fields = 200

    /// By their names in small letters; of a repeated one the first.
    private let header: [String: String]
    private let body: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) {
        var header: [String: String] = [:]
        var last: String?
        var rest = bytes
        while let (line, after) = Self.line(of: rest), !line.isEmpty {
            rest = after
            let text = String(decoding: line, as: UTF8.self)
            if text.first == " " || text.first == "\t" {
                // Folded: it goes on with the field before.
                if let last { header[last]? += " " + text.trimmed }
            } else if let colon = text.firstIndex(of: ":"), header.count < Self.fields {
                let name = text[..<colon].lowercased()
                last = header[name] == nil ? name : nil
                if last != nil { header[name] = String(text[text.index(after: colon)...]).trimmed }
            } else {
                last = nil
            }
        }
        self.header = header
        body = Self.line(of: rest)?.after ?? []
    }

    func field(_ name: String) -> String? { header[name] }

    /// `text/plain`
    var type: String {
        (field("content-type") ?? "text/plain").prefix { $0 != ";" }.lowercased().trimmed
    }

    /// The words for people: the plain ones before those in HTML.
    var text: String? { words("text/plain", Self.depth) ?? words("text/html", Self.depth).map(MailDecoding.plain) }

    private func words(_ wanted: String, _ depth: Int) -> String? {
        guard !type.hasPrefix("multipart/") else {
            return depth == 0 ? nil : parts.lazy.compactMap { $0.words(wanted, depth - 1) }.first
        }
        let isFile = field("content-disposition")?.lowercased().hasPrefix("attachment") ?? false
        guard type == wanted, !isFile else { return nil }
        let bytes: [UInt8] =
            switch field("content-transfer-encoding")?.lowercased() {
            case "base64": MailDecoding.base64(body)
            case "quoted-printable": MailDecoding.quotedPrintable(body)
            default: Array(body)
            }
        return MailDecoding.text(bytes, in: parameter("charset") ?? "utf-8")
    }

    private var parts: [MailPart] {
        guard let boundary = parameter("boundary"), !boundary.isEmpty else { return [] }
        let border = Array("--\(boundary)".utf8)
        var parts: [MailPart] = []
        var start: Int?
        var rest = body
        while let (line, after) = Self.line(of: rest) {
            if line.starts(with: border) {
                if let start { parts.append(MailPart(body[start..<line.startIndex])) }
                let isLast = line.dropFirst(border.count).starts(with: [0x2D, 0x2D])
                if isLast || parts.count >= Self.parts { return parts }
                start = after.startIndex
            }
            rest = after
        }
        // Cut off: what came is better than nothing.
        if let start { parts.append(MailPart(body[start...])) }
        return parts
    }

    /// Of the content's type.
    private func parameter(_ name: String) -> String? {
        for part in (field("content-type") ?? "").split(separator: ";").dropFirst() {
            let sides = part.split(separator: "=", maxSplits: 1)
            guard sides.count == 2, sides[0].lowercased().trimmed == name else { continue }
            return String(sides[1]).trimmed.filter { $0 != "\"" }
        }
        return nil
    }

    /// The next line without its end, and what comes after; `nil` where there is none.
    private static func line(of bytes: ArraySlice<UInt8>) -> (line: ArraySlice<UInt8>, after: ArraySlice<UInt8>)? {
        guard !bytes.isEmpty else { return nil }
        guard let end = bytes.firstIndex(of: 0x0A) else { return (bytes, []) }
        let line = bytes[bytes.startIndex..<end]
        return (line.last == 0x0D ? line.dropLast() : line, bytes[(end + 1)...])
    }
}

extension String {
    fileprivate var trimmed: String {
        guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(self[first...last])
    }
}
