/// Something that the company says first: what it is about, and what becomes of an answer.
public struct Reaching: Hashable, Sendable {
    /// `nil`: it was said elsewhere, in a mail; the conversation only knows of it.
    public let line: BotLine?
    /// What an answer is about.
    public let opens: IntentName?
    /// Known already to the flow that an answer begins.
    public let facts: [SlotName: SlotValue]
    /// It asks whether something is fixed: a no brings a person, at this priority at least.
    public let reopens: Double?

    public init(
        line: BotLine?, opens: IntentName? = nil, facts: [SlotName: SlotValue] = [:], reopens: Double? = nil
    ) {
        self.line = line
        self.opens = opens
        self.facts = facts
        self.reopens = reopens
    }
}

/// In the log it is a signal of its own name, so that a conversation's log alone says what an answer meant.
extension Reaching {
    public static let signal: SignalName = "outreach"

    private static let opensName: SlotName = "outreach.opens"
    private static let responseName: SlotName = "outreach.response"
    private static let reopensName: SlotName = "outreach.reopens"
    private static let isSaidName: SlotName = "outreach.said"

    public var values: [SlotName: SlotValue] {
        var values = facts
        if let opens { values[Self.opensName] = .text(opens.rawValue) }
        if let response = line?.response { values[Self.responseName] = .text(response.rawValue) }
        if let reopens { values[Self.reopensName] = .number(reopens) }
        values[Self.isSaidName] = .flag(line != nil)
        return values
    }

    /// What was said is the next line of the log.
    public init(values: [SlotName: SlotValue], line: BotLine?) {
        var facts = values
        let opens: IntentName? =
            if case .text(let name)? = facts.removeValue(forKey: Self.opensName) { IntentName(name) } else { nil }
        let reopens = facts.removeValue(forKey: Self.reopensName).flatMap { value -> Double? in
            switch value {
            case .number(let number): number
            case .integer(let integer): Double(integer)
            case .text, .money, .flag, .moment, .list, .record, .nothing: nil
            }
        }
        facts[Self.responseName] = nil
        facts[Self.isSaidName] = nil
        self.init(line: line, opens: opens, facts: facts, reopens: reopens)
    }

    /// Whether it was said here, by these values.
    public static func isSaid(_ values: [SlotName: SlotValue]) -> Bool { values[isSaidName] == .flag(true) }
}
