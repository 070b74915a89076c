internal import PlaybookModel
internal import Vocabulary

extension Turn {
    /// The ladder where nothing is asked: other words, what is possible, a person. A rung whose words were the bot's
    /// last ones is left out.
    mutating func fallBack() {
        climb([(.rephrase, []), (.options, offersWhereNone)])
    }

    /// The ladder before a yes: yes or no please, all of it again, a person.
    mutating func fallBackBeforeYes() {
        guard state.fallbackRung != 1 else {
            emit(.fellBack(rung: 2))
            return askAgain(resuming: false)
        }
        climb([(.yesOrNo, playbook.yesAndNo)])
    }

    private mutating func climb(_ rungs: [(response: StandardResponse, buttons: [Button])]) {
        var rung = state.fallbackRung + 1
        while rung <= rungs.count {
            let (response, buttons) = rungs[rung - 1]
            if line(response.name)?.line.text != state.bookkeeping.recentTexts.last {
                emit(.fellBack(rung: rung))
                return say(response, buttons: buttons, place: .last)
            }
            rung += 1
        }
        emit(.fellBack(rung: rung))
        handOver(.notUnderstood)
    }
}
