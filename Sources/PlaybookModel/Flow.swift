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
    /// For a verification: how sure it is who the visitor is, once it is passed.
    public let level: IdentityLevel?
    /// What the visitor would call it, for the return line and "what can you do": `your refund`.
    public let title: String
    public let place: SourcePlace

    public init(
        name: FlowName, steps: [Step], slots: [Slot], binds: [SlotName], level: IdentityLevel? = nil, title: String,
        place: SourcePlace
    ) {
        self.name = name
        self.steps = steps
        self.slots = slots
        self.binds = binds
        self.level = level
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
    /// Says it, and keeps it as a promise until the moment, for when the visitor comes back.
    case promise(ResponseName, until: Expression?, next: Int?)
    /// Passes at once when the slot is filled with a valid value. `ask`: asked with these words the first time;
    /// `unanswered`: where it goes on when the slot was asked for often enough, `nil`: a person takes over.
    case collect(SlotName, next: Int?, ask: ResponseName? = nil, unanswered: Int? = nil)
    case offer(OfferStep)
    case set([SlotName: Expression], next: Int?)
    case when(Expression, then: Int?, otherwise: Int?)
    case call(CallStep)
    /// Shows exactly what the next call does; a yes goes on, a no goes to `declined`.
    case confirm(ResponseName, next: Int?, declined: Int?)
    /// Runs the verification flow of that name unless what it proves is already proved for the same slot values.
    case verify(FlowName, next: Int?)
    /// Passes where it is so sure who the visitor is; else runs the verification that proves it. `otherwise`: there is
    /// none, or it was not passed; `nil`: a person takes over.
    case require(IdentityLevel, by: FlowName?, next: Int?, otherwise: Int?)
    case wait(WaitStep)
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
    /// Over the limit the flow waits for a person's word, then goes on; ``overLimit`` is for when none comes.
    public let asksApproval: Bool
    /// What a person's word fills where the playbook has the slots: `approved` or `declined`, and why.
    public static let approvalSlots: [SlotName] = ["approval", "approval_reason"]
    /// Where it goes on when nobody can say whether it happened, or no result came within ``within``. `nil`: `failed`.
    public let timeout: Int?
    /// How long the flow waits for the result; `nil`: until it comes.
    public let within: TimeSpan?
    /// How it is taken back when the flow ends badly after it; `nil`: it stays.
    public let undo: Action.Undo?

    public init(
        action: ActionName, with: [String: Expression], key: Template?, next: Int?, errors: [String: Int?],
        failed: Int?, overLimit: Int?, asksApproval: Bool = false, timeout: Int? = nil, within: TimeSpan? = nil,
        undo: Action.Undo? = nil
    ) {
        self.action = action
        self.with = with
        self.key = key
        self.next = next
        self.errors = errors
        self.failed = failed
        self.overLimit = overLimit
        self.asksApproval = asksApproval
        self.timeout = timeout
        self.within = within
        self.undo = undo
    }
}

/// A choice among the records of a list that is known only when the flow runs: `which of your orders?`
public struct OfferStep: Hashable, Sendable {
    /// More would not be read.
    public static let most = 8

    public let response: ResponseName
    /// What the visitor picks from; records, or plain values.
    public let from: Expression
    /// Filled by the choice.
    public let slot: SlotName
    /// The record's field that is the value; `nil`: the thing itself.
    public let value: String?
    /// Fields on the button; empty: the value.
    public let label: [String]
    /// How each record is laid out as a card with the button that picks it; `nil`: buttons alone.
    public let card: CardFields?
    public let next: Int?
    /// Where it goes on with nothing to pick from; `nil`: with `next`.
    public let none: Int?

    public init(
        response: ResponseName, from: Expression, slot: SlotName, value: String?, label: [String],
        card: CardFields? = nil, next: Int?, none: Int?
    ) {
        self.response = response
        self.from = from
        self.slot = slot
        self.value = value
        self.label = label
        self.card = card
        self.next = next
        self.none = none
    }
}

/// Which fields of a record stand where on its card.
public struct CardFields: Hashable, Sendable {
    public struct Image: Hashable, Sendable {
        public let url: String
        /// The field that says what the picture shows. A record without it has no picture.
        public let description: String

        public init(url: String, description: String) {
            self.url = url
            self.description = description
        }
    }

    public struct Link: Hashable, Sendable {
        public let url: String
        /// The words themselves, the same on every card.
        public let label: String

        public init(url: String, label: String) {
            self.url = url
            self.label = label
        }
    }

    public let title: String
    public let text: [String]
    public let image: Image?
    public let link: Link?
    /// On the button that picks it: the words themselves, the same on every card.
    public let button: String

    public init(title: String, text: [String] = [], image: Image? = nil, link: Link? = nil, button: String) {
        self.title = title
        self.text = text
        self.image = image
        self.link = link
        self.button = button
    }
}

/// A rest: the visitor may leave, ask other things, and come back.
public struct WaitStep: Hashable, Sendable {
    public enum End: Hashable, Sendable {
        case after(TimeSpan)
        /// A moment; one that nobody can say ends the wait at once.
        case at(Expression)
    }

    /// `nil`: only the signal ends it.
    public let end: End?
    /// What it waits for in the world.
    public let signal: SignalName?
    /// Said when the wait begins, and when the visitor asks meanwhile.
    public let meanwhile: ResponseName?
    public let next: Int?
    /// The signal did not come in time; `nil`: goes on with `next`.
    public let expired: Int?

    public init(end: End?, signal: SignalName?, meanwhile: ResponseName?, next: Int?, expired: Int?) {
        self.end = end
        self.signal = signal
        self.meanwhile = meanwhile
        self.next = next
        self.expired = expired
    }
}
