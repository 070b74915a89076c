import PlaybookModel
import Testing
import Understanding
import Vocabulary

/// An understander that goes on with other articles.
struct OtherArticlesTests {
    private static func playbook(saying text: String) -> Playbook {
        let article = Article(
            name: "grinders", title: "Grinders", aliases: [], audience: "public", locale: "", validFrom: nil,
            validUntil: nil, reviewBy: nil, owner: nil, markdown: text,
            sections: [Article.Section(heading: "", passages: [text])], place: Shop.place)
        return Shop.playbook().with([article], version: "later")
    }

    @Test func `it understands as one that was made anew`() throws {
        let playbook = Self.playbook(saying: "The Kestrelle grinds for filters. The Kestrelle is loud.")
        let kept = try #require(Shop.understander.knowing(playbook, articles: nil))
        let anew = Understander(playbook: playbook, articles: nil)
        for message in ["where is my ordr", "i want my mony back", "kestrelle", "kestrele grinder", "hello"] {
            let (left, right) = (kept.explain(message), anew.explain(message))
            #expect(left.repairs == right.repairs)
            #expect(left.nearest == right.nearest)
            #expect(kept.interpret(message, at: Shop.now).intents == anew.interpret(message, at: Shop.now).intents)
        }
    }

    @Test func `words of the new articles are no slips`() throws {
        let known = try #require(
            Shop.understander.knowing(Self.playbook(saying: "Refundd is a brand."), articles: nil))
        #expect(Shop.understander.explain("refundd").repairs.map(\.to) == ["refund"])
        #expect(known.explain("refundd").repairs.isEmpty)
    }

    @Test func `where phrases differ too it has to be made anew`() {
        let intents = Shop.intents + [Shop.intent("gift", ["do you sell gift cards", "a voucher please"])]
        #expect(Shop.understander.knowing(Shop.playbook(intents: intents), articles: nil) == nil)
    }
}
