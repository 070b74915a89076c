import PlaybookModel
import Testing
import Understanding
import Vocabulary

@Suite struct EncoderIntentTests {
    private static let examples: [IntentClassifier.Example] =
        [
            "i want my money back", "give me a refund", "can i get my money back please", "refund my order",
            "i need a refund now", "please refund me", "my money back for this", "how do i get a refund",
        ].map { IntentClassifier.Example(text: $0, label: "refund") }
        + [
            "where is my parcel", "my delivery is late", "has my parcel been sent", "track my delivery",
            "where is my delivery today", "the parcel is not here", "is my parcel on its way", "parcel status",
        ].map { IntentClassifier.Example(text: $0, label: "parcel") }
        + [
            "i forgot my password", "reset my password", "password does not work", "new password please",
            "cannot sign in with my password", "change my password", "my password is wrong", "password help",
        ].map { IntentClassifier.Example(text: $0, label: "password") }

    private static let classifier = IntentClassifier(examples: examples, encoder: Families())

    @Test func `meaning finds what no word of the phrases says`() {
        let words = IntentClassifier(examples: Self.examples)
        let text = "whereabouts of a shipment"
        #expect(words.predict(text).familiarity < words.rejectBelow)
        let prediction = Self.classifier.predict(text)
        #expect(prediction.labels.first?.label == "parcel")
        #expect(prediction.nearest.first.map { Self.examples[$0.example].label } == "parcel")
        #expect(Self.classifier.predict("cash reimbursed").labels.first?.label == "refund")
    }

    @Test func `the nearest phrases explain a prediction`() {
        let nearest = Self.classifier.predict("is the shipment coming").nearest
        #expect(!nearest.isEmpty)
        #expect(nearest.allSatisfy { Self.examples.indices.contains($0.example) })
        #expect(nearest.first.map { Self.examples[$0.example].label } == "parcel")
        #expect(nearest.map(\.similarity) == nearest.map(\.similarity).sorted(by: >))
    }

    @Test func `the same phrases give the same model, byte for byte`() {
        let again = IntentClassifier(examples: Self.examples, encoder: Families())
        #expect(again.model?.bytes == Self.classifier.model?.bytes)
        let fewer = IntentClassifier(examples: Array(Self.examples.dropLast()), encoder: Families())
        #expect(fewer.model?.name != Self.classifier.model?.name)
        #expect(fewer.model?.bytes != Self.classifier.model?.bytes)
    }

    @Test func `a kept model is taken as it is, and nothing is embedded again`() throws {
        let kept = try #require(Self.classifier.model.flatMap { TrainedModel(bytes: $0.bytes) })
        let counting = Counting()
        let restored = IntentClassifier(examples: Self.examples, encoder: counting, earlier: kept)
        #expect(counting.texts.isEmpty)
        for text in ["my money", "where is it", "vanished", "zebra crossing", ""] {
            let (one, other) = (Self.classifier.predict(text), restored.predict(text))
            #expect(one.labels.map(\.label) == other.labels.map(\.label))
            #expect(one.labels.map(\.confidence) == other.labels.map(\.confidence))
            #expect(one.familiarity == other.familiarity)
        }
        #expect(restored.model?.bytes == kept.bytes)
    }

    @Test func `an intent more embeds only its own phrases`() {
        let added = ["is there a login problem", "locked out", "login please", "locked again", "login fails"]
        let more = Self.examples + added.map { IntentClassifier.Example(text: $0, label: "login") }
        let counting = Counting()
        let classifier = IntentClassifier(
            examples: more, encoder: counting, earlier: Self.classifier.model)
        #expect(counting.texts.count == added.count)
        #expect(classifier.labels == ["login", "parcel", "password", "refund"])
        #expect(classifier.predict("where is my parcel").labels.first?.label == "parcel")
    }

    @Test func `a full training does not depend on what was learned before`() {
        let from = IntentClassifier(
            examples: Array(Self.examples.dropLast(3)), encoder: Families())
        let after = IntentClassifier(examples: Self.examples, encoder: Families(), earlier: from.model)
        #expect(after.model?.bytes == Self.classifier.model?.bytes)
    }

    @Test func `vectors of another encoder are not taken`() {
        let counting = Counting()
        let other = IntentClassifier(examples: Self.examples, encoder: Families(identity: "families-2"))
        _ = IntentClassifier(examples: Self.examples, encoder: counting, earlier: other.model)
        #expect(counting.texts.count == Self.examples.count)
    }

    @Test func `bytes that are no model are none`() throws {
        let bytes = try #require(Self.classifier.model).bytes
        #expect(TrainedModel(bytes: []) == nil)
        #expect(TrainedModel(bytes: Array(bytes.dropLast())) == nil)
        #expect(TrainedModel(bytes: bytes + [0]) == nil)
        #expect(TrainedModel(bytes: [UInt8](repeating: 0xFF, count: 4_096)) == nil)
        for length in stride(from: 0, to: min(bytes.count, 600), by: 7) {
            #expect(TrainedModel(bytes: Array(bytes.prefix(length))) == nil)
        }
    }

    @Test func `an interpretation says why`() throws {
        let understander = Understander(playbook: Shop.playbook(), articles: nil, encoder: Families())
        let text = try #require(Shop.playbook().intents.first?.examples.first?.text)
        let reason = try #require(understander.interpret(text, at: Timestamp(milliseconds: 0)).reason)
        #expect(reason.nearest.count == 3)
        #expect(reason.nearest.first?.text == text)
        #expect((0...1.01).contains(reason.nearest.first?.similarity ?? 2))
        #expect(!reason.words.isEmpty && reason.words.allSatisfy(text.contains))
        #expect(reason.rejectBelow <= reason.doubtBelow)
    }
}
