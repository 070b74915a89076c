internal import Vocabulary

/// Takes the keys of one frame one by one, each with its type; what is left over at the end was not expected.
struct FrameReader {
    private var members: [String: JSON]
    private let cmid: ClientMessageID?

    init(_ bytes: [UInt8]) throws(Refusal) {
        let json: JSON
        do {
            json = try JSON.parse(bytes)
        } catch {
            throw Refusal(.badRequest, "Not readable as JSON at byte \(error.offset): \(Self.words(error.problem)).")
        }
        guard case .object(let list) = json else { throw Refusal(.badRequest, "A frame is a JSON object.") }
        members = Dictionary(list.map { ($0.key, $0.value) }, uniquingKeysWith: { first, _ in first })
        if case .string(let text) = members["cmid"], Self.isClientMessageID(text) {
            cmid = ClientMessageID(text)
        } else {
            cmid = nil
        }
    }

    static func isClientMessageID(_ text: String) -> Bool {
        let bytes = text.utf8
        return (16...64).contains(bytes.count)
            && bytes.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
                    true
                default: false
                }
            }
    }

    func bad(_ message: String) -> Refusal {
        Refusal(.badRequest, message, cmid: cmid)
    }

    mutating func take(_ key: String) -> JSON? {
        members.removeValue(forKey: key)
    }

    mutating func string(_ key: String, atMost limit: Int) throws(Refusal) -> String {
        guard let text = try optionalString(key, atMost: limit) else { throw bad("'\(key)' is missing.") }
        return text
    }

    mutating func optionalString(_ key: String, atMost limit: Int) throws(Refusal) -> String? {
        guard let json = take(key) else { return nil }
        guard case .string(let text) = json else { throw bad("'\(key)' must be text.") }
        guard text.unicodeScalars.count <= limit else {
            throw Refusal(.tooLong, "'\(key)' may have \(limit) characters.", cmid: cmid)
        }
        return text
    }

    mutating func optionalBool(_ key: String) throws(Refusal) -> Bool? {
        guard let json = take(key) else { return nil }
        guard case .bool(let flag) = json else { throw bad("'\(key)' is true or false.") }
        return flag
    }

    mutating func integer(_ key: String, in range: ClosedRange<Int>) throws(Refusal) -> Int {
        guard let number = try optionalInteger(key, in: range) else { throw bad("'\(key)' is missing.") }
        return number
    }

    mutating func optionalInteger(_ key: String, in range: ClosedRange<Int>) throws(Refusal) -> Int? {
        guard let json = take(key) else { return nil }
        guard case .integer(let number) = json, let value = Int(exactly: number), range.contains(value) else {
            throw bad("'\(key)' must be a whole number from \(range.lowerBound) to \(range.upperBound).")
        }
        return value
    }

    mutating func bool(_ key: String) throws(Refusal) -> Bool {
        guard case .bool(let flag) = take(key) else { throw bad("'\(key)' must be true or false.") }
        return flag
    }

    mutating func clientMessageID() throws(Refusal) -> ClientMessageID {
        guard case .string(let text) = take("cmid"), Self.isClientMessageID(text) else {
            throw bad("'cmid' must be 16 to 64 characters of A-Z a-z 0-9 - _.")
        }
        return ClientMessageID(text)
    }

    mutating func secret() throws(Refusal) -> String? {
        guard let text = try optionalString("secret", atMost: 64) else { return nil }
        guard text.utf8.count >= 22, Self.isClientMessageID(text) else {
            throw bad("'secret' must be 22 to 64 characters of A-Z a-z 0-9 - _.")
        }
        return text
    }

    mutating func conversation() throws(Refusal) -> ConversationID {
        ConversationID(try string("conversation", atMost: 64))
    }

    mutating func strings(_ key: String, atMost limit: Int, each length: Int) throws(Refusal) -> [String: String] {
        guard let json = take(key) else { return [:] }
        guard case .object(let list) = json, list.count <= limit else {
            throw bad("'\(key)' must be an object of at most \(limit) texts.")
        }
        var result: [String: String] = [:]
        for member in list {
            guard case .string(let text) = member.value, text.unicodeScalars.count <= length,
                member.key.unicodeScalars.count <= 64
            else { throw bad("'\(key).\(member.key)' must be text of at most \(length) characters.") }
            result[member.key] = text
        }
        return result
    }

    mutating func version() throws(Refusal) {
        guard let json = take("v") else { throw bad("'v' is missing.") }
        guard json == .integer(1) else { throw Refusal(.unsupportedVersion) }
    }

    /// Nothing unknown may be left.
    func finish() throws(Refusal) {
        guard let key = members.keys.min() else { return }
        throw bad("'\(key.prefix(64))' is not known here.")
    }

    private static func words(_ problem: JSONFault.Problem) -> String {
        switch problem {
        case .notUTF8: "not UTF-8"
        case .unexpected: "unexpected character"
        case .endOfInput: "it ends too early"
        case .trailingBytes: "something follows the value"
        case .tooDeep: "nested deeper than 16"
        case .duplicateKey: "a key stands twice"
        case .loneSurrogate: "half a surrogate pair"
        case .controlCharacter: "a bare control character"
        case .numberOutOfRange: "a number out of range"
        }
    }
}
