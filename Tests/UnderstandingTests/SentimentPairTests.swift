import Testing
import Understanding
import Vocabulary

/// Pairs written by hand: the first of each is worse news than the second, and more frustrated.
struct SentimentPairTests {
    private static let negation = [
        ("not good", "good"), ("I don't like it", "I like it"), ("it isn't great", "it is great"),
        ("this is bad", "this is not bad"), ("I can't recommend it", "I recommend it"),
        ("nobody was friendly", "everybody was friendly"), ("hardly helpful", "helpful"),
        ("the agent was never polite", "the agent was always polite"), ("it was not a pleasure", "it was a pleasure"),
        ("I am angry", "I am not angry"), ("that was not very helpful", "that was very helpful"),
        ("never been so disappointed", "never been disappointed"), ("the kettle is broken", "the kettle is not broken"),
        ("it doesn't work well", "it works well"), ("without any joy", "full of joy"),
        ("I'm not happy", "I couldn't be happier"), ("a problem", "no problem at all"),
    ]
    private static let sarcasm = [
        ("Great, third time this week, still not here", "Great, thanks, it is here"),
        ("I love waiting 3 hours on hold and nobody answers", "I love it"),
        ("thanks for nothing", "thanks for everything"),
        ("wonderful, charged twice again", "wonderful, the charge is gone"),
        ("oh perfect, still broken and no reply", "oh perfect"),
        ("nice job, you lost my order again", "nice job with my order"),
        ("fantastic service, nobody answers for hours", "fantastic service"),
        ("so happy that my parcel never arrived and nobody replies", "so happy that my parcel arrived"),
        ("brilliant, my refund is delayed again??", "brilliant, my refund came early"),
        ("how lovely, hung up on me for the third time", "how lovely"),
        ("great job, it stopped working again", "great job, it works again"),
        ("awesome, they cancelled my flight and no one is answering", "awesome flight"),
    ]
    private static let faces = [
        ("ok 👎", "ok 👍"), ("it came 😡", "it came 😀"), ("my order 😢", "my order 😍"), ("fine :(", "fine :)"),
        ("today 💔", "today ❤️"), ("delivered 🤬", "delivered 🎉"), ("so that is it 🙄", "so that is it 😊"),
        ("hm >:(", "hm :-)"), ("seen it 🤮", "seen it 🥰"), ("👎👎", "👎"), ("😠", "😐"), ("well then D:", "well then :D"),
        ("the new box 🤦", "the new box 🙌"), ("got it </3", "got it <3"),
    ]

    @Test(arguments: negation + sarcasm + faces)
    func `the first is worse and more frustrated`(worse: String, better: String) {
        let (first, second) = (SentimentReader.sentiment(of: worse), SentimentReader.sentiment(of: better))
        #expect(first.valence < second.valence)
        #expect(first.frustration > second.frustration)
    }

    @Test func `there are enough of them`() {
        #expect(Self.negation.count + Self.sarcasm.count + Self.faces.count >= 40)
    }
}
