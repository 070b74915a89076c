public import Vocabulary

/// How soon something is due to a visitor.
public struct ShownClock: Hashable, Sendable {
    /// `first`, `next` or `resolution`.
    public let kind: String
    /// `nil` while it rests.
    public let due: Timestamp?
    public let warns: Timestamp?
    /// In hours of duty; below zero it is broken.
    public let left: TimeSpan

    public init(kind: String, due: Timestamp?, warns: Timestamp?, left: TimeSpan) {
        self.kind = kind
        self.due = due
        self.warns = warns
        self.left = left
    }

    var json: JSON {
        var members = [JSON.Member("kind", .string(kind)), JSON.Member("left_ms", .integer(left.milliseconds))]
        if let due { members.append(JSON.Member("due", .integer(due.milliseconds))) }
        if let warns { members.append(JSON.Member("warns", .integer(warns.milliseconds))) }
        return .object(members)
    }
}

/// A colleague who has the same conversation open.
public struct Onlooker: Hashable, Sendable {
    public let agent: AgentID
    public let name: String
    public let isWriting: Bool

    public init(agent: AgentID, name: String, isWriting: Bool) {
        self.agent = agent
        self.name = name
        self.isWriting = isWriting
    }

    var json: JSON {
        ["agent": .string(agent.rawValue), "name": .string(name), "writing": .bool(isWriting)]
    }
}

/// Another conversation, in a line.
public struct ShownCase: Hashable, Sendable {
    public let conversation: ConversationID
    public let began: Timestamp
    /// What it was about, in words.
    public let about: [String]
    public let tags: [TagName]
    /// How it ended; empty while it is open.
    public let outcome: String
    /// What was done: actions that succeeded, articles that were shown.
    public let fixedBy: [String]
    public let stars: Int?

    public init(
        conversation: ConversationID, began: Timestamp, about: [String], tags: [TagName], outcome: String,
        fixedBy: [String], stars: Int?
    ) {
        self.conversation = conversation
        self.began = began
        self.about = about
        self.tags = tags
        self.outcome = outcome
        self.fixedBy = fixedBy
        self.stars = stars
    }

    var json: JSON {
        var members = [
            JSON.Member("conversation", .string(conversation.rawValue)),
            JSON.Member("began", .integer(began.milliseconds)), JSON.Member("about", .array(about.map(JSON.string))),
            JSON.Member("tags", .array(tags.map { .string($0.rawValue) })), JSON.Member("outcome", .string(outcome)),
            JSON.Member("fixed_by", .array(fixedBy.map(JSON.string))),
        ]
        if let stars { members.append(JSON.Member("stars", .integer(Int64(stars)))) }
        return .object(members)
    }
}

/// Something the bot may not do without a person's word.
public struct ShownApproval: Hashable, Sendable {
    public let id: String
    public let conversation: ConversationID
    public let action: ActionName
    /// Exactly what will be done.
    public let arguments: [String: SlotValue]
    public let money: Money?
    /// Why the bot may not, in words.
    public let reasons: [String]
    public let askedAt: Timestamp
    public let answerBy: Timestamp
    /// Why this agent may not either, in words; `nil`: they may.
    public let obstacle: String?

    public init(
        id: String, conversation: ConversationID, action: ActionName, arguments: [String: SlotValue], money: Money?,
        reasons: [String], askedAt: Timestamp, answerBy: Timestamp, obstacle: String?
    ) {
        self.id = id
        self.conversation = conversation
        self.action = action
        self.arguments = arguments
        self.money = money
        self.reasons = reasons
        self.askedAt = askedAt
        self.answerBy = answerBy
        self.obstacle = obstacle
    }

    var json: JSON {
        var members = [
            JSON.Member("approval", .string(id)), JSON.Member("conversation", .string(conversation.rawValue)),
            JSON.Member("action", .string(action.rawValue)),
            JSON.Member("arguments", SlotValue.record(arguments).json),
            JSON.Member("reasons", .array(reasons.map(JSON.string))),
            JSON.Member("asked_at", .integer(askedAt.milliseconds)),
            JSON.Member("answer_by", .integer(answerBy.milliseconds)),
        ]
        if let money { members.append(JSON.Member("money", SlotValue.money(money).json)) }
        if let obstacle { members.append(JSON.Member("obstacle", .string(obstacle))) }
        return .object(members)
    }
}

/// A source of drafts that too few found worth using.
public struct SilencedSource: Hashable, Sendable {
    public let source: DraftSource
    public let used: Int
    public let judged: Int

    public init(source: DraftSource, used: Int, judged: Int) {
        self.source = source
        self.used = used
        self.judged = judged
    }

    var json: JSON {
        [
            "source": .string(source.rawValue), "used": .integer(Int64(used)), "judged": .integer(Int64(judged)),
        ]
    }
}

extension Assistance {
    var members: [JSON.Member] {
        [
            JSON.Member(
                "drafts",
                .array(
                    drafts.map {
                        [
                            "source": .string($0.source.rawValue), "title": .string($0.title),
                            "text": .string($0.text),
                        ]
                    })),
            JSON.Member(
                "replies",
                .array(
                    replies.map {
                        [
                            "name": .string($0.name), "title": .string($0.title), "text": .string($0.text),
                            "complete": .bool($0.isComplete),
                        ]
                    })),
            JSON.Member("actions", .array(actions.map(\.json))),
            JSON.Member("tags", .array(tags.map { .string($0.rawValue) })),
        ]
    }
}

extension Assistance.Action {
    fileprivate var json: JSON {
        var members = [JSON.Member("title", .string(title)), JSON.Member("reason", .string(reason))]
        switch kind {
        case .resume: members.append(JSON.Member("resume", true))
        case .serve(let intent): members.append(JSON.Member("intent", .string(intent.rawValue)))
        }
        return .object(members)
    }
}
