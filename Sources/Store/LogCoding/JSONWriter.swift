/// Appends JSON to a byte buffer. The log's hot path: a turn is encoded once, by its caller, without an
/// intermediate tree (Foundation's encoder took most of a turn's time).
struct JSONWriter {
    /// Deeper values could be written but not read again.
    static let deepest = 64

    private(set) var bytes: [UInt8]
    private(set) var isTooDeep = false
    private var needsComma = false
    private var depth = 0

    init(reserving capacity: Int = 512) {
        bytes = []
        bytes.reserveCapacity(capacity)
    }

    mutating func object(_ fields: (inout JSONWriter) -> Void) {
        open(UInt8(ascii: "{"))
        fields(&self)
        close(UInt8(ascii: "}"))
    }

    mutating func list(_ elements: (inout JSONWriter) -> Void) {
        open(UInt8(ascii: "["))
        elements(&self)
        close(UInt8(ascii: "]"))
    }

    /// A name of ours: plain ASCII that needs no escape.
    mutating func field(_ name: StaticString, _ value: some LogValue) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        name.withUTF8Buffer { bytes.append(contentsOf: $0) }
        bytes.append(UInt8(ascii: "\""))
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
        value.write(into: &self)
    }

    /// Somebody else's name.
    mutating func field(named name: String, _ value: some LogValue) {
        separate()
        quote(name)
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
        value.write(into: &self)
    }

    /// Absent when `nil`.
    mutating func field(_ name: StaticString, ifPresent value: (some LogValue)?) {
        guard let value else { return }
        field(name, value)
    }

    /// Absent when empty.
    mutating func field(_ name: StaticString, ifFilled values: [some LogValue]) {
        guard !values.isEmpty else { return }
        field(name, values)
    }

    mutating func text(_ value: String) {
        separate()
        quote(value)
    }

    mutating func integer(_ value: Int64) {
        separate()
        append(value.description)
    }

    /// The shortest form that reads back as the same number; text for what JSON cannot say.
    mutating func number(_ value: Double) {
        separate()
        if value.isFinite {
            append(value.description)
        } else {
            quote(value.description)
        }
    }

    mutating func flag(_ value: Bool) {
        separate()
        bytes.append(contentsOf: value ? "true".utf8 : "false".utf8)
    }

    mutating func null() {
        separate()
        bytes.append(contentsOf: "null".utf8)
    }

    private mutating func open(_ bracket: UInt8) {
        separate()
        bytes.append(bracket)
        needsComma = false
        depth += 1
        isTooDeep = isTooDeep || depth > Self.deepest
    }

    private mutating func close(_ bracket: UInt8) {
        bytes.append(bracket)
        needsComma = true
        depth -= 1
    }

    private mutating func separate() {
        if needsComma {
            bytes.append(UInt8(ascii: ","))
        }
        needsComma = true
    }

    private mutating func append(_ digits: String) {
        var digits = digits
        digits.withUTF8 { bytes.append(contentsOf: $0) }
    }

    private mutating func quote(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        var text = text
        text.withUTF8 { appendEscaped($0) }
        bytes.append(UInt8(ascii: "\""))
    }

    /// RFC 8259 §7: quote, backslash and the control characters are escaped, all else stands as it is.
    private mutating func appendEscaped(_ text: UnsafeBufferPointer<UInt8>) {
        var start = 0
        for (index, byte) in text.enumerated()
        where byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<index]))
            start = index + 1
            switch byte {
            case UInt8(ascii: "\n"): bytes.append(contentsOf: "\\n".utf8)
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes.append(contentsOf: [UInt8(ascii: "\\"), byte])
            default:
                let digits = Array("0123456789abcdef".utf8)
                bytes.append(contentsOf: "\\u00".utf8)
                bytes.append(digits[Int(byte >> 4)])
                bytes.append(digits[Int(byte & 15)])
            }
        }
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start...]))
    }
}
