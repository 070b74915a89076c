internal import Vocabulary

extension DialogState {
    /// The title of the article that was quoted in the last answer: what "and abroad?" goes on from.
    public var topic: String? {
        lastBotLines.last { $0.citation != nil }?.citation?.title
    }
}
