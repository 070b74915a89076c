public import Vocabulary

/// A piece of multi-step work, as a flat graph: a step names the index of the next, so position is a number,
/// the static proof walks a graph and a diagram draws itself.
public struct Flow: Hashable, Sendable {
    public let name: FlowName
    /// Step 0 is the first. Empty: ends at once.
    public let steps: [Step]
    public let slots: [Slot]
    /// For a verification: what it proves is bound to these slots' values.
    public let binds: [SlotName]
    /// What the visitor would call it, for the return line and "what can you do": `your refund`.
    public let title: String
    public let place: SourcePlace

    public init(
        name: FlowName, steps: [Step], slots: [Slot], binds: [SlotName], title: String, place: SourcePlace
    ) {
        self.name = name
        self.steps = steps
        self.slots = slots
        self.binds = binds
        self.title = title
        self.place = place
    }
}

public struct Step: Hashable, Sendable {
    public let kind: StepKind
    public let place: SourcePlace

    public init(kind: StepKind, place: SourcePlace) {
        self.kind = kind
        self.place = place
    }
}

/// `next` is the index of the following step; `nil` means the flow ends there with outcome `done`.
public enum StepKind: Hashable, Sendable {
    case say(ResponseName, next: Int?)
    /// Passes at once when the slot is filled with a valid value.
    case collect(SlotName, next: Int?)
    case set([SlotName: Expression], next: Int?)
    case when(Expression, then: Int?, otherwise: Int?)
    case call(CallStep)
    /// Shows exactly what the next call does; a yes goes on, a no goes to `declined`.
    case confirm(ResponseName, next: Int?, declined: Int?)
    /// Runs the verification flow of that name unless what it proves is already proved for the same slot values.
    case verify(FlowName, next: Int?)
    /// Runs another flow, then comes back.
    case link(FlowName, next: Int?)
    case escalate(TeamName?, EscalationReason)
    case end(outcome: String)
}

public struct CallStep: Hashable, Sendable {
    public let action: ActionName
    /// Argument name to value; arguments the action declares and the step leaves out come from slots of that name.
    public let with: [String: Expression]
    /// `nil` for actions that only read: each call is its own.
    public let key: Template?
    public let next: Int?
    /// By declared error name, e.g. `not_found`.
    public let errors: [String: Int?]
    /// Any other failure, or `unknown`. `nil`: a person takes over.
    public let failed: Int?
    /// `nil`: a person takes over.
    public let overLimit: Int?

    public init(
        action: ActionName, with: [String: Expression], key: Template?, next: Int?, errors: [String: Int?],
        failed: Int?, overLimit: Int?
    ) {
        self.action = action
        self.with = with
        self.key = key
        self.next = next
        self.errors = errors
        self.failed = failed
        self.overLimit = overLimit
    }
}
