internal import Vocabulary

/// A value with a form in the log. The forms are a promise to databases already written:
/// a field may be added or become optional, never renamed.
protocol LogValue {
    func write(into writer: inout JSONWriter)
    init(reading json: JSON) throws(MalformedRecord)
}

extension String: LogValue {
    func write(into writer: inout JSONWriter) {
        writer.text(self)
    }

    init(reading json: JSON) throws(MalformedRecord) {
        guard case .text(let text) = json else { throw MalformedRecord("not a text") }
        self = text
    }
}

extension Int64: LogValue {
    func write(into writer: inout JSONWriter) {
        writer.integer(self)
    }

    init(reading json: JSON) throws(MalformedRecord) {
        guard case .integer(let integer) = json else { throw MalformedRecord("not a whole number") }
        self = integer
    }
}

extension Int: LogValue {
    func write(into writer: inout JSONWriter) {
        writer.integer(Int64(self))
    }

    init(reading json: JSON) throws(MalformedRecord) {
        self.init(try Int64(reading: json))
    }
}

extension Double: LogValue {
    func write(into writer: inout JSONWriter) {
        writer.number(self)
    }

    init(reading json: JSON) throws(MalformedRecord) {
        switch json {
        case .number(let number): self = number
        case .integer(let integer): self = Double(integer)
        case .text(let name):
            guard let number = Double(name) else { throw MalformedRecord("not a number") }
            self = number
        case .null, .flag, .list, .object: throw MalformedRecord("not a number")
        }
    }
}

extension Bool: LogValue {
    func write(into writer: inout JSONWriter) {
        writer.flag(self)
    }

    init(reading json: JSON) throws(MalformedRecord) {
        guard case .flag(let flag) = json else { throw MalformedRecord("neither true nor false") }
        self = flag
    }
}

extension Array: LogValue where Element: LogValue {
    func write(into writer: inout JSONWriter) {
        writer.list { writer in
            for element in self {
                element.write(into: &writer)
            }
        }
    }

    init(reading json: JSON) throws(MalformedRecord) {
        guard case .list(let elements) = json else { throw MalformedRecord("not a list") }
        self = []
        reserveCapacity(elements.count)
        for element in elements {
            append(try Element(reading: element))
        }
    }
}

/// A name as the key of an object.
protocol LogName: Hashable {
    var logName: String { get }
    init(logName: String)
}

extension String: LogName {
    var logName: String { self }

    init(logName: String) {
        self = logName
    }
}

/// Keys in order, so that equal values have equal bytes.
extension Dictionary: LogValue where Key: LogName, Value: LogValue {
    func write(into writer: inout JSONWriter) {
        writer.object { writer in
            for (name, value) in sorted(by: { $0.key.logName < $1.key.logName }) {
                writer.field(named: name.logName, value)
            }
        }
    }

    init(reading json: JSON) throws(MalformedRecord) {
        guard case .object(let fields) = json else { throw MalformedRecord("not an object") }
        self = [:]
        for field in fields {
            self[Key(logName: field.name)] = try Value(reading: field.value)
        }
    }
}

extension Identifier: LogValue, LogName {
    var logName: String { rawValue }

    init(logName: String) {
        self.init(logName)
    }

    func write(into writer: inout JSONWriter) {
        writer.text(rawValue)
    }

    init(reading json: JSON) throws(MalformedRecord) {
        self.init(try String(reading: json))
    }
}

extension Timestamp: LogValue {
    func write(into writer: inout JSONWriter) {
        writer.integer(milliseconds)
    }

    init(reading json: JSON) throws(MalformedRecord) {
        self.init(milliseconds: try Int64(reading: json))
    }
}

extension SequenceNumber: LogValue {
    func write(into writer: inout JSONWriter) {
        writer.integer(Int64(rawValue))
    }

    init(reading json: JSON) throws(MalformedRecord) {
        self.init(try Int(reading: json))
    }
}

extension SpeakerEpoch: LogValue {
    func write(into writer: inout JSONWriter) {
        writer.integer(Int64(rawValue))
    }

    init(reading json: JSON) throws(MalformedRecord) {
        self.init(try Int(reading: json))
    }
}

/// An enumeration of words.
protocol LogWord: LogValue, RawRepresentable where RawValue == String {}

extension LogWord {
    func write(into writer: inout JSONWriter) {
        writer.text(rawValue)
    }

    init(reading json: JSON) throws(MalformedRecord) {
        let word = try String(reading: json)
        guard let value = Self(rawValue: word) else { throw MalformedRecord("unknown word '\(word)'") }
        self = value
    }
}

extension EscalationReason: LogWord {}
extension NoteReason: LogWord {}
extension Tagging: LogWord {}
extension IdentityLevel: LogWord {}
extension EntityRole: LogWord {}
extension Interpretation.Band: LogWord {}
