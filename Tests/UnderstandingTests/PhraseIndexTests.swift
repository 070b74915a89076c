import Testing
import Understanding

struct PhraseIndexTests {
    @Test func `the most alike phrase is the nearest, spelling forgiven`() throws {
        let index = PhraseIndex(["how do I descale the machine", "where is my order", "choose a kettle"])
        let similarities = index.similarities(to: "descaling my mashine")
        #expect(similarities.firstIndex(of: try #require(similarities.max())) == 0)
        #expect(similarities.allSatisfy { (0...1.000_1).contains($0) })
    }

    @Test func `a phrase is wholly like itself and strangers not at all`() {
        let index = PhraseIndex(["where is my order"])
        #expect(index.similarities(to: "Where is my order")[0] > 0.99)
        #expect(index.similarities(to: "zzz")[0] == 0)
        #expect(PhraseIndex([]).similarities(to: "x").isEmpty)
    }
}
