import PlaybookModel
import Vocabulary

/// `tripwires.yaml` as it was read; its names are looked up later.
struct OutreachDraft {
    struct Tripwire {
        let name: Word
        let rule: PlaybookModel.Tripwire.Rule
        let say: Word?
        let sayOtherwise: [(way: String, say: Word)]
        let opens: Word?
        let purpose: Purpose
        let coolDown: TimeSpan
        let fresh: TimeSpan
    }

    struct Monitor {
        let name: Word
        let title: String
        let component: Word?
        let intents: [Word]
    }

    struct Incidents {
        let place: SourcePlace
        let grace: TimeSpan
        let lookUp: Word?
        let follow: Word?
        let notice: Word?
        let update: Word?
        let fixed: Word?
        let components: [(name: Word, title: String)]
        let monitors: [Monitor]
    }

    let limits: OutreachLimits
    let care: CareRules
    let followUp: Word?
    let stopped: Word?
    let incidents: Incidents?
    let tripwires: [Tripwire]
}
