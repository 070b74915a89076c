import Testing
import Understanding
import Vocabulary

struct SentimentTests {
    private func feel(_ text: String) -> Sentiment {
        Shop.understander.interpret(text, at: Shop.now).sentiment
    }

    @Test(arguments: [
        ("not good", "good"), ("this is bad", "this is not bad"), ("I don't like it", "I like it"),
        ("never been so disappointed", "never been disappointed"), ("it isn't great", "it is great"),
        ("hardly helpful", "helpful"), ("nobody was friendly", "everybody was friendly"),
        ("without any problem", "wonderful without any problem"), ("terrible service", "poor service"),
        ("bad", "slightly bad"), ("very bad", "bad"), ("GREAT stuff was late and broken", "GREAT stuff"),
        ("good", "very good"), ("good", "good!!!"), ("good product", "GOOD product"), ("nice", "amazing"),
        ("nice kettle but awful delivery", "awful delivery but nice kettle"), ("it works 😡", "it works 😀"),
        ("ok 👎", "ok 👍"), ("fine :(", "fine :)"), ("sooo baaaad", "sooo goooood"), ("sad", "happy"),
        ("fuck this", "thanks for this"), ("worst shop ever", "best shop ever"), ("I hate waiting", "I love waiting"),
        ("broken again", "fixed again"), ("a scam", "a gift"), ("it was not a pleasure", "it was a pleasure"),
        ("I can't recommend it", "I recommend it"), ("annoying", "a bit annoying"),
    ])
    func `the first sounds worse than the second`(worse: String, better: String) {
        #expect(feel(worse).valence < feel(better).valence)
    }

    @Test(arguments: [
        ("Great, third time this week, still not here", "Great, thanks"),
        ("I love waiting 3 hours on hold and nobody answers", "I love it"),
        ("thanks for nothing", "thanks for everything"),
        ("where is my order??", "where is my order?"), ("WHERE IS MY ORDER NOW", "where is my order now"),
        ("I want to speak to your manager, this is a joke", "I would like to speak to someone please"),
        ("it still doesn't work", "it works now"), ("charged twice and no reply", "charged once, thanks"),
        ("how long do I have to wait?!", "no rush, thank you"), ("you people are useless", "you people are lovely"),
    ])
    func `the first is more frustrated than the second`(more: String, less: String) {
        #expect(feel(more).frustration > feel(less).frustration)
    }

    @Test func `praise among complaints counts as none`() {
        #expect(feel("Great, waited 3 hours on hold and nobody answers").valence <= 0)
    }

    @Test func `numbers stay in their ranges and neutral is neutral`() {
        let neutral = feel("the box is on the table")
        #expect(neutral.valence == 0)
        #expect(neutral.urgency == 0)
        #expect(neutral.frustration < 0.3)
        let loud = feel(String(repeating: "WORST scam EVER!!! fraud?? 😡 ", count: 50))
        #expect((-1...1).contains(loud.valence))
        #expect((0...1).contains(loud.frustration))
        #expect((0...1).contains(loud.urgency))
        #expect(loud.words.count <= 32)
    }

    @Test(arguments: [
        ("my card was stolen, there is fraud on it", 0.85), ("I need this asap", 0.4),
        ("before my flight tomorrow", 0.3),
        ("I am locked out", 0.3),
    ])
    func `haste is heard`(text: String, least: Double) {
        #expect(feel(text).urgency >= least)
    }

    @Test func `the words that made the numbers are named in their order`() {
        #expect(feel("The delivery was awful but the coffee is great").words == ["awful", "great"])
    }
}
