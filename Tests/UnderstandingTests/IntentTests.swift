import PlaybookModel
import Testing
import Understanding
import Vocabulary

struct IntentTests {
    private func read(_ text: String) -> Interpretation {
        Shop.understander.interpret(text, at: Shop.now)
    }

    @Test(arguments: [
        ("where has my parcel got to", "order_status"), ("I'd like my money back please", "refund"),
        ("forgot the password of my account", "password_reset"), ("cancel the coffee club", "cancel_club"),
        ("hello", "greet"), ("thank you very much", "thanks"),
    ])
    func `words that were never in a phrase find the intent`(text: String, intent: String) {
        let interpretation = read(text)
        #expect(interpretation.intents.first?.value.rawValue == intent)
        #expect(interpretation.band == .act)
    }

    @Test(arguments: [
        ("wheer is my paercl", "order_status"), ("refnud my puchase", "refund"), ("rest my pasword", "password_reset"),
        ("cancle my subscribtion", "cancel_club"),
    ])
    func `slips of the finger are read over`(text: String, intent: String) {
        #expect(read(text).intents.first?.value.rawValue == intent)
    }

    @Test(arguments: [
        "Hi there! Where is my parcel? Thanks a lot", "hello, where is my parcel",
        "where is my parcel please thank you",
        "Thanks, but where is my parcel?",
    ])
    func `greetings and thanks around a request do not hide it`(text: String) {
        let interpretation = read(text)
        #expect(interpretation.intents.first?.value == "order_status")
        #expect(interpretation.band == .act)
    }

    @Test(arguments: ["what is the tallest mountain in nepal", "zxqv wpl kkjh", "blue giraffes sing opera", "42"])
    func `what the team never wrote about is none of the intents`(text: String) {
        #expect(read(text).band == .none)
    }

    @Test func `an empty message is nothing`() {
        #expect(read("").band == .none)
        #expect(read("   \n ").entities.isEmpty)
    }

    @Test func `confidences sum to one and fall`() {
        let confidences = read("refund my parcel").intents.map(\.confidence)
        #expect(abs(confidences.reduce(0, +) - 1) < 1e-6)
        #expect(confidences == confidences.sorted(by: >))
    }

    @Test func `an intent that cannot be undone may ask for a higher bar`() {
        let careful = Shop.intents.map { intent in
            intent.name == "cancel_club"
                ? Shop.intent("cancel_club", intent.examples.map(\.text), confidence: 1) : intent
        }
        let understander = Understander(playbook: Shop.playbook(intents: careful), articles: nil)
        let interpretation = understander.interpret("please cancel the coffee club", at: Shop.now)
        #expect(interpretation.intents.first?.value == "cancel_club")
        #expect(interpretation.band == .clarify)
    }

    @Test func `the same phrases give the same model`() {
        let again = Understander(playbook: Shop.playbook(), articles: nil)
        for text in ["where is my stuff", "mony back", "hello", "club", "completely different"] {
            #expect(again.interpret(text, at: Shop.now) == read(text))
            #expect(again.explain(text) == Shop.understander.explain(text))
        }
    }

    @Test func `composed and decomposed accents and capitals are the same letters`() {
        #expect(read("R\u{E9}fund my PARCEL").intents == read("re\u{301}fund my parcel").intents)
    }

    @Test func `a playbook with one intent or none still answers`() {
        let none = Understander(playbook: Shop.playbook(intents: []), articles: nil)
        #expect(none.interpret("refund", at: Shop.now).band == .none)
        let one = Understander(playbook: Shop.playbook(intents: [Shop.intents[0]]), articles: nil)
        #expect(one.interpret("where is my order", at: Shop.now).intents.first?.value == "order_status")
    }

    @Test func `the explanation names the phrase, the words and the repairs`() throws {
        let explanation = Shop.understander.explain("I want my mnoey back")
        #expect(explanation.repairs == [Explanation.Repair(from: "mnoey", to: "money")])
        #expect(explanation.nearest.first?.text == "I want my money back")
        #expect(explanation.nearest.first?.intent == "refund")
        let strongest = try #require(explanation.words.max { $0.confidence < $1.confidence })
        #expect(["mnoey", "back"].contains(strongest.word))
        #expect(explanation.rejectBelow <= explanation.doubtBelow)
    }
}

struct IntentClassifierTests {
    /// Two topics of made-up words, with enough phrases to calibrate on.
    private static let examples: [IntentClassifier.Example] = (0..<40).map { index in
        let words = index % 2 == 0 ? ["apple", "pear", "plum", "cherry"] : ["hammer", "chisel", "pliers", "wrench"]
        return IntentClassifier.Example(
            text: "\(words[index / 2 % 4]) and \(words[(index / 2 + 1 + index / 8) % 4])",
            label: index % 2 == 0 ? "fruit" : "tools")
    }

    @Test func `confidence is high where held out phrases were right`() throws {
        let classifier = IntentClassifier(examples: Self.examples)
        let best = try #require(classifier.predict("plum and pear").labels.first)
        #expect(best.label == "fruit")
        #expect(best.confidence > 0.9)
    }

    @Test func `strangers are less familiar than any of the phrases`() {
        let classifier = IntentClassifier(examples: Self.examples)
        #expect(classifier.predict("quarterly report").familiarity < classifier.rejectBelow)
        #expect(classifier.predict("cherry and apple").familiarity >= classifier.rejectBelow)
    }

    @Test func `no examples give no labels`() {
        #expect(IntentClassifier(examples: []).predict("anything").labels.isEmpty)
    }
}
