import Dialog
import PlaybookModel
import Vocabulary

/// Chooses what happens next to a conversation, from where it stands.
struct FuzzDriver {
    let pool: FuzzPool
    /// Understands what is written for real; without it, what might be understood is drawn as well.
    let listener: Listener?
    let isOrderly: Bool
    var dice: FuzzDice

    private static let agents: [AgentID] = ["ana", "bo"]
    private static let teller: AgentID = "ana"

    mutating func opening() -> FuzzMove {
        let level = dice.one(of: IdentityLevel.allCases) ?? .anonymous
        let plan = dice.one(of: ["", "gold", "trial"]) ?? ""
        return .take(
            .opened(
                Opening(
                    visitor: "visitor", channel: dice.one(of: ["widget", "api", "site"]) ?? "widget",
                    playbook: pool.playbook.version, locale: pool.playbook.assistant.locale,
                    context: plan.isEmpty ? [:] : ["plan": plan], identity: level)))
    }

    mutating func next(_ talk: Rehearsal) -> FuzzMove {
        if !talk.openCalls.isEmpty, dice.happens(25), let call = talk.openCalls.first {
            return .answer(
                call.action, FuzzBackEnd.result(of: call.action, pool, isOrderly: isOrderly, &dice))
        }
        if dice.happens(8) { return .pass(span()) }
        if dice.happens(6) { return .take(world()) }
        switch talk.state.holder {
        case .queue where dice.happens(35): return .take(.agentClaimed(Self.teller, displayName: "Ana"))
        case .agent(let agent) where dice.happens(60): return .take(ofAgent(agent))
        case .bot, .nobody, .queue, .agent: return .take(ofVisitor(talk))
        }
    }

    private mutating func span() -> TimeSpan {
        dice.weighted([
            (30, .seconds(Int64(dice.number(1...120)))), (30, .minutes(Int64(dice.number(2...90)))),
            (20, .hours(Int64(dice.number(1...30)))), (20, .days(Int64(dice.number(1...40)))),
        ]) ?? .seconds(1)
    }

    /// What neither visitor nor agent does.
    private mutating func world() -> DialogInput {
        switch dice.number(0...9) {
        case ..<3:
            let signal = dice.one(of: pool.signals) ?? "nothing_waits_for_this"
            return .signalled(signal, values: [:])
        case ..<6: return .returned(nil)
        case ..<7:
            return .returned(
                EarlierVisit(
                    open: dice.happens(50) ? "your refund" : nil, openIntent: dice.one(of: pool.playbook.intents)?.name,
                    resolution: nil, promise: dice.happens(50) ? "A person calls you." : nil))
        case ..<9: return .rated(stars: dice.number(0...6), comment: "")
        default: return .turnFailed(text: "poison", choice: nil, reason: "it failed three times")
        }
    }

    private mutating func ofAgent(_ agent: AgentID) -> DialogInput {
        // Now and then somebody who does not hold it.
        let agent = dice.happens(10) ? dice.one(of: Self.agents) ?? agent : agent
        return switch dice.number(0...9) {
        case ..<3: .agentSaid(agent, text: "One moment, I am looking.")
        case ..<4: .agentNoted(agent, text: "Calls every week.")
        case ..<7: .handedBack(agent, note: "Done with the hard part.")
        case ..<8: .agentLost(agent)
        default: .resolved(agent, outcome: "sorted out")
        }
    }

    private mutating func ofVisitor(_ talk: Rehearsal) -> DialogInput {
        let buttons = talk.state.lastBotLines.flatMap(\.buttons)
        if dice.happens(24), let button = dice.one(of: buttons) { return press(button, talk) }
        if dice.happens(5) { return press(stray(), talk) }
        let asked: Slot? =
            if case .slot(let name, _) = talk.state.question { pool.playbook.slots[name] } else { nil }
        if case .confirmation = talk.state.question, dice.happens(50) {
            return press(Button(label: "Yes", choice: .confirm(dice.happens(75))), talk)
        }
        let speech = FuzzSpeech.drawn(from: pool, asked: asked, at: talk.now, &dice)
        guard let listener else {
            return .visitorSaid(text: speech.text, choice: nil, interpretation: speech.interpretation)
        }
        return .visitorSaid(
            text: speech.text, choice: nil, interpretation: talk.interpret(speech.text, by: listener))
    }

    private func press(_ button: Button, _ talk: Rehearsal) -> DialogInput {
        .visitorSaid(
            text: button.label, choice: button.choice,
            interpretation: listener.map { talk.interpret(button.label, by: $0) } ?? .nothing)
    }

    /// A button of lines long gone, or of none.
    private mutating func stray() -> Button {
        let playbook = pool.playbook
        let choice: Choice? =
            switch dice.number(0...4) {
            case 0: dice.one(of: playbook.intents).map { .intent($0.name) }
            case 1: dice.one(of: playbook.articles).map { .article($0.name) }
            case 2:
                dice.one(of: pool.slots).map { slot in
                    .slot(slot.name, dice.one(of: pool.values[slot.name] ?? []) ?? .text("no such option"))
                }
            case 3: .confirm(dice.happens(50))
            default: dice.happens(20) ? .person : .intent("no_such_intent")
            }
        return Button(label: "An old button", choice: choice ?? .confirm(false))
    }
}
