/// Parsed JSON of the log. Whole numbers stay whole: `5` is an integer, `5.0` a number.
enum JSON {
    case null
    case flag(Bool)
    case integer(Int64)
    case number(Double)
    case text(String)
    case list([JSON])
    case object([Field])

    struct Field {
        let name: String
        let value: JSON
    }

    /// The value of a field; `.null` when it is absent or this is no object.
    subscript(_ name: String) -> JSON {
        guard case .object(let fields) = self else { return .null }
        for field in fields where field.name == name {
            return field.value
        }
        return .null
    }

    var isNull: Bool {
        if case .null = self { true } else { false }
    }

    func field<Value: LogValue>(_ name: String) throws(MalformedRecord) -> Value {
        do {
            return try Value(reading: self[name])
        } catch {
            throw MalformedRecord("\(name): \(error.reason)")
        }
    }

    /// `nil` when the field is absent.
    func optional<Value: LogValue>(_ name: String) throws(MalformedRecord) -> Value? {
        let value = self[name]
        guard !value.isNull else { return nil }
        return try field(name) as Value
    }

    /// Empty when the field is absent.
    func list<Value: LogValue>(_ name: String) throws(MalformedRecord) -> [Value] {
        try optional(name) ?? []
    }
}

/// A row of the log that cannot be read: damaged, or written by a later version.
public struct MalformedRecord: Error, Hashable, Sendable, CustomStringConvertible {
    public let reason: String

    init(_ reason: String) {
        self.reason = reason
    }

    public var description: String { reason }
}
