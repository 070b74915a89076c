internal import ChatProtocol
internal import Vocabulary

/// What a frame holds under a key, when it holds it. The service is ours; what it does not say counts as left out.
extension JSON {
    func string(_ key: String) -> String {
        guard case .string(let text)? = self[key] else { return "" }
        return text
    }

    func integer(_ key: String) -> Int? {
        guard case .integer(let number)? = self[key] else { return nil }
        return Int(number)
    }

    func moment(_ key: String) -> Timestamp? {
        guard case .integer(let number)? = self[key] else { return nil }
        return Timestamp(milliseconds: number)
    }

    func double(_ key: String) -> Double {
        switch self[key] {
        case .number(let number)?: number
        case .integer(let number)?: Double(number)
        default: 0
        }
    }

    func isTrue(_ key: String) -> Bool { self[key] == .bool(true) }

    func list(_ key: String) -> [JSON] {
        guard case .array(let elements)? = self[key] else { return [] }
        return elements
    }

    func strings(_ key: String) -> [String] {
        list(key).compactMap { if case .string(let text) = $0 { text } else { nil } }
    }

    func members(_ key: String) -> [Member] {
        guard case .object(let members)? = self[key] else { return [] }
        return members
    }
}
