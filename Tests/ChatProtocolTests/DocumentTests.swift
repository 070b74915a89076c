import ChatProtocol
import Testing
import Vocabulary

/// The documents are kept true: every frame the codecs write fits its schema, and every frame they read is described.
@Suite struct DocumentTests {
    static let document = WireDocuments.asyncAPI

    private func schema(_ direction: String, of frame: JSON) throws -> JSON {
        guard case .string(let type)? = frame["type"] else { throw Missing() }
        return try #require(Self.document["components"]?["schemas"]?["\(direction)_\(type)"], "\(direction) \(type)")
    }

    private struct Missing: Error {}

    @Test func `what a visitor hears fits the AsyncAPI document`() throws {
        let events = Samples.events.filter { $0.isVisible(to: .visitor) }
            .map { VisitorFrame.event(Samples.record($0), since: SequenceNumber(7)) }
        for frame in Samples.visitorFrames + events {
            let faults = SchemaValidator(root: Self.document)
                .faults(frame.json, against: try schema("VisitorHears", of: frame.json))
            #expect(faults == [], "\(frame)")
        }
    }

    @Test func `what an agent hears fits the AsyncAPI document`() throws {
        let events = Samples.events.filter { $0.isVisible(to: .agent) }
            .map { DeskFrame.event("c", Samples.record($0), since: SequenceNumber(9)) }
        for frame in Samples.deskFrames + events {
            let faults = SchemaValidator(root: Self.document)
                .faults(frame.json, against: try schema("AgentHears", of: frame.json))
            #expect(faults == [], "\(frame)")
        }
    }

    @Test func `a frame that breaks its schema is noticed`() throws {
        let broken: JSON = ["type": "ack", "cmid": "0190c2f0-0000-7000-8000-000000000001", "seq": "3"]
        let faults = SchemaValidator(root: Self.document)
            .faults(broken, against: try schema("VisitorHears", of: broken))
        #expect(faults.count == 2)
    }

    @Test(arguments: ["VisitorSays", "AgentSays"])
    func `every client frame described is one the codec knows, and no other key`(direction: String) throws {
        guard case .object(let schemas)? = Self.document["components"]?["schemas"] else { throw Missing() }
        for schema in schemas where schema.key.hasPrefix(direction + "_") {
            let frame = example(of: schema.value)
            if direction == "VisitorSays" {
                #expect(throws: Never.self) { _ = try VisitorMessage(decoding: frame.bytes) }
                #expect(throws: Refusal.self) { _ = try VisitorMessage(decoding: with(frame, "zzz", 1).bytes) }
            } else {
                #expect(throws: Never.self) { _ = try DeskMessage(decoding: frame.bytes) }
                #expect(throws: Refusal.self) { _ = try DeskMessage(decoding: with(frame, "zzz", 1).bytes) }
            }
        }
    }

    @Test func `every operation names messages that exist`() throws {
        guard case .object(let operations)? = Self.document["operations"] else { throw Missing() }
        #expect(operations.count == 4)
        for operation in operations {
            guard case .array(let messages)? = operation.value["messages"] else { throw Missing() }
            for message in messages {
                guard case .string(let reference)? = message["$ref"] else { throw Missing() }
                let found = reference.dropFirst(2).split(separator: "/").reduce(Optional(Self.document)) {
                    $0?[String($1)]
                }
                #expect(found != nil, "\(reference)")
            }
        }
    }

    /// A frame with every key its schema has.
    private func example(of schema: JSON) -> JSON {
        guard case .object(let properties)? = schema["properties"] else { return .null }
        return .object(properties.map { JSON.Member($0.key, value(of: $0.value, key: $0.key)) })
    }

    private func value(of schema: JSON, key: String) -> JSON {
        if let constant = schema["const"] { return constant }
        if case .array(let words)? = schema["enum"] { return words[0] }
        if schema["pattern"] != nil { return "0190c2f0-0000-7000-8000-000000000001" }
        switch schema["type"] {
        case "string": return "text"
        case "integer": return 1
        case "boolean": return true
        case "object": return .object([JSON.Member("url", "u")])
        default: return key == "choice" ? ["confirm": true] : "text"
        }
    }

    private func with(_ frame: JSON, _ key: String, _ value: JSON) -> JSON {
        guard case .object(let members) = frame else { return frame }
        return .object(members + [JSON.Member(key, value)])
    }
}
