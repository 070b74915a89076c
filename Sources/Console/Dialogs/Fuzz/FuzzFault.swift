public import Vocabulary

/// What must never be true of a conversation, whatever is said and whatever goes wrong.
public enum FuzzFault: Hashable, Sendable {
    /// What the visitor did last was answered with more lines than the playbook allows.
    case tooManyLines(Int, allowed: Int)
    /// The visitor spoke to the bot and got no line, no action in flight and no person.
    case noAnswer
    /// The bot has the conversation and a flow stands still: nothing is asked, called or waited for.
    case deadEnd(FlowName)
    /// From here the visitor asked for a person, in words or by a button, and none was called.
    case noPerson
    /// The playbook got lost although every system answered in an orderly way; with what was noted about it.
    case lost(String)
    /// Something that cannot be taken back was begun without a yes to what was shown.
    case unconfirmed(ActionName)
    /// Not understood twice running, and told so in the same words.
    case sameWordsTwice(String)
    /// The machine refused what a visitor said.
    case refused(String)

    /// Faults of one kind are counted together.
    public var kind: String {
        switch self {
        case .tooManyLines: "too_many_lines"
        case .noAnswer: "no_answer"
        case .deadEnd: "dead_end"
        case .noPerson: "no_person"
        case .lost: "lost"
        case .unconfirmed: "unconfirmed"
        case .sameWordsTwice: "same_words_twice"
        case .refused: "refused"
        }
    }

    public var words: String {
        switch self {
        case .tooManyLines(let count, let allowed): "\(count) lines in one go, \(allowed) are allowed"
        case .noAnswer: "the visitor's message was not answered"
        case .deadEnd(let flow): "flow \(flow) stands still: nothing is asked, called or waited for"
        case .noPerson: "a person was asked for and not called"
        case .lost(let note): "a person was called because the playbook got lost: \(note)"
        case .unconfirmed(let action): "\(action) was begun without a yes to what was shown"
        case .sameWordsTwice(let text): "not understood twice running, and told in the same words: \(text)"
        case .refused(let why): "a visitor's message was refused: \(why)"
        }
    }
}
