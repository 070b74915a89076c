import Dialog
import PlaybookModel
import Testing
import Vocabulary

/// Between the bars: titles to choose from.
@Suite struct OfferedArticleTests {
    private static func article(
        _ name: String, audience: String = "public", locale: String = "en-GB", translates: ArticleName? = nil
    ) -> Article {
        Article(
            name: ArticleName(name), title: "About \(name)", aliases: [], audience: audience, locale: locale,
            translates: translates, validFrom: nil, validUntil: nil, reviewBy: nil, owner: nil, markdown: "x",
            sections: [Article.Section(heading: "", passages: ["The beginning of \(name)."])], place: Shop.place)
    }

    private static func hit(_ name: String, _ confidence: Double) -> ArticleHit {
        ArticleHit(
            article: ArticleName(name), title: "About \(name)", section: "Deep inside", passage: "Found in \(name).",
            confidence: confidence)
    }

    private static func chat(
        offer: Double? = 0.2, locale: String = "en-GB", signed: [String: String] = [:]
    ) -> Chat {
        let plain = Shop.playbook()
        let assistant = Assistant(
            name: "Finch", company: "Alder & Finch", locale: "en-GB", timeZone: "UTC", currency: "GBP",
            thresholds: Assistant.Thresholds(act: 0.55, clarify: 0.3, article: 0.5, offer: offer),
            limits: plain.assistant.limits)
        return Chat(
            Playbook(
                version: "v1", assistant: assistant, intents: plain.intents, flows: plain.flows,
                responses: plain.responses, actions: plain.actions,
                articles: plain.articles + ["a", "b", "c", "d"].map { article($0) } + [
                    article("members", audience: "plan:pro"), article("a-de", locale: "de", translates: "a"),
                ], entities: [], routing: plain.routing), locale: locale, signed: signed)
    }

    @Test func `a button that nobody offered shows no article but those one may read`() {
        var stranger = Self.chat()
        stranger.say("members", choice: .article("members"))
        #expect(stranger.lines.allSatisfy { $0.citation == nil })
        var member = Self.chat(signed: ["id": "7", "plan": "pro"])
        member.say("members", choice: .article("members"))
        #expect(member.lines.first?.citation?.article == "members")
    }

    @Test(arguments: [("de-CH", "a-de"), ("en-GB", "a"), ("fr", "a")] as [(String, ArticleName)])
    func `an article is shown in the visitor's language, where there is one`(locale: String, article: ArticleName) {
        var chat = Self.chat(locale: locale)
        chat.say("about a", choice: .article("a"))
        #expect(chat.lines.first?.citation?.article == article)
    }

    private static let hits = [hit("a", 0.4), hit("a", 0.39), hit("b", 0.35), hit("c", 0.3), hit("d", 0.25)]

    @Test func `the best three titles are offered, each once`() {
        var chat = Self.chat()
        #expect(chat.say("what about it", articles: Self.hits) == ["which_article"])
        #expect(chat.lines.first?.buttons.map(\.label) == ["About a", "About b", "About c"])
    }

    @Test func `choosing one answers with the passage that was found, and says where it stands`() throws {
        var chat = Self.chat()
        chat.say("what about it", articles: Self.hits)
        #expect(try chat.press("About b").first == "Found in b.")
        #expect(chat.lines.first?.citation?.section == "Deep inside")
    }

    @Test(arguments: ["about b", "the second one", "2"])
    func `a title is chosen in words too`(_ words: String) {
        var chat = Self.chat()
        chat.say("what about it", articles: Self.hits)
        #expect(chat.say(words).first == "Found in b.")
    }

    @Test func `above the upper bar there is an answer, below the lower one there is none`() {
        var chat = Self.chat()
        #expect(chat.say("what about a", articles: [Self.hit("a", 0.6)]).first == "Found in a.")
        #expect(chat.say("what about b", articles: [Self.hit("b", 0.1)]) == ["rephrase"])
    }

    @Test func `without a lower bar nothing is offered`() {
        var chat = Self.chat(offer: nil)
        #expect(chat.say("what about it", articles: Self.hits) == ["rephrase"])
    }

    @Test func `nobody is asked back twice running`() {
        var chat = Self.chat()
        chat.say("what about it", articles: Self.hits)
        #expect(chat.say("no, something else entirely", articles: Self.hits) == ["rephrase"])
    }

    @Test func `a question in the middle of a flow gets its choice, and the flow's question can still be answered`()
        throws
    {
        var chat = Self.chat()
        chat.say("refund", "refund")
        #expect(chat.say("and what about it?", articles: Self.hits) == ["which_article"])
        #expect(chat.say("10042", entities: [order("10042")]) == ["ask_email"])
    }

    @Test func `after a title is chosen in the middle of a flow its question comes again`() throws {
        var chat = Self.chat()
        chat.say("refund", "refund")
        chat.say("and what about it?", articles: Self.hits)
        #expect(try chat.press("About a") == ["Found in a.", "resume", "ask_order"])
    }

    @Test func `the options of a flow's question stay beside the titles`() throws {
        let plain = try FlowTests.refundAtReason()
        #expect(plain.said == ["ask_reason"])
        var chat = Self.chat()
        chat.say("refund 10042", "refund", entities: [order("10042"), email("maya@example.com")])
        try chat.answer("identity.check", .owned)
        try chat.answer("orders.look_up", .found)
        chat.say("how does that work?", articles: Self.hits)
        #expect(
            chat.lines.first?.buttons.map(\.label)
                == ["About a", "About b", "About c", "It is damaged", "It came late"])
        #expect(try chat.press("It is damaged") == ["confirm_refund"])
    }

    @Test func `a statement that answers nothing is asked about again, not searched`() {
        var chat = Self.chat()
        chat.say("refund", "refund")
        #expect(chat.say("hm well", articles: Self.hits).last == "ask_order_again")
    }

    @Test func `an intent that is nearer than the articles is asked for first`() {
        var chat = Self.chat()
        chat.take(
            .visitorSaid(
                text: "the status thing", choice: nil,
                interpretation: Chat.understood(
                    "the status thing", [Scored("order_status", confidence: 0.45)], band: .clarify,
                    articles: Self.hits)))
        #expect(chat.said == ["clarify"])
    }
}
