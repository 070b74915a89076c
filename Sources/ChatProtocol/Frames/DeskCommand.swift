public import Vocabulary

/// What an agent's client may ask for, without what it is about: what rules of who may are made for.
public enum DeskCommand: String, Hashable, Sendable, CaseIterable {
    case hello, presence, claim, decline, takeOver, transfer, open, leave, say, note, tag, delegate, handBack, resolve
    case background, source, approve, disapprove, seen, typing, ping
}

extension DeskMessage {
    public var command: DeskCommand {
        switch self {
        case .hello: .hello
        case .presence: .presence
        case .claim: .claim
        case .decline: .decline
        case .takeOver: .takeOver
        case .transfer: .transfer
        case .open: .open
        case .leave: .leave
        case .say: .say
        case .note: .note
        case .tag: .tag
        case .delegate: .delegate
        case .handBack: .handBack
        case .resolve: .resolve
        case .background: .background
        case .source: .source
        case .approve: .approve
        case .disapprove: .disapprove
        case .seen: .seen
        case .typing: .typing
        case .ping: .ping
        }
    }

    /// The conversation it is about, for the refusal.
    public var conversation: ConversationID? {
        switch self {
        case .hello, .presence, .source, .approve, .disapprove, .ping: nil
        case .claim(let conversation), .decline(let conversation), .takeOver(let conversation),
            .transfer(let conversation, _, _, _), .open(let conversation, _, _), .leave(let conversation),
            .say(let conversation, _, _, _, _), .note(let conversation, _, _), .tag(let conversation, _, _, _),
            .delegate(let conversation, _, _), .handBack(let conversation, _, _), .resolve(let conversation, _, _),
            .background(let conversation), .seen(let conversation), .typing(let conversation, _):
            conversation
        }
    }

    /// The message's own name, where it has one.
    public var cmid: ClientMessageID? {
        switch self {
        case .transfer(_, let cmid, _, _), .say(_, let cmid, _, _, _), .note(_, let cmid, _), .tag(_, let cmid, _, _),
            .delegate(_, let cmid, _), .handBack(_, let cmid, _), .resolve(_, let cmid, _):
            cmid
        case .hello, .presence, .claim, .decline, .takeOver, .open, .leave, .background, .source, .approve,
            .disapprove, .seen, .typing, .ping:
            nil
        }
    }
}
