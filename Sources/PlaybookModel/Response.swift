public import Vocabulary

/// Something the bot says: wording with variants, and structured parts.
public struct Response: Hashable, Sendable {
    public let name: ResponseName
    /// At least one; variants take turns, so that nothing is said twice running where there is a choice.
    public let variants: [Template]
    public let buttons: [ResponseButton]
    public let images: [ResponsePicture]
    public let links: [ResponseLink]
    public let place: SourcePlace

    public init(
        name: ResponseName, variants: [Template], buttons: [ResponseButton] = [], images: [ResponsePicture] = [],
        links: [ResponseLink] = [], place: SourcePlace
    ) {
        self.name = name
        self.variants = variants
        self.buttons = buttons
        self.images = images
        self.links = links
        self.place = place
    }
}

public struct ResponseButton: Hashable, Sendable {
    public let label: String
    public let choice: Choice

    public init(label: String, choice: Choice) {
        self.label = label
        self.choice = choice
    }
}

public struct ResponsePicture: Hashable, Sendable {
    public let url: Template
    public let description: Template

    public init(url: Template, description: Template) {
        self.url = url
        self.description = description
    }
}

public struct ResponseLink: Hashable, Sendable {
    public let url: Template
    public let label: Template

    public init(url: Template, label: Template) {
        self.url = url
        self.label = label
    }
}

/// The lines the machine itself says, wherever it is; a playbook must word every one (`assistant.yaml`, `say`).
public enum StandardResponse: String, Hashable, Sendable, CaseIterable {
    /// First line of a conversation; says that it is a bot.
    case welcome
    /// Fallback ladder: please say it in other words.
    case rephrase
    /// Fallback ladder: here is what I can do.
    case options
    /// Fallback ladder, and every handover: a person will take over.
    case handover
    /// While waiting: still in the queue.
    case stillWaiting = "still_waiting"
    /// The agent's connection was lost; back in the queue.
    case agentLost = "agent_lost"
    /// `{agent}` is here now.
    case agentJoined = "agent_joined"
    /// A person handed back to the bot.
    case handedBack = "handed_back"
    /// Did you mean …? The buttons are added.
    case clarify
    /// `{flow}` is cancelled.
    case cancelled
    case nothingToCancel = "nothing_to_cancel"
    /// Back to `{flow}` after an interruption.
    case resume
    /// Please answer with yes or no.
    case yesOrNo = "yes_or_no"
    /// That value does not fit.
    case invalid
    /// An action is running.
    case working
    /// An action failed and a person looks.
    case actionFailed = "action_failed"
    /// After an answer from an article.
    case didThatHelp = "did_that_help"
    /// Asked for stars after a resolution.
    case rate
    case rated
    case fault
    case welcomeBack = "welcome_back"

    public var name: ResponseName { ResponseName(rawValue) }
}
