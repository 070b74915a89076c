internal import Actions
internal import Vocabulary

/// Reads events off HTTP requests: structured mode, batches, and binary mode, with JSON data (CloudEvents 1.0.2, its
/// JSON format and its HTTP binding). Everything must be right; nothing is guessed.
public enum CloudEventReader {
    /// Events of one batch.
    public static let longestBatch = 100
    private static let longestAttribute = 1_024
    private static let own: Set<String> = [
        "specversion", "id", "source", "type", "subject", "time", "datacontenttype", "dataschema", "data",
        "data_base64",
    ]

    /// - Parameter headers: names in lower case.
    public static func read(_ body: [UInt8], headers: [String: String]) throws(CloudEventFault) -> [CloudEvent] {
        let (type, isUTF8) = mediaType(headers["content-type"] ?? "")
        guard isUTF8 else { throw CloudEventFault("only UTF-8 is read", status: 415) }
        switch type {
        case "application/cloudevents+json":
            guard let json = JSONText.read(body) else { throw CloudEventFault("the body is not JSON") }
            return [try event(json)]
        case "application/cloudevents-batch+json":
            guard case .list(let items)? = JSONText.read(body) else {
                throw CloudEventFault("the body is no JSON array")
            }
            guard items.count <= longestBatch else {
                throw CloudEventFault("too many events in one batch", status: 413)
            }
            var events: [CloudEvent] = []
            for item in items { events.append(try event(item)) }
            return events
        case _ where type.hasPrefix("application/cloudevents"):
            throw CloudEventFault("only the JSON format is read", status: 415)
        default:
            return [try binary(body, type, headers)]
        }
    }

    private static func event(_ json: SlotValue) throws(CloudEventFault) -> CloudEvent {
        guard case .record(var attributes) = json else { throw CloudEventFault("an event is a JSON object") }
        guard attributes["data_base64"] == nil else { throw CloudEventFault("binary data is not read", status: 415) }
        if let type = attributes["datacontenttype"], type != .nothing {
            guard case .text(let type) = type else { throw CloudEventFault("datacontenttype is text") }
            guard isJSON(mediaType(type).type) else { throw CloudEventFault("only JSON data is read", status: 415) }
        }
        let data = attributes.removeValue(forKey: "data") ?? .nothing
        // In the JSON format null is the same as absent.
        return try event(attributes.filter { $0.value != .nothing }, data)
    }

    private static func binary(
        _ body: [UInt8], _ type: String, _ headers: [String: String]
    ) throws(CloudEventFault) -> CloudEvent {
        guard headers["ce-specversion"] != nil else { throw CloudEventFault("this is no CloudEvent", status: 415) }
        guard body.isEmpty || isJSON(type) else { throw CloudEventFault("only JSON data is read", status: 415) }
        var attributes: [String: SlotValue] = [:]
        for (name, value) in headers where name.hasPrefix("ce-") {
            guard let text = decoded(value) else { throw CloudEventFault("'\(name)' is not readable") }
            attributes[String(name.dropFirst(3))] = .text(text)
        }
        guard body.isEmpty || JSONText.read(body) != nil else { throw CloudEventFault("the data is not JSON") }
        return try event(attributes, JSONText.read(body) ?? .nothing)
    }

    private static func event(
        _ attributes: [String: SlotValue], _ data: SlotValue
    ) throws(CloudEventFault) -> CloudEvent {
        guard attributes["specversion"] == .text("1.0") else { throw CloudEventFault("specversion is not 1.0") }
        guard let id = try text("id", attributes), let source = try text("source", attributes),
            let type = try text("type", attributes)
        else { throw CloudEventFault("id, source and type are needed") }
        guard isReference(source) else { throw CloudEventFault("source is no URI reference") }
        let schema = try text("dataschema", attributes)
        guard schema.map({ isReference($0) && $0.contains(":") }) ?? true else {
            throw CloudEventFault("dataschema is no URI")
        }
        let time = try text("time", attributes)
        let moment = time.flatMap { Timestamp(rfc3339: $0) }
        guard time == nil || moment != nil else { throw CloudEventFault("time is not RFC 3339") }
        return CloudEvent(
            name: CloudEvent.Name(source: source, id: id), type: type, subject: try text("subject", attributes),
            time: moment, dataSchema: schema, extensions: try extensions(attributes), data: data)
    }

    private static func extensions(
        _ attributes: [String: SlotValue]
    ) throws(CloudEventFault) -> [String: SlotValue] {
        let others = attributes.filter { !own.contains($0.key) }
        for (name, value) in others {
            let isSound = name.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) }
            guard isSound, (1...20).contains(name.utf8.count) else {
                throw CloudEventFault("an attribute's name is small letters and digits, 20 at most")
            }
            switch value {
            case .text(let text) where text.utf8.count <= longestAttribute: continue
            case .flag: continue
            case .integer(let number) where Int32(exactly: number) != nil: continue
            case .text, .integer, .number, .money, .moment, .list, .record, .nothing:
                throw CloudEventFault("the attribute '\(name)' is neither text, a flag nor an integer")
            }
        }
        return others
    }

    /// `nil` when it is absent; never empty.
    private static func text(_ name: String, _ attributes: [String: SlotValue]) throws(CloudEventFault) -> String? {
        guard let value = attributes[name] else { return nil }
        guard case .text(let text) = value, !text.isEmpty, text.utf8.count <= longestAttribute,
            text.unicodeScalars.allSatisfy({ $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) })
        else { throw CloudEventFault("'\(name)' is text, not empty, without control characters") }
        return text
    }

    /// The characters of RFC 3986, and nothing that would have to be guessed at.
    private static func isReference(_ text: String) -> Bool {
        text.utf8.allSatisfy { (0x21...0x7E).contains($0) && !"\"<>\\^`{|}".utf8.contains($0) }
    }

    private static func isJSON(_ type: String) -> Bool {
        type == "application/json" || type.hasSuffix("+json")
    }

    private static func mediaType(_ text: String) -> (type: String, isUTF8: Bool) {
        let parts = text.split(separator: ";").map { trimmed($0).lowercased() }
        let charsets = parts.dropFirst().filter { $0.hasPrefix("charset=") }
        let isUTF8 = charsets.allSatisfy { ["charset=utf-8", "charset=\"utf-8\""].contains($0) }
        return (parts.first ?? "", isUTF8)
    }

    private static func trimmed(_ text: Substring) -> String {
        String(text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }

    /// A header's value with its percent-encoding undone; `nil` when that is broken or not UTF-8.
    private static func decoded(_ text: String) -> String? {
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            let digits = rest.prefix(2)
            let isHex = digits.count == 2 && digits.allSatisfy { Character(Unicode.Scalar($0)).isHexDigit }
            guard isHex, let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 16) else { return nil }
            rest = rest.dropFirst(2)
            bytes.append(value)
        }
        return String(validating: bytes, as: UTF8.self)
    }
}
