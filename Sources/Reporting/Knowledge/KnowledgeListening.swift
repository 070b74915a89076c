internal import Store
internal import Vocabulary

/// What the log has told about articles so far, and how far it has been read. Bounded: of questions and judgements the
/// latest are kept, and conversations that nobody has spoken in for longest are forgotten first.
struct KnowledgeListening: LogListening {
    private struct Live {
        var thread: ArticleThread
        var at: Timestamp
    }

    private(set) var asked: [AskedQuestion] = []
    private(set) var judged: [ArticleJudgement] = []
    private var live: [ConversationID: Live] = [:]
    var position = LogPosition.start

    /// Days that are read: those that count as recent, and twice as many to compare them with.
    private static let reach: Int64 = 90
    private static let threadLimit = 20_000
    private static let judgementLimit = 50_000

    static func firstDay(at moment: Timestamp) -> CivilDate {
        CivilDate(of: moment) + -reach
    }

    mutating func take(_ page: [LoggedEvent]) {
        for logged in page {
            var thread = live[logged.conversation]?.thread ?? ArticleThread(logged.conversation)
            let finding = thread.take(logged.record)
            live[logged.conversation] = thread.isIdle ? nil : Live(thread: thread, at: logged.record.at)
            if let question = finding.asked { Self.keep(question, in: &asked, GapReport.questionLimit) }
            if let judgement = finding.judged { Self.keep(judgement, in: &judged, Self.judgementLimit) }
        }
        if live.count > Self.threadLimit { forget() }
        if let last = page.last { position = last.position }
    }

    /// Twice the limit for a moment, so that forgetting costs next to nothing each time.
    private static func keep<Element>(_ element: Element, in list: inout [Element], _ limit: Int) {
        list.append(element)
        if list.count >= limit * 2 { list.removeFirst(list.count - limit) }
    }

    private mutating func forget() {
        let middle = live.values.map(\.at).sorted()[live.count / 2]
        live = live.filter { $0.value.at >= middle }
    }
}
