import PlaybookModel
import Vocabulary

/// A talk as it is written, its names not looked up yet.
struct TalkDraft {
    enum Answer {
        case done([(slot: Word, value: SlotValue)])
        case refused(Word)
        case overLimit
        case unknown
        case timeout
        case approval
        case accepted
    }

    enum Expectation {
        /// Nothing to look up.
        case plain(TalkTurn.Kind)
        case answers([(action: Word, answers: [Answer])])
        case bot(response: Word, text: String?)
        case called([(action: Word, inputs: [(name: Word, value: SlotValue)])])
        case signal(SignalName, [(slot: Word, value: SlotValue)])
        case slots([(slot: Word, value: SlotValue)])
        case article(Word)
        case ended([(flow: Word, outcome: String)])
        case passesOn(Word)
        case approves(Word)
        case declines(Word, reason: String)
        case reports(Word, Answer)
        case reaches(response: Word, facts: [SlotName: SlotValue], opens: Word?)
        case escalated(reason: EscalationReason?, team: Word?)
    }

    let title: String
    let starts: Timestamp
    let setting: TalkSetting
    let answers: [(action: Word, answers: [Answer])]
    let turns: [(expectation: Expectation, place: SourcePlace)]
    let place: SourcePlace
}
