public import Vocabulary

/// A thing a flow needs to know, how it is asked for and when an answer counts.
public struct Slot: Hashable, Sendable {
    public let name: SlotName
    public let type: SlotType
    /// Said to ask for it.
    public let ask: ResponseName?
    /// Said from the second time on; `ask` again when absent.
    public let reask: ResponseName?
    /// Must hold for a value to count, on every path, volunteered ones included; the slot itself is in scope.
    public let valid: Expression?
    /// Said when `valid` does not hold, before asking again.
    public let invalid: ResponseName?
    /// Asked at most so often, then a person.
    public let attempts: Int
    /// Cleared when any of these changes.
    public let dependsOn: [SlotName]
    /// Of several things of its kind in one message, the one that plays this part: `from` and `to` of an exchange.
    public let role: EntityRole?
    /// May be left out when the visitor says so.
    public let isOptional: Bool
    public let place: SourcePlace

    public init(
        name: SlotName, type: SlotType, ask: ResponseName?, reask: ResponseName?, valid: Expression?,
        invalid: ResponseName?, attempts: Int, dependsOn: [SlotName], role: EntityRole? = nil,
        isOptional: Bool = false, place: SourcePlace
    ) {
        self.name = name
        self.type = type
        self.ask = ask
        self.reask = reask
        self.valid = valid
        self.invalid = invalid
        self.attempts = attempts
        self.dependsOn = dependsOn
        self.isOptional = isOptional
        self.role = role
        self.place = place
    }
}

/// What kind of answer fills a slot.
public enum SlotType: Hashable, Sendable {
    /// The whole message, as it stands.
    case text
    case integer
    case number
    case money
    case email
    case phone
    case date
    case yesNo
    /// One of the options; each with the words that mean it.
    case choice([ChoiceOption])
    /// An entity of the playbook (`entities.yaml`), e.g. `order_number`.
    case entity(EntityName)
    /// Filled by actions only, never from what the visitor says.
    case result
}

public struct ChoiceOption: Hashable, Sendable {
    /// The value of the slot, e.g. `damaged`.
    public let value: String
    /// On the button.
    public let label: String
    public let synonyms: [String]

    public init(value: String, label: String, synonyms: [String]) {
        self.value = value
        self.label = label
        self.synonyms = synonyms
    }
}

/// A kind of thing the playbook recognises in text.
public struct EntityDefinition: Hashable, Sendable {
    public enum Recogniser: Hashable, Sendable {
        /// Matched on word boundaries; the first group, or the whole match, is the value.
        case pattern(String)
        /// Listed values with their synonyms.
        case list([ChoiceOption])
    }

    public let name: EntityName
    public let recogniser: Recogniser
    public let place: SourcePlace

    public init(name: EntityName, recogniser: Recogniser, place: SourcePlace) {
        self.name = name
        self.recogniser = recogniser
        self.place = place
    }
}
