internal import PlaybookModel

/// A playbook in the making.
struct Draft {
    enum Step: Hashable {
        case say(String)
        case collect(String)
        case call(String)
    }

    enum Outcome: Hashable {
        case answer(String)
        case command(Intent.Command)
        case flow([Step])
    }

    struct IntentFile {
        let name: String
        let folder: String
        var phrases: [String] = []
        var heldOut: [String] = []
        var outcome: Outcome = .answer("rephrase")
    }

    struct SlotDraft {
        enum Kind: Hashable {
            case plain(String)
            case choice([(value: String, label: String, words: [String])])

            static func == (left: Self, right: Self) -> Bool { left.text == right.text }
            func hash(into hasher: inout Hasher) { hasher.combine(text) }

            private static func text(_ label: String, _ words: [String]) -> String {
                guard !words.isEmpty else { return YamlText.quoted(label) }
                let words = words.map(YamlText.quoted).joined(separator: ", ")
                return "{ label: \(YamlText.quoted(label)), words: [\(words)] }"
            }

            var text: String {
                switch self {
                case .plain(let type): "type: \(type)"
                case .choice(let options):
                    "type: choice, of: { "
                        + options.map { "\(YamlText.quoted($0.value)): \(Self.text($0.label, $0.words))" }
                        .joined(separator: ", ") + " }"
                }
            }
        }

        var kind: Kind
        /// Response that asks for it.
        let ask: String
    }

    struct ResponseDraft {
        var variants: [[Piece]] = []
        var buttons: [(label: String, intent: String)] = []
        var links: [(label: String, url: [Piece])] = []
        var images: [(alt: String, url: [Piece])] = []
    }

    /// Where a response is said.
    struct Use {
        var files: Set<Int> = []
        /// Slots that are filled wherever it is said.
        var filled: Set<String>
    }

    /// Of a text with holes.
    enum Piece: Hashable {
        case text(String)
        case slot(String)
    }

    var intents: [IntentFile] = []
    var slots: [String: SlotDraft] = [:]
    var responses: [String: ResponseDraft] = [:]
    /// Action to the slots it is given.
    var actions: [String: Set<String>] = [:]
    /// Entity to listed values with their words, or to a pattern.
    var lists: [String: [(value: String, words: [String])]] = [:]
    var patterns: [String: String] = [:]
    /// By response.
    var uses: [String: Use] = [:]
    /// Standard responses worded by the bot.
    var standard: [StandardResponse: String] = [:]
}
