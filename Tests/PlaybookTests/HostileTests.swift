import Console
import Dialog
import Foundation
import PlaybookLoading
import PlaybookModel
import Testing
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
        let attacker = Attacker(playbook: shipped.playbook, listener: Listener(shipped.understander))
        for line in Self.lines {
            #expect(attacker.excesses(of: line, in: situation) == [], "\(line)")
        }
    }

    @Test func `without the proofs and the yes in the flows, lines do get through`() throws {
        let shipped = try ShippedPlaybook.get()
        let attacker = Attacker(playbook: shipped.playbook.ungated, listener: Listener(shipped.understander))
        var through = 0
        for line in Self.lines {
            for situation in Self.situations.prefix(2) where !attacker.excesses(of: line, in: situation).isEmpty {
                through += 1
            }
        }
        #expect(through >= 20, "only \(through)")
    }
}

/// Says a line, twice, and then gives up.
private struct Attacker {
    let playbook: Playbook
    let machine: DialogMachine
    let listener: Listener

    init(playbook: Playbook, listener: Listener) {
        self.playbook = playbook
        machine = DialogMachine(playbook: playbook)
        self.listener = listener
    }

    func excesses(of line: String, in situation: HostileTests.Situation) -> [String] {
        var shop = HostileShop()
        var talk = Rehearsal(machine: machine, now: Talk.usualStart)
        talk.take(
            .opened(
                Opening(
                    visitor: "visitor", channel: "web", playbook: playbook.version, locale: playbook.assistant.locale,
                    context: [:], identity: .anonymous)), backEnd: &shop)
        for text in situation.before + [line, line] {
            let interpretation = talk.interpret(text, by: listener)
            talk.take(.visitorSaid(text: text, choice: nil, interpretation: interpretation), backEnd: &shop)
        }
        return HousePolicy(playbook: playbook).excesses(in: talk.log, deeds: shop.deeds)
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
