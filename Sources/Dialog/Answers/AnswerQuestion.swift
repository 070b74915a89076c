internal import PlaybookModel
internal import Vocabulary

extension Turn {
    /// An answer to a slot's question: the value, a correction of an earlier one, other values, something else that
    /// is in the way, or nothing that can be used.
    mutating func answer(_ slot: Slot, with message: Message) {
        var message = message
        let answer = reader.answer(for: slot, in: message)
        if let intent = digression(in: message, from: slot, answer), act(on: intent, message) { return }
        if let answer {
            if slot.type == .text, message.asks, answerFromArticle(message) { return }
            if let entity = answer.entity { message.used.insert(entity) }
            guard isValid(answer.value, for: slot) else { return askOnceMore(slot, because: true) }
            fill(slot.name, answer.value, .visitor)
            if slot.type != .text { takeVolunteered(&message, anew: false) }
            return run()
        }
        let corrections = corrections(in: message, asked: slot) { _ in false }
        if !corrections.isEmpty { return correct(corrections, source: .visitor) }
        if takeVolunteered(&message, anew: false) { return askAgain(resuming: false) }
        if answerFromArticle(message) { return }
        if message.isQuestion, !hasJustOffered,
            offer(message.articlesToOffer(in: playbook), beside: question(for: slot).buttons)
        {
            return
        }
        askOnceMore(slot, because: false)
    }

    mutating func answerConfirmation(with message: Message) {
        let yes = message.yesOrNo(in: playbook)
        // "No, taster instead" puts right what was shown; a plain no, and a no with other words, is a no.
        let shown = shownSlots
        let corrections = corrections(in: message, asked: nil) { yes == nil || yes == false && shown.contains($0) }
        if !corrections.isEmpty { return correct(corrections, source: .visitor) }
        // "Yes, but how long does it take" is a question first: nothing is done before it is answered.
        let asks = message.isQuestion || yes == true && message.words.holdQuestion
        if let yes, !asks { return answerConfirmation(yes) }
        if let intent = foreignIntent(in: message), act(on: intent, message) { return }
        if answerFromArticle(message) { return }
        // Where nobody knows the answer, what cannot be taken back waits for a plain yes.
        if let yes, !yes || !isYesForGood { return answerConfirmation(yes) }
        fallBackBeforeYes()
    }

    /// What the pending confirmation has shown.
    private var shownSlots: Set<SlotName> {
        guard case .confirmation(_, let bound) = state.question else { return [] }
        return Set(bound.keys)
    }

    /// Nobody is offered articles twice running.
    private var hasJustOffered: Bool {
        state.lastBotLines.last?.response == playbook.name(of: .whichArticle)
    }

    /// The intent of a message that goes somewhere else. A message that also holds an answer has to be surer of it: a
    /// question mark, or many more words than the answer and a confidence half way from the bar to certainty.
    private func digression(in message: Message, from slot: Slot, _ answer: Answer?) -> Intent? {
        guard let intent = foreignIntent(in: message) else { return nil }
        guard let answer else { return intent }
        if message.isQuestion || slot.type == .text && message.asks { return intent }
        // Among given options the words of an answer are what they are: "it came with a cracked lid".
        guard slot.type.isOpen, let entity = answer.entity, message.wordsBeside(entity) >= 4 else { return nil }
        let bar = (1 + playbook.assistant.thresholds.act) / 2
        return message.confidence >= bar ? intent : nil
    }

    /// A sure intent that is neither a command nor the flow the visitor is in.
    private func foreignIntent(in message: Message) -> Intent? {
        guard let intent = message.sureIntent(in: playbook) else { return nil }
        switch intent.outcome {
        case .command: return nil
        case .response, .article: return intent
        case .flow(let flow):
            return chain.contains { state.stack[$0].flow == flow } ? nil : intent
        }
    }
}

extension SlotType {
    /// Anything of a kind may be the answer, not one of a few given options.
    fileprivate var isOpen: Bool {
        switch self {
        case .choice, .yesNo: false
        case .text, .integer, .number, .money, .email, .phone, .date, .entity, .result: true
        }
    }
}
