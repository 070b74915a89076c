import PlaybookModel
import Vocabulary

/// All that the files say, before names are looked up.
struct PlaybookDraft {
    var assistant: AssistantDraft?
    var desk = DeskDraft()
    var routing: RoutingDraft?
    var outreach: OutreachDraft?
    var intents: [IntentDraft] = []
    var flows: [FlowDraft] = []
    var responses: [ResponseDraft] = []
    var entities: [EntityDraft] = []
    var actions: [ActionDraft] = []
    var articles: [Article] = []
    var talks: [TalkDraft] = []
}

/// `desk.yaml` and `tags.yaml`.
struct DeskDraft {
    typealias Tag = (name: Word, title: String, feature: String, intents: [Word])
    typealias Reply = (name: Word, title: String, text: TemplateDraft, teams: [Word])

    var tags: [Tag] = []
    var replies: [Reply] = []
    var banned: [String] = []
    var worth = DeskPlan.Worth()
}

struct AssistantDraft {
    let assistant: Assistant
    /// Of `say`, where standard responses belong.
    let sayPlace: SourcePlace
}

struct RoutingDraft {
    let teams: [(name: Word, title: String)]
    let defaultTeam: Word?
    let priorities: [EscalationReason: Double]
    let urgentWords: [(word: String, team: Word)]
    let frustration: Double
    /// Without a team the default one.
    let vip: (value: Double, team: Word?)?
    let service: ServicePlan
    /// Of ``service``, where their names stand.
    let needs: [Word]
}

struct IntentDraft {
    enum Outcome {
        case flow(Word)
        case response(Word)
        case article(Word)
        case command(Intent.Command)
    }

    let name: Word
    let description: String
    let examples: [ExampleDraft]
    let heldOut: [ExampleDraft]
    let outcome: Outcome?
    let confidence: Double?
    let place: SourcePlace
    /// Of the list's key.
    let examplesPlace: SourcePlace
}

struct ExampleDraft {
    let text: String
    let spans: [(slot: Word, text: String)]
    let place: SourcePlace
}

struct FlowDraft {
    let name: Word
    let title: String
    let steps: [StepDraft]
    let slots: [SlotDraft]
    let binds: [Word]
    let isVerification: Bool
    var level: IdentityLevel?
    let place: SourcePlace
}

struct SlotDraft {
    enum Kind {
        case builtIn(SlotType)
        case named(Word)
    }

    let name: Word
    let type: Kind
    let ask: Word?
    let reask: Word?
    let valid: Syntax?
    let invalid: Word?
    let attempts: Int
    let dependsOn: [Word]
    let role: EntityRole?
    let isOptional: Bool
    let place: SourcePlace
}

struct StepDraft {
    indirect enum Kind {
        case say(Word)
        case promise(Word, until: Syntax?)
        case collect(Word, ask: Word?, unanswered: [StepDraft]?)
        case offer(OfferDraft)
        case set([(slot: Word, value: Syntax)])
        case when(Syntax, then: [StepDraft], otherwise: [StepDraft])
        case call(CallDraft)
        /// `nil`: the flow is cancelled.
        case confirm(Word, declined: [StepDraft]?)
        case verify(Word)
        /// `nil`: a person takes over.
        case require(IdentityLevel, otherwise: [StepDraft]?)
        case wait(WaitDraft)
        case link(Word)
        /// `nil`: the default team.
        case escalate(Word?, EscalationReason)
        case end(String)
    }

    let kind: Kind
    let place: SourcePlace
}

struct CallDraft {
    let action: Word
    let with: [(input: Word, value: Syntax)]
    let key: TemplateDraft?
    let errors: [(name: Word, steps: [StepDraft])]
    /// `nil`: a person takes over.
    let failed: [StepDraft]?
    let overLimit: [StepDraft]?
    let asksApproval: Bool
    /// `nil`: as when it failed.
    let timeout: [StepDraft]?
    let within: TimeSpan?
    /// `nil`: as the action says.
    let undo: UndoDraft?
}

struct UndoDraft {
    let action: Word
    let with: [(name: Word, value: Syntax)]
    let what: TemplateDraft?
}

struct OfferDraft {
    let response: Word
    let from: Syntax
    let into: Word
    let value: String?
    let label: [String]
    let card: CardFields?
    let none: [StepDraft]?
}

struct WaitDraft {
    enum End {
        case after(TimeSpan)
        case at(Syntax)
    }

    let end: End?
    let signal: SignalName?
    let meanwhile: Word?
    let expired: [StepDraft]?
}

struct ResponseDraft {
    struct Button {
        enum Choice {
            case intent(Word)
            case article(Word)
            case person
        }

        let label: String
        let choice: Choice
    }

    typealias Image = (url: TemplateDraft, description: TemplateDraft)
    typealias Link = (url: TemplateDraft, label: TemplateDraft)
    typealias Code = (text: TemplateDraft, description: TemplateDraft)

    struct Card {
        let title: TemplateDraft
        let text: TemplateDraft?
        let image: Image?
        let link: Link?
        let button: Button?
    }

    let name: Word
    let variants: [TemplateDraft]
    var instead: [(when: Syntax, variants: [TemplateDraft])] = []
    var buttons: [Button] = []
    var images: [Image] = []
    var links: [Link] = []
    var cards: [Card] = []
    var codes: [Code] = []
    /// Written to somebody who has not asked: it knows what made it be said, and no conversation.
    var isOutreach = false
}

struct EntityDraft {
    let name: Word
    let definition: EntityDefinition
    /// Of the pattern's text.
    let patternPlace: SourcePlace?
}

struct ActionDraft {
    indirect enum Body {
        case object([(key: String, value: Body)])
        case array([Body])
        case text(TemplateDraft)
        case literal(SlotValue)
    }

    let name: Word
    let inputs: [Action.Input]
    let method: Action.Method
    let url: TemplateDraft
    let headers: [(name: String, value: TemplateDraft)]
    let body: Body?
    let outputs: [(slot: Word, output: Action.Output)]
    let errors: [String: String]
    let overLimit: [String]
    let timeout: TimeSpan
    let resultWithin: TimeSpan?
    let attempts: Int
    let irreversible: Bool
    let carrier: Action.Carrier
    let honoursKeys: Bool
    let lookUp: (action: Word, missing: String)?
    let undo: UndoDraft?
    let policy: ActionPolicy?
}
