internal import Vocabulary

/// One pass over the bytes of a JSON document.
struct JSONReader {
    private let bytes: [UInt8]
    private var next = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    mutating func document() -> SlotValue? {
        guard let value = value(depth: 0) else { return nil }
        skipSpace()
        return next == bytes.count ? value : nil
    }

    private mutating func value(depth: Int) -> SlotValue? {
        guard depth <= JSONText.maximumDepth else { return nil }
        skipSpace()
        guard next < bytes.count else { return nil }
        return switch bytes[next] {
        case UInt8(ascii: "{"): record(depth: depth)
        case UInt8(ascii: "["): list(depth: depth)
        case UInt8(ascii: "\""): string().map(SlotValue.text)
        case UInt8(ascii: "t"): word("true", .flag(true))
        case UInt8(ascii: "f"): word("false", .flag(false))
        case UInt8(ascii: "n"): word("null", .nothing)
        default: number()
        }
    }

    private mutating func record(depth: Int) -> SlotValue? {
        next += 1
        var fields: [String: SlotValue] = [:]
        if take(UInt8(ascii: "}")) { return .record(fields) }
        repeat {
            skipSpace()
            guard next < bytes.count, bytes[next] == UInt8(ascii: "\""), let key = string(), take(UInt8(ascii: ":")),
                let value = value(depth: depth + 1), fields.updateValue(value, forKey: key) == nil
            else { return nil }
        } while take(UInt8(ascii: ","))
        return take(UInt8(ascii: "}")) ? .record(fields) : nil
    }

    private mutating func list(depth: Int) -> SlotValue? {
        next += 1
        var items: [SlotValue] = []
        if take(UInt8(ascii: "]")) { return .list(items) }
        repeat {
            guard let item = value(depth: depth + 1) else { return nil }
            items.append(item)
        } while take(UInt8(ascii: ","))
        return take(UInt8(ascii: "]")) ? .list(items) : nil
    }

    private mutating func string() -> String? {
        next += 1
        var content: [UInt8] = []
        while next < bytes.count {
            let byte = bytes[next]
            next += 1
            switch byte {
            case UInt8(ascii: "\""): return String(validating: content, as: UTF8.self)
            case UInt8(ascii: "\\"):
                guard let scalar = escape() else { return nil }
                content.append(contentsOf: Array(String(Character(scalar)).utf8))
            case 0..<0x20: return nil
            default: content.append(byte)
            }
        }
        return nil
    }

    private mutating func escape() -> Unicode.Scalar? {
        guard next < bytes.count else { return nil }
        let byte = bytes[next]
        next += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{c}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): return unicode()
        default: return nil
        }
    }

    /// A scalar of one `\u` escape or of a surrogate pair; a lone surrogate is malformed.
    private mutating func unicode() -> Unicode.Scalar? {
        guard let first = hexadecimal() else { return nil }
        guard (0xD800..<0xDC00).contains(first) else { return Unicode.Scalar(first) }
        guard next + 1 < bytes.count, bytes[next] == UInt8(ascii: "\\"), bytes[next + 1] == UInt8(ascii: "u") else {
            return nil
        }
        next += 2
        guard let second = hexadecimal(), (0xDC00..<0xE000).contains(second) else { return nil }
        return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
    }

    private mutating func hexadecimal() -> UInt32? {
        guard next + 4 <= bytes.count else { return nil }
        var value: UInt32 = 0
        for byte in bytes[next..<next + 4] {
            switch byte {
            case 0x30...0x39: value = value << 4 | UInt32(byte - 0x30)
            case 0x41...0x46: value = value << 4 | UInt32(byte - 0x37)
            case 0x61...0x66: value = value << 4 | UInt32(byte - 0x57)
            default: return nil
            }
        }
        next += 4
        return value
    }

    private mutating func number() -> SlotValue? {
        let start = next
        var isWhole = true
        if peek(UInt8(ascii: "-")) { next += 1 }
        if peek(UInt8(ascii: "0")) { next += 1 } else { guard digits() else { return nil } }
        if peek(UInt8(ascii: ".")) {
            isWhole = false
            next += 1
            guard digits() else { return nil }
        }
        if peek(UInt8(ascii: "e")) || peek(UInt8(ascii: "E")) {
            isWhole = false
            next += 1
            if peek(UInt8(ascii: "+")) || peek(UInt8(ascii: "-")) { next += 1 }
            guard digits() else { return nil }
        }
        let text = String(decoding: bytes[start..<next], as: UTF8.self)
        if isWhole, let integer = Int64(text) { return .integer(integer) }
        guard let number = Double(text), number.isFinite else { return nil }
        return .number(number)
    }

    private mutating func digits() -> Bool {
        let start = next
        while next < bytes.count, (0x30...0x39).contains(bytes[next]) { next += 1 }
        return next > start
    }

    private mutating func word(_ word: StaticString, _ value: SlotValue) -> SlotValue? {
        for character in word.description.utf8 {
            guard peek(character) else { return nil }
            next += 1
        }
        return value
    }

    private func peek(_ byte: UInt8) -> Bool {
        next < bytes.count && bytes[next] == byte
    }

    /// Takes `byte` after any space.
    private mutating func take(_ byte: UInt8) -> Bool {
        skipSpace()
        guard peek(byte) else { return false }
        next += 1
        return true
    }

    private mutating func skipSpace() {
        while next < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[next]) { next += 1 }
    }
}
