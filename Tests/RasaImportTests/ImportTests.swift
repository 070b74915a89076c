import PlaybookLoading
import PlaybookModel
import RasaImport
import Testing
import Vocabulary

struct ImportTests {
    @Test func `what is imported loads without an error`() throws {
        let loaded = LibraryBot.load(try LibraryBot.imported())
        #expect(loaded.diagnostics.filter { $0.severity == .error } == [])
        #expect(loaded.playbook != nil)
    }

    @Test func `one intent is one file, in a folder of its kind`() throws {
        let paths = try LibraryBot.imported().files.keys.sorted()
        #expect(
            paths == [
                "actions.yaml", "assistant.yaml", "entities.yaml", "faq/faq_fines.yaml", "faq/faq_opening_hours.yaml",
                "intents/affirm.yaml", "intents/hello.yaml", "intents/lost_card.yaml", "intents/nonsense.yaml",
                "intents/reserve_book.yaml", "intents/talk_to_a_person.yaml", "routing.yaml",
            ])
    }

    @Test func `the same files give the same playbook`() throws {
        let first = try LibraryBot.imported()
        for _ in 0..<5 { #expect(try LibraryBot.imported() == first) }
    }

    // MARK: Phrases

    @Test func `phrases keep their marks where a flow collects the slot`() throws {
        let intent = try #require(try LibraryBot.playbook().intent("reserve_book"))
        #expect(
            intent.examples.map(\.text) == [
                "I want to reserve Dune", "keep the spice book for me", "can you hold Emma at the north branch",
                "reserve a book for card L-1234", "When are you open?",
            ])
        let slots = intent.examples.map { $0.spans.map(\.slot.rawValue) }
        #expect(slots == [["title"], ["title"], ["title", "branch"], ["card"], []])
    }

    @Test func `examples in lists and brackets that mark nothing come over`() throws {
        let playbook = try LibraryBot.playbook()
        let fines = playbook.intent("faq_fines")?.examples.map(\.text)
        #expect(fines == ["what does a late book cost", "how high are the fines"])
        #expect(playbook.intent("nonsense")?.examples.map(\.text) == ["(what", "blah (blah)"])
    }

    @Test func `words of test stories are held out`() throws {
        #expect(try LibraryBot.playbook().intent("hello")?.heldOut.map(\.text) == ["ahoy library"])
    }

    // MARK: Flows

    @Test func `a rule with one response becomes an answer, a form a flow`() throws {
        let playbook = try LibraryBot.playbook()
        #expect(playbook.intent("hello")?.outcome == .response("hello"))
        #expect(playbook.intent("faq_fines")?.outcome == .response("faq_fines"))
        #expect(playbook.intent("affirm")?.outcome == .command(.yes))
        let flow = try #require(playbook.flows["reserve_book"])
        #expect(flow.steps.map { Self.words(for: $0.kind) } == Self.reserving)
        #expect(playbook.flows["lost_card"]?.steps.count == 2)
    }

    private static let reserving = [
        "collect title", "collect card", "collect branch", "collect wrapped", "collect note", "call reserve",
        "say reserved",
    ]

    /// Of the kinds an import makes.
    private static func words(for kind: StepKind) -> String {
        if case .collect(let slot, _, _, _) = kind { return "collect \(slot)" }
        if case .call(let call) = kind { return "call \(call.action)" }
        if case .say(let response, _) = kind { return "say \(response)" }
        return "\(kind)"
    }

    @Test func `slots have the type that their mapping and the entities say`() throws {
        let playbook = try LibraryBot.playbook()
        #expect(playbook.slots["title"]?.type == .entity("title"))
        #expect(playbook.slots["card"]?.type == .entity("card"))
        #expect(playbook.slots["wrapped"]?.type == .yesNo)
        #expect(playbook.slots["note"]?.type == .text)
        guard case .choice(let options) = playbook.slots["branch"]?.type else {
            Issue.record("branch is no choice")
            return
        }
        #expect(options.map(\.value) == ["north", "south"])
    }

    @Test func `options know the words that phrases and buttons use for them, in the forms of Rasa 2, too`() throws {
        let imported = try RasaImporter(name: "Parcels").run(on: [
            "nlu.yml": """
            version: "2.0"
            nlu:
            - intent: send_parcel
              examples: |
                - send a parcel
                - send it [very fast]{"entity": "speed", "value": "express"}
            - intent: tell
              examples: |
                - as you like
                - it is for my aunt
            """,
            "domain.yml": """
            slots: { speed: { type: text, influence_conversation: false }, sure: { type: bool } }
            entities: [speed]
            forms:
              parcel_form:
                speed: [{ type: from_entity, entity: speed }]
                sure: [{ type: from_intent, intent: affirm, value: true }]
            responses:
              utter_ask_speed:
              - text: How fast?
                buttons:
                - { title: Slowly, payload: '/tell{"speed": "slow"}' }
                - { title: At once, payload: '/tell{"speed": "express"}''' }
            rules:
            - rule: send
              steps: [{ intent: send_parcel }, { action: parcel_form }, { active_loop: parcel_form }]
            """,
        ])
        let playbook = try #require(LibraryBot.load(imported).playbook)
        #expect(
            playbook.slots["speed"]?.type
                == .choice([
                    ChoiceOption(value: "slow", label: "Slowly", synonyms: []),
                    ChoiceOption(value: "express", label: "At once", synonyms: ["very fast"]),
                ]))
        #expect(playbook.slots["sure"]?.type == .yesNo)
        #expect(playbook.intent("tell") == nil)
        #expect(imported.losses.contains { $0.kind == .form && $0.message.contains("'from_intent'") })
    }

    @Test func `entities have the values of lists, marks and synonyms`() throws {
        let entities = try LibraryBot.playbook().entities
        #expect(entities.first { $0.name == "card" }?.recogniser == .pattern("L-\\d{4}"))
        guard case .list(let titles) = entities.first(where: { $0.name == "title" })?.recogniser else {
            Issue.record("title is no list")
            return
        }
        #expect(titles.map(\.value) == ["Middlemarch", "Emma", "Dune"])
        #expect(titles.map(\.synonyms) == [[], ["the matchmaker novel"], ["the spice book"]])
    }

    // MARK: Wording

    @Test func `responses keep variants, buttons, links and holes that are surely filled`() throws {
        let responses = try LibraryBot.playbook().responses
        let hello = try #require(responses["hello"])
        #expect(hello.variants == [Template("Welcome to the library, !"), Template("Good day.")])
        #expect(hello.buttons == [ResponseButton(label: "Reserve a book", choice: .intent("reserve_book"))])
        #expect(hello.links.map(\.label) == [Template("Our site")])
        #expect(responses["faq_fines"]?.variants == [Template("Ten cents a day.")])
        #expect(responses["faq_fines"]?.images.count == 1)
        #expect(responses["rephrase"]?.variants == [Template("Pardon?")])
        let reserved = try #require(responses["reserved"]?.variants.first)
        #expect(
            reserved.pieces == [
                .value(.slot("title", fields: []), nil), .text(" waits for you, ."),
            ])
        #expect(responses["ask_branch"]?.buttons == [])
    }

    // MARK: Losses

    @Test(arguments: [
        ("actions/shelves.py:1", "not YAML"), ("config.yml:3", "pipeline"), ("data/nlu/small_talk.yml:21", "metadata"),
        ("data/nlu/small_talk.yml:14", "for 'reserve_book'"), ("data/nlu/books.yml:10", "give_details"),
        ("data/nlu/books.yml:19", "my card is gone"), ("data/nlu/books.yml:23", "nobody"),
        ("domain/small_talk.yml:2", "'ghost' has no examples"), ("domain/small_talk.yml:5", "{reader}"),
        ("domain/small_talk.yml:8", "Anything else"), ("domain/small_talk.yml:13", "slack"),
        ("domain/small_talk.yml:16", "condition"), ("domain/small_talk.yml:22", "utter_forgotten"),
        ("domain/small_talk.yml:25", "session"), ("domain/books.yml:3", "use_entities"),
        ("domain/books.yml:10", "mood"), ("domain/books.yml:18", "initial_value"),
        ("domain/books.yml:18", "'intent' of a mapping"), ("domain/books.yml:20", "'agent'"),
        ("domain/books.yml:23", "ignored_intents"), ("domain/books.yml:34", "{agent}"),
        ("data/rules.yml:16", "slot_was_set"), ("data/rules.yml:17", "action_reserve"),
        ("data/stories.yml:3", "order of the messages"), ("data/stories.yml:10", "checkpoint"),
        ("tests/test_stories.yml:3", "says hello"), ("domain/books.yml:24", "the question for 'note'"),
    ])
    func `what has no counterpart is told with its place`(_ place: String, _ words: String) throws {
        let losses = try LibraryBot.imported().losses
        let found = losses.filter { "\($0.place.file):\($0.place.line)" == place && $0.message.contains(words) }
        #expect(found.count == 1, "\(losses.map { "\($0.place.file):\($0.place.line): \($0.message)" })")
    }

    @Test func `the report says everything in text and in JSON`() throws {
        let imported = try LibraryBot.imported()
        let report = ImportReport(imported)
        let lines = report.text.split(separator: "\n")
        #expect(lines.count(where: { $0.hasPrefix("  ") }) == imported.losses.count)
        #expect(report.json.ranges(of: "\"kind\":").count == imported.losses.count)
        #expect(report.json.contains("\"intents\":8,"))
    }
}
