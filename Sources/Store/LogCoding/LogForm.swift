public import Vocabulary

/// How values stand in a store's rows: compact JSON with keys in order, the same for every store on SQL.
/// Equal values have equal bytes, so the bytes can be hashed and compared.
public enum LogForm {
    /// The word in the `kind` column.
    public static func kind(of event: Event) -> String {
        event.kind.rawValue
    }

    /// The bytes of the `body` column.
    public static func body(of event: Event) throws(MalformedRecord) -> [UInt8] {
        var writer = JSONWriter()
        writer.object { event.writeFields(into: &$0) }
        return try finished(writer)
    }

    /// What `kind` and `body` say.
    public static func event(kind word: String, body: [UInt8]) throws(MalformedRecord) -> Event {
        guard let kind = EventKind(rawValue: word) else { throw MalformedRecord("unknown event '\(word)'") }
        return try Event(kind, reading: JSONParser.parse(body))
    }

    public static func bytes(of arguments: [String: SlotValue]) throws(MalformedRecord) -> [UInt8] {
        try written(arguments)
    }

    public static func arguments(from bytes: [UInt8]) throws(MalformedRecord) -> [String: SlotValue] {
        try [String: SlotValue](reading: JSONParser.parse(bytes))
    }

    public static func bytes(of result: ActionResult) throws(MalformedRecord) -> [UInt8] {
        try written(result)
    }

    public static func result(from bytes: [UInt8]) throws(MalformedRecord) -> ActionResult {
        try ActionResult(reading: JSONParser.parse(bytes))
    }

    /// `visitor`, `bot`, `system` or `agent:` and the agent's id.
    public static func text(of sender: Sender) -> String {
        switch sender {
        case .visitor: "visitor"
        case .bot: "bot"
        case .system: "system"
        case .agent(let agent): "agent:\(agent.rawValue)"
        }
    }

    public static func sender(from text: String) throws(MalformedRecord) -> Sender {
        switch text {
        case "visitor": return .visitor
        case "bot": return .bot
        case "system": return .system
        default:
            guard text.hasPrefix("agent:") else { throw MalformedRecord("unknown sender '\(text)'") }
            return .agent(AgentID(String(text.dropFirst("agent:".count))))
        }
    }

    /// For a column whose word this version does not know.
    public static func unknown(_ what: String, _ word: String) -> MalformedRecord {
        MalformedRecord("unknown \(what) '\(word)'")
    }

    private static func written(_ value: some LogValue) throws(MalformedRecord) -> [UInt8] {
        var writer = JSONWriter()
        value.write(into: &writer)
        return try finished(writer)
    }

    private static func finished(_ writer: JSONWriter) throws(MalformedRecord) -> [UInt8] {
        guard !writer.isTooDeep else {
            throw MalformedRecord("values deeper than \(JSONWriter.deepest) levels")
        }
        return writer.bytes
    }
}
