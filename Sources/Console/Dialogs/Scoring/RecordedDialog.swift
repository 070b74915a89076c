public import Vocabulary

/// A conversation between a customer and a person, kept with what the person asked and did.
public struct RecordedDialog: Hashable, Sendable {
    public enum Turn: Hashable, Sendable {
        case customer(String)
        /// `prompt`: the label of what was said, where it was kept.
        case agent(String, prompt: String?)
        case action(RecordedAction)
    }

    public let id: String
    /// What the customer came for.
    public let task: IntentName
    /// Did everything go the usual way? `nil` where nobody says.
    public let isHappy: Bool?
    public let turns: [Turn]

    public init(id: String, task: IntentName, isHappy: Bool?, turns: [Turn]) {
        self.id = id
        self.task = task
        self.isHappy = isHappy
        self.turns = turns
    }

    /// What the customer said, in order.
    public var customerTurns: [String] {
        turns.compactMap { turn in
            if case .customer(let text) = turn { text } else { nil }
        }
    }

    public var actions: [RecordedAction] {
        turns.compactMap { turn in
            if case .action(let action) = turn { action } else { nil }
        }
    }
}

/// Something the person did for the customer, with what it was done with.
public struct RecordedAction: Hashable, Sendable {
    public let name: String
    /// In the order of their names.
    public let arguments: [RecordedArgument]

    public init(name: String, arguments: [RecordedArgument]) {
        self.name = name
        self.arguments = arguments.sorted { $0.name < $1.name }
    }
}

public struct RecordedArgument: Hashable, Sendable {
    /// Empty where the recording keeps values without names.
    public let name: String
    /// Any of these is right; never empty.
    public let values: [PlainValue]

    public init(name: String, values: [PlainValue]) {
        self.name = name
        self.values = values
    }
}
