public import Vocabulary

/// A word for what a conversation is about, of the closed vocabulary in `tags.yaml`: suggested from what the bot
/// understood, confirmed by an agent, counted by the reports.
public struct Tag: Hashable, Sendable {
    public let name: TagName
    /// As agents and reports show it.
    public let title: String
    /// What suggests it, when it is understood.
    public let intents: [IntentName]
    /// The part of the product it is about, for reports; empty for none.
    public let feature: String

    public init(name: TagName, title: String, intents: [IntentName] = [], feature: String = "") {
        self.name = name
        self.title = title
        self.intents = intents
        self.feature = feature
    }
}

extension Playbook {
    /// What a conversation may be said to be about.
    public var tags: [Tag] { desk.tags }

    /// The tags that what was understood suggests, in the order of the intents, none twice.
    public func tags(suggestedBy intents: [IntentName]) -> [TagName] {
        var suggested: [TagName] = []
        for intent in intents {
            for tag in tags where tag.intents.contains(intent) && !suggested.contains(tag.name) {
                suggested.append(tag.name)
            }
        }
        return suggested
    }
}
