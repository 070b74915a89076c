import ArticleSearch
import PlaybookModel
import Synchronization
import Testing
import Understanding
import Vocabulary

/// What an encoder adds, and what is decided with each question.
struct ArticleMeaningSearchTests {
    /// Knows five topics by their words, and counts what it is asked to read.
    private final class TopicEncoder: SentenceEncoder {
        let reads = Mutex(0)
        let identity: String
        let width = 32

        private static let topics: [[String]] = [
            ["password", "credentials", "locked"], ["parcel", "package", "delivery"], ["refund", "reimburse"],
            ["kettle", "boiler"], ["code", "voucher"],
        ]

        init(identity: String = "topics-1") {
            self.identity = identity
        }

        func encode(_ text: String) -> SentenceVectors {
            reads.withLock { $0 += 1 }
            var vector = [Float](repeating: 0.01, count: width)
            for (axis, words) in Self.topics.enumerated() where words.contains(where: text.lowercased().contains) {
                vector[axis] = 1
            }
            let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
            vector = vector.map { $0 / length }
            return SentenceVectors(middle: vector, last: vector)
        }
    }

    private static func article(
        _ name: ArticleName, _ title: String, _ passages: [String] = ["It is like this."], audience: String = "public",
        locale: String = "en-GB", translates: ArticleName? = nil, from: String? = nil, until: String? = nil
    ) -> Article {
        ArticleSearchTests.article(
            name, title, [], [Article.Section(heading: "", passages: passages)], audience: audience, locale: locale,
            translates: translates, from: from, until: until)
    }

    private static let articles = [
        article("password", "Reset your password"), article("parcel", "Where is my parcel?"),
        article("promo", "I forgot to use my promo code"),
    ]

    private func index(
        _ articles: [Article] = articles, encoder: (any SentenceEncoder)? = nil, zone: String = "Europe/London",
        knowing known: ArticleVectors? = nil
    ) throws -> ArticleSearchIndex {
        try ArticleSearchIndex(
            playbook: ArticleSearchTests.playbook(articles, zone: zone), at: Timestamp(milliseconds: 0),
            encoder: encoder, knowing: known)
    }

    @Test func `meaning finds what shares no word`() throws {
        let hits = try index(encoder: TopicEncoder()).search("my credentials are gone", limit: 3)
        #expect(hits.first?.article == "password")
        #expect(try index().search("my credentials are gone", limit: 3).first?.article != "password")
    }

    @Test func `a vector that is brought along is not computed again`() throws {
        let encoder = TopicEncoder()
        let index = try index(encoder: encoder)
        let vector = encoder.encode("a package").last
        let before = encoder.reads.withLock { $0 }
        let hits = index.search(ArticleQuery("zzz", meaning: vector), limit: 1)
        #expect(hits.first?.article == "parcel")
        #expect(encoder.reads.withLock { $0 } == before)
    }

    @Test func `a vector of another width is not believed`() throws {
        let hits = try index(encoder: TopicEncoder()).search(ArticleQuery("parcel", meaning: [1, 0]), limit: 1)
        #expect(hits.first?.article == "parcel")
    }

    private func growing(_ articles: [Article] = articles) throws -> GrowingArticleIndex {
        GrowingArticleIndex(try index(articles))
    }

    @Test func `searches go on by words until the meaning is learned`() throws {
        let encoder = TopicEncoder()
        let index = try growing()
        let question = ArticleQuery("my credentials are gone", meaning: encoder.encode("credentials").last)
        var seen: [Bool] = []
        index.learn(from: encoder) { _ in
            // In the middle of learning the old index answers.
            seen.append(index.search(question, limit: 1).first?.article == "password")
            return true
        }
        #expect(seen.count == 4)
        #expect(!seen.contains(true))
        #expect(index.search(question, limit: 1).first?.article == "password")
        #expect(index.current.knowsMeaning)
    }

    @Test func `learning that is not wanted any more changes nothing`() throws {
        let encoder = TopicEncoder()
        let index = try growing()
        var asked = 0
        let vectors = index.learn(from: encoder) { _ in
            asked += 1
            return asked < 3
        }
        #expect(vectors == nil)
        #expect(encoder.reads.withLock { $0 } == 2)
        #expect(!index.current.knowsMeaning)
        #expect(index.search("password", limit: 1).first?.article == "password")
    }

    @Test func `what has not changed is not encoded again, even after a stop`() throws {
        let encoder = TopicEncoder()
        let vectors = try #require(try growing().learn(from: encoder))
        let first = encoder.reads.withLock { $0 }
        let kept = try #require(ArticleVectors(bytes: vectors.bytes))
        let changed = Self.articles + [Self.article("kettle", "Choose a kettle", ["It is like this."])]
        let new = try growing(changed)
        #expect(new.current.unread(knowing: kept, by: encoder) == 1)
        new.learn(from: encoder, knowing: kept)
        #expect(encoder.reads.withLock { $0 } == first + 1)
        #expect(new.search("a boiler", limit: 1).first?.article == "kettle")
        #expect(new.search("a package", limit: 1).first?.article == "parcel")
        // Vectors of another model are worth nothing to this one.
        let other = TopicEncoder(identity: "topics-2")
        try growing().learn(from: other, knowing: kept)
        #expect(other.reads.withLock { $0 } == first)
    }

    @Test func `a file of vectors that is not whole is none`() throws {
        let bytes = try #require(try growing().learn(from: TopicEncoder())).bytes
        #expect(ArticleVectors(bytes: bytes)?.bytes == bytes)
        for length in [0, 5, 19, 30, 40, bytes.count - 1] {
            #expect(ArticleVectors(bytes: Array(bytes.prefix(length))) == nil)
        }
        #expect(ArticleVectors(bytes: bytes + [0]) == nil)
        #expect(ArticleVectors(bytes: Array("warmline vectors 1\nx\n".utf8) + Array(repeating: 255, count: 64)) == nil)
    }

    /// London is an hour ahead of UTC in May 2025: its 8 May begins at 23:00 UTC on the 7th.
    @Test(arguments: [
        ("Europe/London", Int64(1_746_658_799_000), "old"), ("Europe/London", 1_746_658_800_000, "new"),
        ("UTC", 1_746_658_800_000, "old"), ("UTC", 1_746_662_400_000, "new"),
        ("America/New_York", 1_746_662_400_000, "old"), ("no such place", 1_746_662_399_000, "old"),
    ])
    func `an article comes and goes at the shop's midnight`(zone: String, now: Int64, shown: String) throws {
        let index = try index(
            [
                Self.article("old", "Delivery prices", until: "2025-05-07"),
                Self.article("new", "Delivery prices", from: "2025-05-08"),
            ], zone: zone)
        let query = ArticleQuery("delivery prices", at: Timestamp(milliseconds: now))
        #expect(index.search(query, limit: 5).map(\.article.rawValue) == [shown])
    }

    @Test func `each sees what is meant for them`() throws {
        let index = try index([
            Self.article("open", "Refund rules"), Self.article("staff", "Refund rules", audience: "agents"),
        ])
        #expect(index.search("refund rules", limit: 5).map(\.article) == ["open"])
        let both = index.search(
            ArticleQuery("refund rules", readers: Readership(audiences: ["public", "agents"])), limit: 5)
        #expect(Set(both.map(\.article)) == ["open", "staff"])
        #expect(index.search(ArticleQuery("refund rules", readers: Readership(audiences: [])), limit: 5).isEmpty)
    }

    @Test(arguments: [
        ("de", ["refunds_de"]), ("de-DE", ["refunds_de"]), ("de-AT", ["refunds_at"]), ("de-CH", ["refunds_de"]),
        ("fr", ["refunds"]), ("en-US", ["refunds"]), ("", ["refunds"]),
    ])
    func `of an article's translations the reader's own is found, or else the original`(
        locale: String, found: [ArticleName]
    ) throws {
        let index = try index([
            Self.article("refunds", "Refund rules"),
            Self.article("refunds_de", "Refund Regeln", locale: "de", translates: "refunds"),
            Self.article("refunds_at", "Refund Regelungen", locale: "de-AT", translates: "refunds"),
            Self.article("refunds_it", "Refund regole", locale: "it", translates: "refunds", until: "2020-01-01"),
        ])
        let query = ArticleQuery("refund", readers: Readership(locale: locale))
        #expect(index.search(query, limit: 5).map(\.article) == found)
    }

    @Test func `a translation that holds no more gives way to the original`() throws {
        let index = try index([
            Self.article("refunds", "Refund rules"),
            Self.article("refunds_de", "Refund Regeln", locale: "de", translates: "refunds", until: "2020-01-01"),
        ])
        let query = ArticleQuery(
            "refund", at: Timestamp(milliseconds: 1_746_619_200_000), readers: Readership(locale: "de"))
        #expect(index.search(query, limit: 5).map(\.article) == ["refunds"])
    }

    @Test func `articles nobody may see do not crowd out those that are wanted`() throws {
        let hidden = (0..<120).map { Self.article(ArticleName("staff\($0)"), "Refund refund", audience: "agents") }
        let wanted = Self.article("wanted", "About money", ["In the end a refund reaches the card."])
        let hits = try index(hidden + [wanted]).search("refund", limit: 1)
        #expect(hits.first?.article == "wanted")
        #expect(try #require(hits.first).confidence > index([wanted]).search("card end", limit: 1)[0].confidence / 4)
    }

    @Test func `among very many articles common words do not hide the rare one`() throws {
        let many = (0..<4_200).map { Self.article(ArticleName("a\($0)"), "delivery parcel \($0 % 10)", []) }
        let index = try index(many + [Self.article("dog", "delivery parcel and the dog", [])])
        #expect(index.search("delivery of a parcel with a dog", limit: 1).first?.article == "dog")
        #expect(!index.search("delivery parcel", limit: 3).isEmpty)
        #expect(index.search("delivery parcel xylophone", limit: 3).count == 3)
    }

    @Test(arguments: ["", " ", "???", "\u{0}", "\"\"\"", "\u{1F600}"])
    func `what holds no word finds nothing`(text: String) throws {
        #expect(try index(encoder: TopicEncoder()).search(text, limit: 3).isEmpty)
    }

    @Test func `texts that were built to hurt are answered`() throws {
        let index = try index(encoder: TopicEncoder())
        for text in [
            String(repeating: "a\u{301}", count: 100_000), String(repeating: "x", count: 1_000_000),
            "parcel" + String(repeating: "\u{0}", count: 5_000), "parcel' OR '1'='1", "NOT parcel AND", "parcel*",
            "title : parcel", "^parcel + parcel", String(repeating: "\"", count: 3_000) + "parcel",
        ] {
            #expect(index.search(text, limit: 3).count <= 3)
        }
        #expect(index.search("parcel", limit: 1).first?.article == "parcel")
    }
}
