/// Why bytes are not JSON we accept, and where (byte offset).
public struct JSONFault: Error, Hashable, Sendable {
    public enum Problem: Hashable, Sendable {
        case notUTF8
        case unexpected
        case endOfInput
        case trailingBytes
        case tooDeep
        case duplicateKey(String)
        case loneSurrogate
        case controlCharacter
        case numberOutOfRange
    }

    public let problem: Problem
    public let offset: Int

    public init(_ problem: Problem, offset: Int) {
        self.problem = problem
        self.offset = offset
    }
}

extension JSON {
    /// Reads one value; nothing may follow it but white space.
    public static func parse(_ bytes: [UInt8], maximumDepth: Int = 16) throws(JSONFault) -> JSON {
        var parser = JSONParser(bytes: bytes, maximumDepth: maximumDepth)
        let value = try parser.value(depth: 0)
        parser.skipSpace()
        guard parser.position == bytes.count else { throw JSONFault(.trailingBytes, offset: parser.position) }
        return value
    }
}

private struct JSONParser {
    let bytes: [UInt8]
    let maximumDepth: Int
    var position = 0

    init(bytes: [UInt8], maximumDepth: Int) {
        self.bytes = bytes
        self.maximumDepth = maximumDepth
    }

    mutating func skipSpace() {
        while position < bytes.count, [0x20, 0x0A, 0x0D, 0x09].contains(bytes[position]) { position += 1 }
    }

    private func peek() throws(JSONFault) -> UInt8 {
        guard position < bytes.count else { throw JSONFault(.endOfInput, offset: position) }
        return bytes[position]
    }

    private mutating func expect(_ text: StaticString) throws(JSONFault) {
        for byte in text.description.utf8 {
            guard try peek() == byte else { throw JSONFault(.unexpected, offset: position) }
            position += 1
        }
    }

    mutating func value(depth: Int) throws(JSONFault) -> JSON {
        skipSpace()
        switch try peek() {
        case UInt8(ascii: "{"):
            guard depth < maximumDepth else { throw JSONFault(.tooDeep, offset: position) }
            return try object(depth: depth + 1)
        case UInt8(ascii: "["):
            guard depth < maximumDepth else { throw JSONFault(.tooDeep, offset: position) }
            return try array(depth: depth + 1)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"):
            try expect("true")
            return .bool(true)
        case UInt8(ascii: "f"):
            try expect("false")
            return .bool(false)
        case UInt8(ascii: "n"):
            try expect("null")
            return .null
        default: return try number()
        }
    }

    private mutating func object(depth: Int) throws(JSONFault) -> JSON {
        position += 1
        var members: [JSON.Member] = []
        var seen: Set<String> = []
        skipSpace()
        if try peek() == UInt8(ascii: "}") {
            position += 1
            return .object([])
        }
        while true {
            skipSpace()
            let start = position
            guard try peek() == UInt8(ascii: "\"") else { throw JSONFault(.unexpected, offset: position) }
            let key = try string()
            guard seen.insert(key).inserted else { throw JSONFault(.duplicateKey(key), offset: start) }
            skipSpace()
            try expect(":")
            members.append(JSON.Member(key, try value(depth: depth)))
            skipSpace()
            let next = try peek()
            position += 1
            if next == UInt8(ascii: "}") { return .object(members) }
            guard next == UInt8(ascii: ",") else { throw JSONFault(.unexpected, offset: position - 1) }
        }
    }

    private mutating func array(depth: Int) throws(JSONFault) -> JSON {
        position += 1
        var elements: [JSON] = []
        skipSpace()
        if try peek() == UInt8(ascii: "]") {
            position += 1
            return .array([])
        }
        while true {
            elements.append(try value(depth: depth))
            skipSpace()
            let next = try peek()
            position += 1
            if next == UInt8(ascii: "]") { return .array(elements) }
            guard next == UInt8(ascii: ",") else { throw JSONFault(.unexpected, offset: position - 1) }
        }
    }

    private mutating func string() throws(JSONFault) -> String {
        let start = position
        position += 1
        var content: [UInt8] = []
        while true {
            let byte = try peek()
            position += 1
            switch byte {
            case UInt8(ascii: "\""):
                guard let text = String(validating: content, as: UTF8.self) else {
                    throw JSONFault(.notUTF8, offset: start)
                }
                return text
            case UInt8(ascii: "\\"): try escape(into: &content)
            case 0..<0x20: throw JSONFault(.controlCharacter, offset: position - 1)
            default: content.append(byte)
            }
        }
    }

    private mutating func escape(into content: inout [UInt8]) throws(JSONFault) {
        let byte = try peek()
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): content.append(byte)
        case UInt8(ascii: "b"): content.append(0x08)
        case UInt8(ascii: "f"): content.append(0x0C)
        case UInt8(ascii: "n"): content.append(0x0A)
        case UInt8(ascii: "r"): content.append(0x0D)
        case UInt8(ascii: "t"): content.append(0x09)
        case UInt8(ascii: "u"):
            let offset = position - 2
            var code = UInt32(try hex4())
            if (0xD800..<0xDC00).contains(code) {
                guard position + 1 < bytes.count, bytes[position] == UInt8(ascii: "\\"),
                    bytes[position + 1] == UInt8(ascii: "u")
                else { throw JSONFault(.loneSurrogate, offset: offset) }
                position += 2
                let low = UInt32(try hex4())
                guard (0xDC00..<0xE000).contains(low) else { throw JSONFault(.loneSurrogate, offset: offset) }
                code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
            }
            guard let scalar = Unicode.Scalar(code) else { throw JSONFault(.loneSurrogate, offset: offset) }
            content.append(contentsOf: Array(String(Character(scalar)).utf8))
        default: throw JSONFault(.unexpected, offset: position - 1)
        }
    }

    private mutating func hex4() throws(JSONFault) -> UInt16 {
        var code: UInt16 = 0
        for _ in 0..<4 {
            guard let digit = Character(Unicode.Scalar(try peek())).hexDigitValue, bytes[position] < 0x80 else {
                throw JSONFault(.unexpected, offset: position)
            }
            code = code << 4 | UInt16(digit)
            position += 1
        }
        return code
    }

    /// Only the grammar of RFC 8259 §6; what does not fit a finite double is refused.
    private mutating func number() throws(JSONFault) -> JSON {
        let start = position
        var isWhole = true
        if position < bytes.count, bytes[position] == UInt8(ascii: "-") { position += 1 }
        let first = position
        try digits()
        if bytes[first] == UInt8(ascii: "0"), position - first > 1 { throw JSONFault(.unexpected, offset: first) }
        if position < bytes.count, bytes[position] == UInt8(ascii: ".") {
            isWhole = false
            position += 1
            try digits()
        }
        if position < bytes.count, bytes[position] | 0x20 == UInt8(ascii: "e") {
            isWhole = false
            position += 1
            if position < bytes.count, bytes[position] == UInt8(ascii: "+") || bytes[position] == UInt8(ascii: "-") {
                position += 1
            }
            try digits()
        }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        if isWhole, let integer = Int64(text) { return .integer(integer) }
        guard let number = Double(text), number.isFinite else { throw JSONFault(.numberOutOfRange, offset: start) }
        return .number(number)
    }

    private mutating func digits() throws(JSONFault) {
        let start = position
        while position < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[position]) {
            position += 1
        }
        guard position > start else {
            throw JSONFault(position == bytes.count ? .endOfInput : .unexpected, offset: position)
        }
    }
}
