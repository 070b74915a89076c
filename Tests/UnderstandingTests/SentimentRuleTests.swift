import Testing
import Understanding
import Vocabulary

/// Each rule of the reading by itself.
struct SentimentRuleTests {
    private func feel(_ text: String) -> Sentiment {
        SentimentReader.sentiment(of: text)
    }

    // MARK: Negation

    @Test(arguments: ["not", "never", "hardly", "isn't", "isn’t", "wasn't", "cannot be", "without a"])
    func `a negation turns praise round, at less than its strength`(negation: String) {
        let turned = feel("the service \(negation) good").valence
        #expect(turned < 0)
        #expect(abs(turned) < feel("the service good").valence)
    }

    @Test func `a negation reaches three words and no further`() {
        #expect(feel("not a really good kettle").valence < 0)
        #expect(feel("not in the slightest that a good one").valence > 0)
    }

    @Test(arguments: ["not, good", "no. good", "not; good"])
    func `a negation ends at a stop`(text: String) {
        #expect(feel(text).valence > 0)
    }

    @Test func `a smile between does not end it`() {
        #expect(feel("not 🙂 good").valence < feel("🙂 good").valence)
    }

    @Test func `never so is more, not less`() {
        #expect(feel("never been so good").valence > feel("been so good").valence)
    }

    // MARK: Strength

    @Test(arguments: [
        ("good", "very good"), ("bad", "extremely bad"), ("good", "good!"), ("good", "good!!"),
        ("that was good stuff", "that was GOOD stuff"), ("so bad of you", "so BAD of you"), ("good", "gooood"),
        ("slightly bad", "bad"), ("kinda good", "good"),
    ])
    func `the second is stronger`(weaker: String, stronger: String) {
        #expect(abs(feel(weaker).valence) < abs(feel(stronger).valence))
    }

    @Test func `an exclamation mark gives a neutral message no feeling`() {
        #expect(feel("the box is here!!!").valence == 0)
    }

    @Test func `more than four exclamation marks add nothing`() {
        #expect(feel("good!!!!").valence == feel("good!!!!!!!!!!").valence)
    }

    @Test func `the part after a but weighs more`() {
        #expect(feel("good but bad").valence < feel("good and bad").valence)
        #expect(feel("bad but good").valence > feel("bad and good").valence)
    }

    // MARK: Words with two senses

    @Test(arguments: [
        "I'll be there", "he'll call", "we'll see", "I would like a box", "it looks like a box", "a kind of box",
        "hi, where is the box", "what is the box",
    ])
    func `these have no feeling`(text: String) {
        #expect(feel(text).valence == 0)
    }

    @Test(arguments: [
        "damn good", "can't wait to open it", "couldn't be happier", "spot on", "fucking awesome", "no complaints",
    ])
    func `a turn of phrase that praises is praise`(text: String) {
        #expect(feel(text).valence > 0)
    }

    @Test(arguments: ["damn bad", "what a joke", "it fell apart", "thanks for nothing", "not as described"])
    func `a turn of phrase that blames is blame`(text: String) {
        #expect(feel(text).valence < 0)
    }

    // MARK: Faces

    @Test(arguments: ["👍", "👍🏿", "❤️", "❤", "😀", ":)", ":-D", "<3", "great 👨‍👩‍👧"])
    func `a glad face is glad`(face: String) {
        #expect(feel("it came \(face)").valence > 0)
    }

    @Test(arguments: ["👎", "👎🏽", "💔", "😡", ":(", ":'(", ">:(", "D:", "🤬"])
    func `a sad or angry face is not`(face: String) {
        #expect(feel("it came \(face)").valence < 0)
        #expect(feel("it came \(face)").words.count == 1)
    }

    // MARK: Frustration

    @Test(arguments: [
        ("where is my order??", "where is my order?"), ("WHERE IS MY ORDER", "where is my order"),
        ("it stopped working!!", "it stopped working!"), ("I have been waiting for hours", "I waited"),
        ("this is the third time I ask", "I ask"), ("nobody answers", "somebody answers"),
        ("it doesn't work", "it works"), ("you idiots", "you people there"),
        ("I want a refund now", "I want a box now"),
        ("they lost my bag", "they found my bag"), ("how long do I have to sit here?", "do I have to sit here?"),
        ("get me a real person", "get me a real box"), ("where is it", "where is it, please"),
        ("it is late", "it is late, thanks"), ("it is late", "it is late :)"), ("I am furious", "I am sad"),
        ("I am upset", "I am not upset"), ("no", "no, I don't need anything else, thank you"),
    ])
    func `the first is more frustrated`(more: String, less: String) {
        #expect(feel(more).frustration > feel(less).frustration)
    }

    @Test(arguments: ["you people are useless, this is a joke", "shut up you stupid bot", "FIX THIS NOW YOU IDIOTS!!"])
    func `fury passes the bar of an alert`(text: String) {
        #expect(feel(text).frustration > 0.85)
    }

    @Test(arguments: [
        "where is my order", "I'd like to cancel my subscription", "how do I reset my password", "yes please",
        "no, I don't need anything else", "my order number is 10042", "I want to return the blue kettle", "ok",
    ])
    func `an ordinary request is calm`(text: String) {
        #expect(feel(text).frustration < 0.3)
    }

    // MARK: Words

    @Test func `the words are named once, in their order, as written`() {
        let words = feel("WTF, nobody answers and I'm still waiting for my AWFUL kettle 😡").words
        #expect(words == ["WTF", "nobody answers", "still waiting", "AWFUL", "😡"])
    }

    // MARK: Hostile messages

    @Test(arguments: [
        String(repeating: "not very bad!! ", count: 4_000), String(repeating: "😡", count: 30_000),
        String(repeating: ":( ", count: 20_000), String(repeating: "still waiting ", count: 5_000),
        String(repeating: "g", count: 60_000), String(repeating: "a\u{301}", count: 30_000),
        String(repeating: "DAMN ", count: 12_000), String(repeating: "but ", count: 12_000), "\u{0}\u{202E}\u{FFFD}",
        "",
    ])
    func `anything is read at once, into the ranges`(text: String) {
        var sentiment = Sentiment.neutral
        let time = ContinuousClock().measure { sentiment = feel(text) }
        // Unoptimised, on a busy machine.
        #expect(time < .seconds(2))
        #expect((-1...1).contains(sentiment.valence))
        #expect((0...1).contains(sentiment.frustration))
        #expect((0...1).contains(sentiment.urgency))
        #expect(sentiment.words.count <= 32)
    }

    @Test func `only the first 8,192 scalars are read`() {
        let calm = String(repeating: " ", count: 8_192)
        #expect(feel(calm + "this is awful").valence == 0)
        #expect(feel(String(calm.dropLast(20)) + "this is awful").valence < 0)
    }

    @Test func `the same message is always read the same`() {
        let text = "Great, third time, still NOT here!! 😡 but thanks, asap"
        #expect(Set((0..<20).map { _ in feel(text) }).count == 1)
    }
}
