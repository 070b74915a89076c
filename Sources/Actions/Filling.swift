internal import PlaybookModel
internal import Vocabulary

/// An action with its arguments filled in: templates to a request.
struct Filling {
    let action: Action
    let call: ActionCall
    let holes: Holes

    static let longestKey = 255
    static let longestURL = 8_000

    init(
        _ action: Action, _ call: ActionCall, approver: AgentID? = nil, transcript: String? = nil,
        environment: @escaping (String) -> String?
    ) {
        self.action = action
        self.call = call
        holes = Holes(
            inputs: action.inputs, call: call, environment: environment, approver: approver, transcript: transcript)
    }

    func request() throws(FillingError) -> HTTPCall {
        let body = try body()
        return try request(action.method, body: body)
    }

    /// The action's address and headers around a body that the carrier words.
    func request(_ method: Action.Method, body: [UInt8]?) throws(FillingError) -> HTTPCall {
        HTTPCall(
            method: method, url: try Address(holes, action.url).text, headers: try headers(hasBody: body != nil),
            body: body, timeout: action.timeout)
    }

    /// What is sent in headers out of the environment: no answer may carry it into a conversation.
    func secrets() throws(FillingError) -> [String] {
        var secrets: [String] = []
        for template in action.headers.values {
            for case .value(let expression, _) in template.pieces where Holes.isSecret(expression) {
                if let secret = try holes.text(expression, nil) { secrets.append(secret) }
            }
        }
        return secrets
    }

    private func body() throws(FillingError) -> [UInt8]? {
        guard let body = action.body, let value = try filled(body) else { return nil }
        return JSONText.write(value)
    }

    private func filled(_ body: Action.Body) throws(FillingError) -> SlotValue? {
        switch body {
        case .literal(let value): return value
        case .value(let expression): return try holes.value(expression)
        case .text(let template): return try holes.text(template).map(SlotValue.text)
        case .array(let items):
            var list: [SlotValue] = []
            for item in items {
                if let value = try filled(item) { list.append(value) }
            }
            return .list(list)
        case .object(let fields):
            var record: [String: SlotValue] = [:]
            for (name, field) in fields { record[name] = try filled(field) }
            return .record(record)
        }
    }

    private func headers(hasBody: Bool) throws(FillingError) -> [String] {
        var headers: [String] = []
        for (name, template) in action.headers.sorted(by: { $0.key < $1.key }) {
            guard HeaderName.isAllowed(name) else { throw FillingError("the header '\(name)' cannot be set") }
            guard let value = try holes.text(template) else { continue }
            // A line break would begin another header.
            guard value.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 }) else {
                throw FillingError("the header '\(name)' holds a control character")
            }
            headers.append("\(name): \(value)")
        }
        let given = Set(action.headers.keys.map { $0.lowercased() })
        if !given.contains("accept") { headers.append("Accept: application/json") }
        if hasBody, !given.contains("content-type") { headers.append("Content-Type: application/json") }
        if action.writes { headers.append("Idempotency-Key: \(try key())") }
        return headers
    }

    /// The business key as a header's value: what is not visible ASCII is percent-encoded.
    private func key() throws(FillingError) -> String {
        let key = Percent.encoded(call.key.rawValue) { (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "%") }
        guard key.utf8.count <= Self.longestKey else { throw FillingError("the call's key is too long") }
        return key
    }
}

extension Action {
    /// Whether its body says what was said in the conversation.
    var tellsTranscript: Bool { body?.tellsTranscript ?? false }
}

extension Action.Body {
    fileprivate var tellsTranscript: Bool {
        switch self {
        case .literal: false
        case .value(let expression): Holes.isTranscript(expression)
        case .text(let template):
            template.pieces.contains { piece in
                guard case .value(let expression, _) = piece else { return false }
                return Holes.isTranscript(expression)
            }
        case .array(let items): items.contains(where: \.tellsTranscript)
        case .object(let fields): fields.values.contains(where: \.tellsTranscript)
        }
    }
}

enum HeaderName {
    /// Headers that belong to the call itself.
    private static let ours: Set<String> = [
        "connection", "content-length", "expect", "host", "idempotency-key", "te", "trailer", "transfer-encoding",
        "upgrade",
    ]

    /// A token (RFC 9110 §5.6.2) that the call does not set itself.
    static func isAllowed(_ name: String) -> Bool {
        let isToken =
            !name.isEmpty
            && name.utf8.allSatisfy { byte in
                byte > 0x20 && byte < 0x7F && !"\"(),/:;<=>?@[\\]{}".utf8.contains(byte)
            }
        return isToken && !ours.contains(name.lowercased())
    }
}

enum Percent {
    /// Keeps the bytes that `isKept` names, writes the others as `%2F`.
    static func encoded(_ text: String, keeping isKept: (UInt8) -> Bool) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            if isKept(byte) {
                bytes.append(byte)
            } else {
                bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// RFC 3986 §2.3: the bytes that mean themselves everywhere in an address.
    static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"): true
        default: false
        }
    }
}
