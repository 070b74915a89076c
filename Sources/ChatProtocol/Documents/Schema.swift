/// Short words for JSON Schema (draft 2020-12), so that a frame's description reads like the frame.
enum Schema {
    static let text: JSON = ["type": "string"]
    static let flag: JSON = ["type": "boolean"]
    static let number: JSON = ["type": "number"]
    static let any: JSON = .object([])
    static let cmid: JSON = ["type": "string", "pattern": "^[A-Za-z0-9_-]{16,64}$"]
    static let seq: JSON = ["type": "integer", "minimum": 0]
    static let version: JSON = ["const": 1]
    static let milliseconds: JSON = ["type": "integer", "description": "milliseconds"]
    static let moment: JSON = ["type": "integer", "description": "milliseconds since 1970-01-01T00:00:00Z"]

    static func text(atMost length: Int) -> JSON {
        ["type": "string", "maxLength": .integer(Int64(length))]
    }

    static func integer(_ range: ClosedRange<Int>) -> JSON {
        [
            "type": "integer", "minimum": .integer(Int64(range.lowerBound)),
            "maximum": .integer(Int64(range.upperBound)),
        ]
    }

    static func word(_ words: [String]) -> JSON {
        ["enum": .array(words.map(JSON.string))]
    }

    static func list(_ element: JSON) -> JSON {
        ["type": "array", "items": element]
    }

    static func list(_ element: JSON, atMost count: Int) -> JSON {
        ["type": "array", "items": element, "maxItems": .integer(Int64(count))]
    }

    static func texts() -> JSON {
        ["type": "object", "additionalProperties": text]
    }

    static func reference(_ name: String) -> JSON {
        ["$ref": .string("#/components/schemas/\(name)")]
    }

    /// A key with `?` may be missing. `isOpen`: servers may add keys, clients may not.
    static func object(_ keys: [(String, JSON)], isOpen: Bool) -> JSON {
        let members = keys.map { JSON.Member($0.0.hasSuffix("?") ? String($0.0.dropLast()) : $0.0, $0.1) }
        let required = keys.filter { !$0.0.hasSuffix("?") }.map { JSON.string($0.0) }
        return [
            "type": "object", "required": .array(required), "properties": .object(members),
            "additionalProperties": .bool(isOpen),
        ]
    }
}

/// One frame: its `type`, and its keys.
struct FrameSchema {
    let type: String
    let says: String
    let keys: [(String, JSON)]

    init(_ type: String, _ says: String, _ keys: [(String, JSON)]) {
        self.type = type
        self.says = says
        self.keys = keys
    }

    func json(isOpen: Bool) -> JSON {
        Schema.object([("type", ["const": .string(type)])] + keys, isOpen: isOpen)
    }
}
