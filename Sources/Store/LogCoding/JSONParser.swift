/// Reads one JSON text (RFC 8259), no deeper than the writer writes.
struct JSONParser {
    private let bytes: [UInt8]
    private var position = 0
    private var depth = 0

    private init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    static func parse(_ bytes: [UInt8]) throws(MalformedRecord) -> JSON {
        var parser = JSONParser(bytes)
        let value = try parser.value()
        parser.skipSpace()
        guard parser.position == bytes.count else { throw parser.complaint("something after the end") }
        return value
    }

    private mutating func value() throws(MalformedRecord) -> JSON {
        skipSpace()
        switch peek() {
        case UInt8(ascii: "{"): return try object()
        case UInt8(ascii: "["): return try list()
        case UInt8(ascii: "\""): return .text(try text())
        case UInt8(ascii: "t"): return try literal("true", .flag(true))
        case UInt8(ascii: "f"): return try literal("false", .flag(false))
        case UInt8(ascii: "n"): return try literal("null", .null)
        default: return try number()
        }
    }

    private mutating func object() throws(MalformedRecord) -> JSON {
        try enter()
        var fields: [JSON.Field] = []
        skipSpace()
        if take(UInt8(ascii: "}")) { return leave(.object([])) }
        repeat {
            skipSpace()
            let name = try text()
            skipSpace()
            guard take(UInt8(ascii: ":")) else { throw complaint("no colon") }
            fields.append(JSON.Field(name: name, value: try value()))
            skipSpace()
        } while take(UInt8(ascii: ","))
        guard take(UInt8(ascii: "}")) else { throw complaint("an object without its end") }
        return leave(.object(fields))
    }

    private mutating func list() throws(MalformedRecord) -> JSON {
        try enter()
        var elements: [JSON] = []
        skipSpace()
        if take(UInt8(ascii: "]")) { return leave(.list([])) }
        repeat {
            elements.append(try value())
            skipSpace()
        } while take(UInt8(ascii: ","))
        guard take(UInt8(ascii: "]")) else { throw complaint("a list without its end") }
        return leave(.list(elements))
    }

    private mutating func text() throws(MalformedRecord) -> String {
        guard take(UInt8(ascii: "\"")) else { throw complaint("no quotation mark") }
        let start = position
        while let byte = peek(), byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") {
            position += 1
        }
        if take(UInt8(ascii: "\"")) {
            return String(decoding: bytes[start..<position - 1], as: UTF8.self)
        }
        return try escapedText(startingWith: bytes[start..<position])
    }

    private mutating func escapedText(startingWith plain: ArraySlice<UInt8>) throws(MalformedRecord) -> String {
        var result = Array(plain)
        while let byte = peek() {
            position += 1
            switch byte {
            case UInt8(ascii: "\""): return String(decoding: result, as: UTF8.self)
            case UInt8(ascii: "\\"): try appendEscape(to: &result)
            default: result.append(byte)
            }
        }
        throw complaint("a text without its end")
    }

    private mutating func appendEscape(to result: inout [UInt8]) throws(MalformedRecord) {
        guard let byte = peek() else { throw complaint("an escape without its end") }
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): result.append(byte)
        case UInt8(ascii: "n"): result.append(0x0A)
        case UInt8(ascii: "t"): result.append(0x09)
        case UInt8(ascii: "r"): result.append(0x0D)
        case UInt8(ascii: "b"): result.append(0x08)
        case UInt8(ascii: "f"): result.append(0x0C)
        case UInt8(ascii: "u"): result.append(contentsOf: Array(String(Character(try escapedScalar())).utf8))
        default: throw complaint("an unknown escape")
        }
    }

    private mutating func escapedScalar() throws(MalformedRecord) -> Unicode.Scalar {
        let first = try fourDigits()
        if let scalar = Unicode.Scalar(first) { return scalar }
        guard first < 0xDC00, take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) else {
            throw complaint("half a surrogate pair")
        }
        let second = try fourDigits()
        guard (0xDC00...0xDFFF).contains(second),
            let scalar = Unicode.Scalar(0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00))
        else { throw complaint("half a surrogate pair") }
        return scalar
    }

    private mutating func fourDigits() throws(MalformedRecord) -> UInt32 {
        guard position + 4 <= bytes.count,
            let value = UInt32(String(decoding: bytes[position..<position + 4], as: UTF8.self), radix: 16)
        else { throw complaint("no four hexadecimal digits") }
        position += 4
        return value
    }

    private mutating func number() throws(MalformedRecord) -> JSON {
        let start = position
        var isWhole = true
        while let byte = peek() {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"): break
            case UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"): isWhole = false
            default: return try number(in: start..<position, isWhole: isWhole)
            }
            position += 1
        }
        return try number(in: start..<position, isWhole: isWhole)
    }

    private func number(in range: Range<Int>, isWhole: Bool) throws(MalformedRecord) -> JSON {
        let digits = String(decoding: bytes[range], as: UTF8.self)
        if isWhole, let integer = Int64(digits) { return .integer(integer) }
        guard let number = Double(digits) else { throw complaint("no value") }
        return .number(number)
    }

    private mutating func literal(_ word: StaticString, _ value: JSON) throws(MalformedRecord) -> JSON {
        for byte in word.description.utf8 {
            guard take(byte) else { throw complaint("an unknown word") }
        }
        return value
    }

    private mutating func enter() throws(MalformedRecord) {
        position += 1
        depth += 1
        guard depth <= JSONWriter.deepest else { throw complaint("too deep") }
    }

    private mutating func leave(_ value: JSON) -> JSON {
        depth -= 1
        return value
    }

    private mutating func skipSpace() {
        while let byte = peek(), byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
            position += 1
        }
    }

    private func peek() -> UInt8? {
        position < bytes.count ? bytes[position] : nil
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard peek() == byte else { return false }
        position += 1
        return true
    }

    private func complaint(_ reason: String) -> MalformedRecord {
        MalformedRecord("\(reason) at byte \(position)")
    }
}
