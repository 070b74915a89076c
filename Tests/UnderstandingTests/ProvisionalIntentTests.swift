import PlaybookModel
import Testing
import Understanding
import Vocabulary

/// Phrases that come while a classifier serves: learned in haste first, in full after it.
@Suite struct ProvisionalIntentTests {
    private static let added = [
        "my discount code does not work", "enter a voucher", "the voucher is refused", "where do i put the code",
        "is my discount gone", "apply a coupon code", "coupon not accepted", "use two vouchers",
    ].map { IntentClassifier.Example(text: $0, label: "coupon") }

    private static let known = Shop.intents.flatMap { intent in
        intent.examples.map { IntentClassifier.Example(text: $0.text, label: intent.name.rawValue) }
    }

    /// With a language model and without one.
    private static let encoders: [Families?] = [Families(), nil]

    private static func best(_ classifier: IntentClassifier, _ text: String) -> String? {
        classifier.predict(text).labels.first?.label
    }

    @Test(arguments: encoders)
    func `an intent that has just come is found, and the others still are`(encoder: Families?) {
        let serving = IntentClassifier(examples: Self.known, encoder: encoder)
        let hasty = serving.provisional(Self.known + Self.added)
        #expect(hasty.labels == (serving.labels + ["coupon"]).sorted())
        for example in Self.known + Self.added { #expect(Self.best(hasty, example.text) == example.label) }
        #expect(Self.best(hasty, "my voucher was not accepted") == "coupon")
        #expect(Self.best(hasty, "please refund the grinder") == "refund")
    }

    @Test(arguments: encoders)
    func `an intent that is gone is found no more`(encoder: Families?) {
        let serving = IntentClassifier(examples: Self.known + Self.added, encoder: encoder)
        let hasty = serving.provisional(Self.known)
        #expect(!hasty.labels.contains("coupon"))
        for example in Self.known { #expect(Self.best(hasty, example.text) == example.label) }
    }

    @Test(arguments: encoders)
    func `what is learned in full after haste is what the phrases alone give, byte for byte`(
        encoder: Families?
    ) throws {
        let examples = Self.known + Self.added
        let hasty = IntentClassifier(examples: Self.known, encoder: encoder).provisional(examples)
        let full = hasty.full(examples)
        let cold = try #require(IntentClassifier(examples: examples, encoder: encoder).model)
        #expect(hasty.isProvisional && !full.isProvisional)
        #expect(full.model?.bytes == cold.bytes)
        #expect(full.model?.name == IntentClassifier.modelName(examples: examples, encoder: encoder))
        #expect(hasty.model == nil)
    }

    @Test func `haste embeds only what is new, and the full training after it nothing`() {
        let counting = Counting()
        let serving = IntentClassifier(examples: Self.known, encoder: counting)
        let before = counting.texts.count
        let hasty = serving.provisional(Self.known + Self.added)
        #expect(counting.texts.count == before + Self.added.count)
        _ = hasty.full(Self.known + Self.added)
        #expect(counting.texts.count == before + Self.added.count)
    }

    @Test(arguments: encoders)
    func `haste goes on from a kept model as from the one that was kept`(encoder: Families?) throws {
        let learned = IntentClassifier(examples: Self.known, encoder: encoder)
        let kept = try #require(learned.model.flatMap { TrainedModel(bytes: $0.bytes) })
        let restored = IntentClassifier(examples: Self.known, encoder: encoder, earlier: kept)
        let examples = Self.known + Self.added
        let (one, other) = (learned.provisional(examples), restored.provisional(examples))
        for text in ["voucher", "my money", "where is it", "zebra crossing"] {
            #expect(one.predict(text).labels.map(\.confidence) == other.predict(text).labels.map(\.confidence))
        }
    }

    @Test func `a kept model of the phrases is taken instead of learning in full`() throws {
        let examples = Self.known + Self.added
        var bytes = try #require(IntentClassifier(examples: examples, encoder: Families()).model).bytes
        // Something that no training comes to, to know it by.
        bytes[bytes.count - 8] ^= 1
        let kept = try #require(TrainedModel(bytes: bytes))
        let hasty = IntentClassifier(examples: Self.known, encoder: Families()).provisional(examples)
        #expect(hasty.full(examples, kept: kept).model?.bytes == bytes)
        #expect(hasty.full(examples).model?.bytes != bytes)
    }

    @Test func `a playbook of which every fourth phrase is new is learned in haste, one of which more is not`() {
        func intent(_ phrases: Int) -> Intent {
            Shop.intent("coupon", (0..<phrases).map { "coupon number \($0) fails" })
        }
        // Each intent's name is a phrase too.
        let known = Shop.intents.reduce(0) { $0 + $1.examples.count + 1 }
        let most = known / 3 - 1
        let articles: (any ArticleIndex)? = nil
        let few = Shop.playbook(intents: Shop.intents + [intent(most)])
        let many = Shop.playbook(intents: Shop.intents + [intent(most + 1)])
        #expect(Shop.understander.provisional(few, articles: articles)?.isProvisional == true)
        #expect(Shop.understander.provisional(many, articles: articles) == nil)
    }
}
