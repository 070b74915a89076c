public import PlaybookModel
import Vocabulary

/// A test case of Rasa's end-to-end format, read for our machine. Names are looked up when it runs.
public struct RasaCase: Hashable, Sendable {
    struct Step: Hashable, Sendable {
        enum Kind: Hashable, Sendable {
            case user(String)
            case expect(Expectation)
            /// Something that has no counterpart here, in words.
            case foreign(String)
        }

        let kind: Kind
        let place: SourcePlace
    }

    enum Expectation: Hashable, Sendable {
        /// A line with exactly this text.
        case bot(String)
        case utter(String)
        case utterance(Utterance)
        /// None such was said.
        case silence(Utterance)
        /// `nil`: whatever its value.
        case slot(String, SlotValue?)
        case noSlot(String, SlotValue?)
        case flowStarted(String)
        case flowCompleted(String)
        case flowCancelled(String)
        case clarified(among: [String])
        case action(String)
    }

    /// What `bot_uttered` asks of one line; everything it names must fit.
    struct Utterance: Hashable, Sendable {
        var response: String?
        /// A regular expression, somewhere in the text.
        var pattern: String?
        var buttons: [Button] = []

        struct Button: Hashable, Sendable {
            let title: String
            /// As Rasa writes it: `/intent`, `/SetSlots(name=value)`.
            let payload: String?
        }
    }

    public let title: String
    public let place: SourcePlace
    let fixtures: [String: SlotValue]
    /// What stands in for actions, by name: slots they set.
    let stubs: [String: [SlotName: SlotValue]]
    let steps: [Step]
}
