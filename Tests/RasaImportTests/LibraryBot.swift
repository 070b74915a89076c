import PlaybookLoading
import PlaybookModel
import RasaImport
import Testing
import Vocabulary

/// A small bot of a town library, invented for these tests: every notation that an import must know, over several
/// files and folders.
enum LibraryBot {
    static let files = [
        "config.yml": "recipe: default.v1\nlanguage: en\npipeline:\n  - name: SomeTokenizer\npolicies: []\n",
        "actions/shelves.py": "",
        "data/nlu/small_talk.yml": """
        version: "3.1"
        nlu:
        - intent: hello
          examples: |
            - hello there library
            - good morning to you
            - hi book people
        - intent: affirm
          examples: |
            - yes
            - yes do that
        - intent: faq/opening_hours
          examples: |
            - when are you open
            - are you open on sundays
        - intent: faq/fines
          examples:
          - what does a late book cost
          - text: |
              - how high are the fines
            metadata:
              source: desk
        - intent: nonsense
          examples: |
            - [what
            - blah [blah]
        """,
        "data/nlu/books.yml": """
        version: "3.1"
        nlu:
        - intent: reserve_book
          examples: |
            - I want to reserve [Dune](title)
            - keep [the spice book]{"entity": "title", "value": "Dune"} for me
            - can you hold [Emma](title) at the [north]{"entity": "branch", "role": "pickup"} branch
            - reserve a book for card [L-1234](card)
            - When are you open?
        - intent: give_details
          examples: |
            - [Dune](title)
            - my card is [L-9876](card)
            - [south](branch)
        - intent: lost_card
          examples: |
            - I lost my library card
            - my card is gone
            - my card is gone!
        - synonym: Emma
          examples: |
            - the matchmaker novel
        - synonym: nobody
          examples: |
            - no one
        - regex: card
          examples: |
            - L-\\d{4}
        - lookup: title
          examples: |
            - Middlemarch
            - Emma
        """,
        "domain/small_talk.yml": """
        version: "3.1"
        intents: [hello, affirm, faq, nonsense, ghost]
        responses:
          utter_hello:
          - text: Welcome to the library, {reader}!
            buttons:
            - { title: Reserve a book, payload: /reserve_book }
            - { title: Anything else, payload: "/ghost" }
            - { title: Our site, type: web_url, url: "https://library.example/" }
          - text: Good day.
          utter_faq/opening_hours:
          - text: Nine to five, {{ but not on Sundays }}.
          - text: "*Nine to five*"
            channel: slack
          utter_faq/fines:
          - condition: [{ type: slot, name: branch, value: north }]
            text: Nothing in the north.
          - text: Ten cents a day.
            image: https://library.example/fines.png
          utter_default:
          - text: Pardon?
          utter_forgotten:
          - text: Nobody says this.
        session_config:
          session_expiration_time: 60
        """,
        "domain/books.yml": """
        version: "3.1"
        intents:
        - reserve_book: { use_entities: true }
        - lost_card
        - give_details
        entities:
        - title
        - card
        - branch: { roles: [pickup] }
        - mood
        slots:
          title: { type: text, mappings: [{ type: from_entity, entity: title }] }
          card: { type: text, mappings: [{ type: from_entity, entity: card }] }
          branch:
            type: categorical
            values: [north, south]
            mappings: [{ type: from_entity, entity: branch, role: pickup }]
          wrapped: { type: bool, initial_value: false, mappings: [{ type: from_intent, intent: affirm, value: true }] }
          note: { type: text, mappings: [{ type: from_text }] }
          agent: { type: text, mappings: [{ type: custom }] }
        forms:
          reservation_form:
            ignored_intents: [hello]
            required_slots: [title, card, branch, wrapped, note]
        responses:
          utter_ask_title: [{ text: Which book? }]
          utter_ask_reservation_form_card: [{ text: "Your card, please: for {title}." }]
          utter_ask_branch:
          - text: Where will you pick {title} up?
            buttons:
            - { title: North, payload: '/give_details{"branch": "north"}' }
            - { title: South, payload: '/give_details{"branch": "south"}' }
          utter_ask_wrapped: [{ text: Shall I wrap it? }]
          utter_reserved: [{ text: "{title} waits for you, {agent}." }]
          utter_block_card: [{ text: I will block it. }]
        actions: [action_reserve, validate_reservation_form]
        """,
        "data/rules.yml": """
        version: "3.1"
        rules:
        - rule: hello
          steps: [{ intent: hello }, { action: utter_hello }]
        - rule: questions
          steps: [{ intent: faq }, { action: utter_faq }]
        - rule: not understood
          steps: [{ intent: nlu_fallback }, { action: utter_default }]
        - rule: begin to reserve
          steps: [{ intent: reserve_book }, { action: reservation_form }, { active_loop: reservation_form }]
        - rule: reserve
          condition: [{ active_loop: reservation_form }]
          steps:
          - action: reservation_form
          - active_loop: null
          - slot_was_set: [{ requested_slot: null }]
          - action: action_reserve
          - action: utter_reserved
        """,
        "data/stories.yml": """
        version: "3.1"
        stories:
        - story: a lost card
          steps:
          - intent: hello
          - action: utter_hello
          - intent: lost_card
          - action: utter_block_card
          - action: action_reserve
          - checkpoint: done
        """,
        "tests/test_stories.yml": """
        version: "3.1"
        stories:
        - story: says hello
          steps:
          - user: |
              ahoy library
            intent: hello
          - action: utter_hello
        """,
    ]

    static let loader = PlaybookLoader()

    static func imported(_ files: [String: String] = files) throws -> ImportedPlaybook {
        try RasaImporter(name: "Library").run(on: files)
    }

    static func load(_ imported: ImportedPlaybook) -> LoadedPlaybook {
        loader.load(imported.files.map { SourceFile(path: $0.key, text: $0.value) }, version: PlaybookVersion("test"))
    }

    static func playbook() throws -> Playbook {
        let loaded = load(try imported())
        return try #require(loaded.playbook, "\(loaded.diagnostics)")
    }
}
