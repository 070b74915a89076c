internal import PlaybookModel
internal import Vocabulary

extension Turn {
    /// The ladder where nothing is asked: other words, what is possible, a person.
    mutating func fallBack() {
        let rung = state.fallbackRung + 1
        emit(.fellBack(rung: rung))
        switch rung {
        case 1: say(.rephrase, place: .last)
        case 2: say(.options, buttons: offersWhereNone, place: .last)
        default: handOver(.notUnderstood)
        }
    }

    /// The ladder before a yes: yes or no please, all of it again, a person.
    mutating func fallBackBeforeYes() {
        let rung = state.fallbackRung + 1
        emit(.fellBack(rung: rung))
        switch rung {
        case 1: say(.yesOrNo, buttons: DialogMachine.yesAndNo, place: .last)
        case 2: askAgain(resuming: false)
        default: handOver(.notUnderstood)
        }
    }
}
