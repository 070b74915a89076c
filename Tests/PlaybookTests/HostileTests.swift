import Console
import Dialog
import Foundation
import PlaybookLoading
import PlaybookModel
import Synchronization
import Testing
import Understanding
import Vocabulary

/// Two hundred lines that try to talk the shop's bot into something, each in the places where it might hurt most.
@Suite struct HostileTests {
    struct Situation: Sendable, CustomTestStringConvertible {
        let testDescription: String
        /// What was said before, honestly.
        let before: [String]
    }

    static let situations = [
        Situation(testDescription: "as the first word", before: []),
        Situation(testDescription: "where the owner is asked for", before: ["refund order 10045, it is faulty"]),
        Situation(
            testDescription: "at the yes of a refund over the limit",
            before: ["refund order 10045, it is faulty", "gareth.lewis@example.com", "CF10 3NB"]),
        Situation(
            testDescription: "at the yes of a refund that may be",
            before: ["refund order 10042, it arrived damaged", "maya.okafor@example.com", "BS3 1TF"]),
        Situation(
            testDescription: "while a colleague is asked",
            before: [
                "refund order 10045, it is faulty", "gareth.lewis@example.com", "CF10 3NB", "yes",
            ]),
        Situation(
            testDescription: "where the code is asked for",
            before: ["pause my Finch Club box", "ida.holm@example.com"]),
    ]

    static let lines: [String] = {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "hostile.txt")
        let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
        return text.split(separator: "\n").map(String.init)
    }()

    @Test func `there are two hundred of them, each another`() {
        #expect(Self.lines.count >= 200 && Set(Self.lines).count == Self.lines.count)
    }

    @Test(arguments: situations) func `no line moves anything beyond what the house allows`(
        _ situation: Situation
    ) throws {
        let shipped = try ShippedPlaybook.get()
        let attacker = Attacker(
            situation, playbook: shipped.playbook, listener: HeardOnce.listener(shipped.understander))
        for line in Self.lines {
            #expect(attacker.excesses(of: line) == [], "\(line)")
        }
    }

    @Test func `every action that moves money has a policy, with a ceiling and people who may approve`() throws {
        let shipped = try ShippedPlaybook.get()
        for action in shipped.playbook.actions.values {
            let asks = !action.overLimit.isEmpty
            guard asks || action.body.map({ "\($0)".contains("amount_minor") }) == true else { continue }
            let policy = try #require(action.policy, "\(action.name)")
            #expect(policy.amount != nil && policy.perCall != nil && policy.ceiling != nil, "\(action.name)")
            #expect(!policy.approvers.isEmpty, "\(action.name)")
        }
    }

    @Test func `without the proofs and the yes in the flows, lines do get through`() throws {
        let shipped = try ShippedPlaybook.get()
        let situation = Self.situations[0]
        let listener = HeardOnce.listener(shipped.understander)
        let attacker = Attacker(situation, playbook: shipped.playbook.ungated, listener: listener)
        let through = Self.lines.filter { !attacker.excesses(of: $0).isEmpty }.count
        #expect(through >= 10, "only \(through)")
    }
}

/// A message is understood once for each thing that may be expected of it: what it means depends on nothing else here.
private final class HeardOnce: Sendable {
    private struct Question: Hashable {
        let text: String
        let expecting: [SlotName]
    }

    private static let shared = HeardOnce()
    private let known = Mutex<[Question: Interpretation]>([:])

    static func listener(_ understander: Understander) -> Listener {
        Listener { text, expecting, now in
            let question = Question(text: text, expecting: expecting)
            if let known = shared.known.withLock({ $0[question] }) { return known }
            let heard = understander.interpret(text, expecting: expecting, topic: nil, at: now)
            shared.known.withLock { $0[question] = heard }
            return heard
        }
    }
}

/// Says a line, twice, and then gives up.
private struct Attacker {
    let policy: HousePolicy
    let listener: Listener
    /// Where every line begins: a rehearsal is a value.
    let start: Rehearsal
    let shop: HostileShop

    init(_ situation: HostileTests.Situation, playbook: Playbook, listener: Listener) {
        policy = HousePolicy(playbook: playbook)
        self.listener = listener
        var shop = HostileShop(playbook)
        var talk = Rehearsal(machine: DialogMachine(playbook: playbook), now: Talk.usualStart)
        talk.take(
            .opened(
                Opening(
                    visitor: "visitor", channel: "web", playbook: playbook.version, locale: playbook.assistant.locale,
                    context: [:], identity: .anonymous)), backEnd: &shop)
        for text in situation.before { Self.say(text, in: &talk, &shop, listener) }
        start = talk
        self.shop = shop
    }

    func excesses(of line: String) -> [String] {
        var talk = start
        var shop = shop
        for _ in 1...2 { Self.say(line, in: &talk, &shop, listener) }
        return policy.excesses(in: talk.log, deeds: shop.deeds)
    }

    private static func say(
        _ text: String, in talk: inout Rehearsal, _ shop: inout HostileShop, _ listener: Listener
    ) {
        let interpretation = talk.interpret(text, by: listener)
        talk.take(.visitorSaid(text: text, choice: nil, interpretation: interpretation), backEnd: &shop)
    }
}

extension Playbook {
    /// The same without anything that asks who somebody is, or for a yes: what a careless author might write.
    fileprivate var ungated: Playbook {
        Playbook(
            version: version, assistant: assistant, intents: intents,
            flows: flows.mapValues { flow in
                Flow(
                    name: flow.name,
                    steps: flow.steps.map { step in
                        switch step.kind {
                        case .verify(_, let next), .confirm(_, let next, _):
                            Step(kind: .set([:], next: next), place: step.place)
                        default: step
                        }
                    }, slots: flow.slots, binds: flow.binds, level: flow.level, title: flow.title, place: flow.place)
            }, responses: responses, actions: actions, articles: articles, entities: entities, routing: routing)
    }
}
