import ChatProtocol
import Console
import Dialog
import Logging
import PlaybookModel
import Store
import Switchboard
import Synchronization
import Testing
import Understanding
import Vocabulary

/// The REPL's engine and the service's write the same log for the same conversation.
@Suite struct EngineTests {
    private struct NoTokens: VisitorTokens {
        func token(for pass: VisitorPass) -> String { "" }
        func read(_ token: String) -> VisitorPass? { nil }
        func mark(of secret: String) -> String { "" }
    }

    private struct Silence: RehearsedBackEnd {
        mutating func answer(_ call: ActionCall) -> ActionResult? { nil }
    }

    private enum Move: Sendable {
        case say(String, Choice?)
        case answer(ActionResult)
        case wait(TimeSpan)
        case claim
        case agentSay(String)
        case handBack(String)
        case rate(Int)
    }

    private static let moves: [Move] = [
        .say("refund", nil), .wait(.minutes(11)), .say("no idea", nil), .say("10042", nil),
        .answer(.done(["amount": .money(Money(minor: 4_990, currency: "GBP"))])), .say("Yes", .confirm(true)),
        .answer(.done([:])), .say("I want to talk to a person", nil), .claim, .agentSay("Hello"), .handBack("over"),
        .say("money back", nil), .say("10043", nil), .say("money back", nil), .answer(.refused(reason: "not_found")),
        .rate(5),
    ]

    @Test func `a conversation at the prompt gives the same events as in a lane of the service`() async throws {
        let machine = try Finch.machine()
        let understander = Understander(playbook: machine.playbook, articles: nil)
        let clock = Mutex(Finch.start)
        let store = InMemoryStore()
        let lanes = ConversationLanes(
            store: store,
            shelf: PlaybookShelf(
                Edition(playbook: machine.playbook, understander: understander, machine: machine)),
            surroundings: Surroundings(
                now: { clock.withLock { $0 } }, freshName: { "name" }, tokens: NoTokens()),
            log: Logger(label: "engine", factory: { _ in SwiftLogNoOpLogHandler() }))
        let opening = Opening(visitor: "v", channel: "widget", playbook: "v1", locale: "en-GB", context: [:])

        var rehearsal = Rehearsal(machine: machine, conversation: "c-1", now: Finch.start)
        var silence = Silence()
        let listener = Listener(understander)
        _ = rehearsal.take(.opened(opening), backEnd: &silence)
        _ = try await lanes.take(.open(opening), in: "c-1")
        for (index, move) in Self.moves.enumerated() {
            let cmid = ClientMessageID("message-number-\(index)")
            switch move {
            case .say(let text, let choice):
                _ = rehearsal.take(
                    .visitorSaid(
                        text: text, choice: choice, interpretation: rehearsal.interpret(text, by: listener)),
                    backEnd: &silence)
                _ = try await lanes.take(.say(cmid: cmid, text: text, choice: choice), in: "c-1")
            case .answer(let result):
                guard let call = rehearsal.openCalls.first else { continue }
                _ = rehearsal.answer(call, result, backEnd: &silence)
                _ = try await lanes.take(.actionFinished(call.id, result), in: "c-1")
            case .wait(let span):
                let end = rehearsal.now + span
                rehearsal.pass(span, backEnd: &silence)
                for timer in try await store.dueTimers(now: end, limit: 9) {
                    clock.withLock { $0 = timer.due }
                    _ = try await lanes.take(.timerFired(timer.timer), in: "c-1")
                }
                clock.withLock { $0 = end }
            case .claim:
                _ = rehearsal.take(.agentClaimed("ida", displayName: "Ida"), backEnd: &silence)
                _ = try? await lanes.take(.claim("ida", displayName: "Ida"), in: "c-1")
            case .agentSay(let text):
                _ = rehearsal.take(.agentSaid("ida", text: text), backEnd: &silence)
                _ = try? await lanes.take(.agentSay("ida", cmid: cmid, text: text), in: "c-1")
            case .handBack(let note):
                _ = rehearsal.take(.handedBack("ida", note: note), backEnd: &silence)
                _ = try? await lanes.take(.handBack("ida", cmid: cmid, note: note), in: "c-1")
            case .rate(let stars):
                _ = rehearsal.take(.rated(stars: stars, comment: ""), backEnd: &silence)
                _ = try? await lanes.take(.rate(cmid: cmid, stars: stars, comment: ""), in: "c-1")
            }
        }

        let written = try await store.history(of: "c-1", after: .start, limit: 1_000).records
        #expect(written.count > 40)
        #expect(written.map(\.event) == rehearsal.log.map(\.event))
        #expect(written.map(\.at) == rehearsal.log.map(\.at))
        #expect(written.map(\.sender) == rehearsal.log.map(\.sender))
        #expect(written.map(\.seq) == rehearsal.log.map(\.seq))
        // And the log that the service wrote replays without a difference.
        let replayed = Replay(machine: machine, listener: listener).run(written, of: "c-1")
        #expect(replayed.differences.isEmpty, "\(replayed.differences)")
        #expect(replayed.passedOver == 0)
    }
}
