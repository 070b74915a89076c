import PlaybookModel
import Testing
import Understanding
import Vocabulary

/// Two requests in one message, on a playbook of seven intents.
struct RequestTests {
    private static let understander = Understander(playbook: Desk.playbook(), articles: nil)

    private func intents(_ text: String) -> [String] {
        let heard = Self.understander.interpret(text, at: Shop.now)
        return [heard.intents.first?.value.rawValue ?? "-"] + heard.further.map(\.intent.rawValue)
    }

    @Test(arguments: [
        ("I want a refund for 10042 and also change my delivery address", "refund, address_change"),
        ("where is my order? and how do I reset my password", "order_status, password_reset"),
        ("refund and change my address", "refund, address_change"),
        ("I want my money back. Where is my other parcel?", "refund, order_status"),
        ("where is my parcel; reset my password please", "order_status, password_reset"),
        ("change my delivery address, and can you refund me", "address_change, refund"),
        ("Where is my order? By the way, I forgot my password", "order_status, password_reset"),
        ("I forgot my password. Also, where is my order?", "password_reset, order_status"),
        ("track my package and then let me talk to a human", "order_status, person"),
        ("where is my order\nhow do I change my password", "order_status, password_reset"),
        ("can you refund me, reset my password and track my package", "refund, password_reset, order_status"),
    ])
    func `each of two or three requests is heard, in order`(text: String, expected: String) {
        #expect(intents(text).joined(separator: ", ") == expected)
    }

    @Test(arguments: [
        ("I want a refund and it arrived broken", "refund"),
        ("I want a refund and my order number is 10042", "refund"),
        ("where is my order? It is number 10042. I ordered it on Monday.", "order_status"),
        ("I want my money back. I paid 25 euros and it never came", "refund"),
        ("please refund me for the kettle and the grinder", "refund"),
        ("where is my order and when will it arrive", "order_status"),
        ("I forgot my password and can't sign in to my account", "password_reset"),
        ("my order is late and has not arrived and is not on its way", "order_status"),
        ("reset my password, my e-mail is jo@example.com", "password_reset"),
        ("I need a new password and a new link", "password_reset"),
        ("where is my parcel? where is it?", "order_status"),
    ])
    func `details are no second request`(text: String, intent: String) {
        #expect(intents(text) == [intent])
    }

    @Test(arguments: [
        "Hello! How are you? Where is my order?", "Hi there, hope you are well. Where is my parcel? Thanks a lot!",
        "good morning, and thank you, where is my order", "Hey. I have a question. Has my order shipped yet?",
        "Where is my order? Thank you so much and have a nice day", "that is great thank you. now where is my parcel?",
        "yes. where is my order",
    ])
    func `small talk around a request neither hides it nor counts`(text: String) {
        let heard = Self.understander.interpret(text, at: Shop.now)
        #expect(heard.intents.first?.value == "order_status", "\(heard.intents.prefix(2))")
        #expect(heard.band == .act)
        #expect(heard.further.isEmpty)
    }

    // MARK: Wishes that are told

    private static let told = Understander(playbook: Desk.withFlows(), articles: nil)

    @Test(arguments: [
        ("where is my order 10043? And I forgot my password", "order_status, password_reset"),
        ("I want a refund for order 10042 and I forgot my password", "refund, password_reset"),
        // Of the same order: more of the same request.
        ("I want a refund for order 10042. My kettle is damaged", "refund"),
        // Nobody's phrase: a story.
        ("where is my order? I forgot to look at the e-mail", "order_status"),
    ])
    func `a wish told in a known phrase is a second request where it is about other things`(
        text: String, expected: String
    ) {
        let heard = Self.told.interpret(text, at: Shop.now)
        let intents = [heard.intents.first?.value.rawValue ?? "-"] + heard.further.map(\.intent.rawValue)
        #expect(intents.joined(separator: ", ") == expected)
    }

    @Test func `a known phrase is one request, whatever stands in it`() {
        let both = Desk.intent("refund_and_address", ["give me a refund and change my delivery address"])
        let understander = Understander(playbook: Desk.playbook(adding: both), articles: nil)
        let heard = understander.interpret("give me a refund and change my delivery address", at: Shop.now)
        #expect(heard.intents.first?.value == "refund_and_address")
        #expect(heard.further.isEmpty)
    }

    @Test func `a further request says where it stands and how sure it is`() throws {
        let text = "👋 where is my order? and please reset my password, it is urgent!"
        let heard = Self.understander.interpret(text, at: Shop.now)
        let further = try #require(heard.further.first)
        let scalars = Array(text.unicodeScalars)
        let part = String(String.UnicodeScalarView(scalars[further.start..<further.end]))
        #expect(part.hasPrefix("please reset my password"))
        #expect(!part.contains("order"))
        #expect(further.confidence > 0.5 && further.confidence <= 1)
        #expect(heard.band == .act)
        #expect(heard.intents.first?.value == "order_status")
    }

    @Test func `slips in either request hide neither, and leave the places as written`() throws {
        let text = "where is my oredr? and plaese reset my pasword"
        let heard = Self.understander.interpret(text, at: Shop.now)
        #expect(heard.intents.first?.value == "order_status")
        let further = try #require(heard.further.first)
        #expect(further.intent == "password_reset")
        let part = String(Array(text)[further.start..<further.end])
        #expect(part == "plaese reset my pasword")
        #expect(heard.reason?.repairs.contains { $0.hasPrefix("pasword") } == true)
    }

    @Test(arguments: [
        "refund 10042 please, and also where is my order 10050", "I want a refund for 10042. Where is order 10050?",
    ])
    func `what is named in a request lies in its part`(text: String) throws {
        let heard = Self.understander.interpret(text, at: Shop.now)
        let further = try #require(heard.further.first, "\(heard.intents.prefix(2))")
        #expect(further.intent == "order_status")
        let numbers = heard.entities.filter { $0.text == "10042" || $0.text == "10050" }
        #expect(numbers.count == 2)
        for number in numbers {
            #expect((number.start >= further.start && number.end <= further.end) == (number.text == "10050"))
        }
    }

    @Test func `the reason is of the request that is answered first`() throws {
        let heard = Self.understander.interpret("reset my password; where is my parcel?", at: Shop.now)
        #expect(heard.further.map(\.intent) == ["order_status"])
        #expect(try #require(heard.reason).nearest.first?.intent == "password_reset")
    }

    @Test func `never more than three requests`() {
        let text =
            "where is my order? refund me? reset my password? change my delivery address? let me talk to a human?"
        #expect(intents(text).count <= 3)
    }

    @Test func `an intent that asks for a higher bar asks for it as a second request too`() {
        let careful = Desk.intent("password_reset", Desk.passwordPhrases, confidence: 1)
        let understander = Understander(
            playbook: Desk.playbook(adding: careful, without: "password_reset"), articles: nil)
        let heard = understander.interpret("where is my order? and how do I get my password back again", at: Shop.now)
        #expect(heard.further.isEmpty)
    }

    @Test func `whatever is cut, spans lie inside, in order and apart`() {
        var random = SplitMix64(state: 5)
        let pieces = [
            "where is my order", "reset my password", "refund me", "change my delivery address", "and", "also", "?",
            ".", ",",
            ";", "\n", "by the way", "hello", "thanks", "it arrived broken", "10042", "plus", "&", "👋", "e\u{301}",
            "then",
        ]
        var split = 0
        for _ in 0..<600 {
            let text = (0..<Int.random(in: 1...10, using: &random))
                .map { _ in pieces[Int.random(in: 0..<pieces.count, using: &random)] }.joined(separator: " ")
            let heard = Self.understander.interpret(text, at: Shop.now)
            let all = [heard.intents.first?.value] + heard.further.map { Optional($0.intent) }
            #expect(Set(all).count == all.count && all.count <= 3, "\(text)")
            var end = 0
            for further in heard.further {
                #expect(further.start > end && further.start < further.end, "\(text)")
                #expect(further.end <= text.unicodeScalars.count)
                end = further.end
            }
            if !heard.further.isEmpty {
                split += 1
                #expect(heard.band == .act)
            }
        }
        #expect(split > 20)
    }

    @Test func `a message of nothing but cuts is read in bounded time`() {
        for piece in ["and ", "? ", "refund me and ", "also, ", "refund\n", ". . "] {
            let text = String(repeating: piece, count: 4_000)
            let time = ContinuousClock().measure { _ = Self.understander.interpret(text, at: Shop.now) }
            #expect(time < .seconds(5), "\(piece)")
        }
    }
}

/// A help desk with flows, remarks and a person.
private enum Desk {
    static func playbook(adding more: Intent? = nil, without name: IntentName? = nil) -> Playbook {
        Shop.playbook(intents: intents.filter { $0.name != name } + (more.map { [$0] } ?? []))
    }

    static func intent(
        _ name: IntentName, _ phrases: [String], _ outcome: Intent.Outcome = .flow("refund"), confidence: Double? = nil
    ) -> Intent {
        Intent(
            name: name, description: "", examples: phrases.map { Example(text: $0, place: Shop.place) }, heldOut: [],
            outcome: outcome, confidence: confidence, place: Shop.place)
    }

    /// Orders are one thing to talk about, the account another; a damaged item is a refund with another name.
    static func withFlows() -> Playbook {
        func slot(_ name: SlotName, _ type: SlotType) -> Slot {
            Slot(
                name: name, type: type, ask: nil, reask: nil, valid: nil, invalid: nil, attempts: 3, dependsOn: [],
                role: nil, isOptional: false, place: Shop.place)
        }
        func flow(_ name: FlowName, _ slots: [Slot], _ steps: [StepKind] = []) -> Flow {
            Flow(
                name: name, steps: steps.map { Step(kind: $0, place: Shop.place) }, slots: slots, binds: [], level: nil,
                title: "", place: Shop.place)
        }
        let order = slot("order", .entity("order_number"))
        let flows = [
            flow("order_status", [order]), flow("refund", [order, slot("reason", .text)]),
            flow("item_damaged", [], [.link("refund", next: nil)]), flow("password_reset", [slot("email", .email)]),
        ]
        let named = intents.map { known in
            let name = FlowName(known.name.rawValue)
            guard flows.contains(where: { $0.name == name }) else { return known }
            let forgotten = known.name == "password_reset" ? ["I forgot my password"] : []
            return intent(known.name, known.examples.map(\.text) + forgotten, .flow(name))
        }
        return Shop.playbook(
            intents: named, flows: Dictionary(flows.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first }))
    }

    static let passwordPhrases = phrases(of: "password_reset")

    private static func phrases(of name: IntentName) -> [String] {
        Shop.intents.filter { $0.name == name }.flatMap { $0.examples.map(\.text) }
    }

    private static let intents = [
        intent("order_status", phrases(of: "order_status")), intent("refund", phrases(of: "refund") + ["refund"]),
        intent("password_reset", passwordPhrases),
        intent(
            "address_change",
            [
                "change my delivery address", "I moved, update my address", "send it to another address",
                "can you change the address", "wrong address on my order", "deliver to a different address",
                "how do I change my shipping address", "I want to change my address", "update the delivery address",
                "change address",
            ]),
        intent(
            "item_damaged",
            [
                "it arrived broken", "my kettle is damaged", "the parcel was crushed", "it came cracked",
                "the grinder does not turn on", "broken on arrival", "there is a dent in it", "the lid is cracked",
                "my item is faulty", "it was smashed to bits",
            ], .response("ok")),
        intent(
            "person",
            [
                "talk to a human", "let me talk to a human", "I want a real person", "agent please", "speak to someone",
                "connect me to support", "can I speak to a person", "human", "get me a human being", "live agent",
            ], .command(.person)),
        intent("greet", phrases(of: "greet"), .response("ok")),
        intent("thanks", phrases(of: "thanks"), .response("ok")),
        intent("yes", ["yes", "yeah", "yes please", "sure", "ok", "yep", "of course", "correct"], .command(.yes)),
    ]
}
