internal import PlaybookModel

/// A Rasa bot as its files say it, all files together.
struct RasaBot {
    struct Phrase {
        struct Mark {
            /// Where in `pieces`.
            let piece: Int
            let entity: String
            let role: String?
            let group: String?
            /// When it differs from the words.
            let value: String?
        }

        /// The text, cut at its marks.
        let pieces: [String]
        let marks: [Mark]
        let place: SourcePlace

        var text: String { pieces.joined() }
    }

    struct Named<Value> {
        let name: String
        let value: Value
        let place: SourcePlace
    }

    struct Slot {
        let name: String
        let type: String
        let values: [String]
        let mappings: [Mapping]
        let place: SourcePlace
    }

    struct Mapping {
        let type: String
        let entity: String?
        let role: String?
        let group: String?
        let value: String?
        let place: SourcePlace
    }

    struct Form {
        let name: String
        let slots: [(name: String, place: SourcePlace)]
        let place: SourcePlace
    }

    struct Variant {
        var text: String?
        var buttons: [(title: String, payload: String, isLink: Bool, place: SourcePlace)] = []
        var image: String?
        var isConditional = false
        let place: SourcePlace
    }

    enum Step {
        /// Any of these.
        case intents([String])
        case action(String)
        /// `nil`: the loop is over.
        case loop(String?)
        case other(String)
    }

    struct Path {
        let name: String
        let isRule: Bool
        let steps: [(step: Step, place: SourcePlace)]
        /// The form whose end it follows.
        let afterForm: String?
        /// A condition that has no counterpart.
        let isConditional: Bool
        let place: SourcePlace
    }

    /// Phrases by intent, in the order of first use.
    var examples: [(intent: String, place: SourcePlace, phrases: [Phrase])] = []
    /// Words of test stories, by intent.
    var heldOut: [String: [Phrase]] = [:]
    var synonyms: [Named<[String]>] = []
    var lookups: [Named<[String]>] = []
    var regexes: [Named<[String]>] = []
    var intents: [Named<Void>] = []
    var entities: [Named<Void>] = []
    var slots: [Slot] = []
    var forms: [Form] = []
    var responses: [Named<[Variant]>] = []
    var actions: [Named<Void>] = []
    var paths: [Path] = []
    var language: String?

    mutating func add(_ phrases: [Phrase], to intent: String, at place: SourcePlace) {
        if let index = examples.firstIndex(where: { $0.intent == intent }) {
            examples[index].phrases += phrases
        } else {
            examples.append((intent, place, phrases))
        }
    }
}
