internal import Foundation
public import PlaybookModel
public import Understanding
public import Vocabulary

/// Searches the playbook's articles by three voices: words by SQLite's full text search, letters by the cosine to
/// titles, alias questions, headings and passages, and, where there is an encoder, meaning by the cosine of vectors.
/// All of it is in memory. Each edition of the playbook has an index of its own, in which only what was edited is read
/// anew; who may read what, and whether it holds on the day, is decided with each question.
public struct ArticleSearchIndex: ArticleIndex {
    private let articles: [Article]
    private let units: ArticleUnits
    /// By which each unit's vector is known again.
    private let keys: [UInt64]
    private let words: WordSearch
    private let letters: PhraseIndex
    private let validity: Validity
    private let madeAt: Timestamp
    private var meaning: ArticleVectors?
    /// Where in `meaning` each unit's vector stands: units with equal texts share one.
    private var rows: [Int32] = []
    private var encoder: (any SentenceEncoder)?
    private var score = AnswerScore.withoutMeaning

    /// By words and letters alone.
    ///
    /// - Parameters:
    ///   - now: the moment of questions that bring none of their own.
    ///   - earlier: an index of an earlier edition, which goes on as it is. What is found is the same with it and
    ///     without, only sooner.
    /// - Throws: a GRDB error when SQLite lacks full text search or memory.
    public init(playbook: Playbook, at now: Timestamp, after earlier: ArticleSearchIndex? = nil) throws {
        articles = playbook.articles
        units = ArticleUnits(articles)
        let kept = KeptArticles(articles, of: earlier?.articles ?? [])
        words = try WordSearch(articles, after: earlier.map { ($0.words, $0.articles) }, kept)
        let numbers = units.numbers(in: earlier?.units, kept)
        letters = PhraseIndex(units.texts, after: earlier?.letters, known: numbers)
        keys = zip(units.texts, numbers).map { text, number in
            earlier.flatMap { earlier in number.map { earlier.keys[$0] } } ?? ArticleVectors.key(of: text)
        }
        validity = Validity(articles, zone: playbook.assistant.timeZone)
        madeAt = now
    }

    /// By meaning too, where there is an encoder: a few milliseconds for each piece of an article.
    ///
    /// - Parameter known: vectors of texts that have been read before.
    public init(
        playbook: Playbook, at now: Timestamp, encoder: (any SentenceEncoder)?, knowing known: ArticleVectors? = nil
    ) throws {
        let lexical = try ArticleSearchIndex(playbook: playbook, at: now)
        guard let encoder, let vectors = lexical.vectors(by: encoder, knowing: known) else {
            self = lexical
            return
        }
        self = lexical.with(vectors, of: encoder)
    }

    public func search(_ query: ArticleQuery, limit: Int) -> [ArticleHit] {
        guard limit > 0, !articles.isEmpty, query.text.contains(where: { $0.isLetter || $0.isNumber }) else {
            return []
        }
        let text = String(query.text.prefix(WordQuery.lengthLimit))
        let likeness = likeness(to: text, meaning: query.meaning)
        let mayShow = validity.rule(at: query.now ?? madeAt, for: query.readers)
        // The second says how sure the first is, whether or not it is wanted.
        let found = ranked(text, likeness, mayShow, max(limit, 2))
        let coverage = found.first.map { WordQuery(text).share(in: articles[$0.index]) } ?? 0
        let second = found.count > 1 ? found[1].points : 0
        return found.prefix(limit).map { index, points in
            let passage = passage(of: index, likeness)
            return ArticleHit(
                article: articles[index].name, title: articles[index].title, section: passage.section,
                passage: Extract.cut(passage.text, for: text),
                confidence: score.confidence(points, coverage: coverage, second: second))
        }
    }

    /// The words of a text as SQLite is asked for them, empty where none tells anything: for benchmarks that compare.
    public static func fullTextQuery(_ text: String) -> String {
        WordQuery.any(WordQuery(text).words)
    }

    /// Meaning counts, not words and letters alone.
    public var knowsMeaning: Bool { meaning != nil }

    /// Pieces that an encoder would have to read.
    public func unread(knowing known: ArticleVectors?, by encoder: any SentenceEncoder) -> Int {
        guard let known, known.encoder == encoder.identity else { return Set(keys).count }
        return Set(keys.filter { known.row(of: $0) == nil }).count
    }

    /// Bytes held for letters and meaning, the database of words left out.
    public var byteCount: Int { letters.byteCount + (meaning?.index.byteCount ?? 0) }

    /// Pieces of articles, and how many of them are compared letter by letter.
    public var unitCounts: (all: Int, byLetters: Int) { (units.texts.count, letters.readCount) }

    // MARK: Scores

    /// How near each unit stands to the text.
    private struct Likeness {
        let letters: [Float]
        let meaning: [Float]?
    }

    private func likeness(to text: String, meaning vector: [Float]?) -> Likeness {
        let near = meaning.map { vectors in
            let each = vectors.index.similarities(
                to: vector ?? encoder?.encode(text).last ?? [],
                by: encoder?.byteAlgebra ?? PortableByteAlgebra())
            return rows.map { each[Int($0)] }
        }
        return Likeness(letters: letters.similarities(to: text), meaning: near)
    }

    /// Articles that share anything with the text and may be shown, best first.
    private func ranked(
        _ text: String, _ likeness: Likeness, _ mayShow: (Int) -> Bool, _ limit: Int
    ) -> [(index: Int, points: Float)] {
        var points =
            units.best(likeness.letters, articles: articles.count, questionShare: AnswerScore.questionShare)
            .map { $0 * score.letters }
        if let meaning = likeness.meaning {
            let best = units.best(meaning, articles: articles.count)
            for index in points.indices { points[index] += score.meaning * best[index] }
        }
        let found = words.search(text, where: mayShow)
        // An unsure best is not stretched to 1: the 3 keeps a lone weak match weak.
        let best = found.first?.score ?? 0
        for (index, match) in found { points[index] += score.words * match / (best + 3) }
        return Self.best(limit, of: points, where: mayShow)
    }

    /// The few with most points, best first; of equal ones the earlier.
    private static func best(
        _ limit: Int, of points: [Float], where mayShow: (Int) -> Bool
    ) -> [(index: Int, points: Float)] {
        var few: [(index: Int, points: Float)] = []
        for index in points.indices where points[index] > (few.count < limit ? 0 : few[few.count - 1].points) {
            guard mayShow(index) else { continue }
            if few.count == limit { few.removeLast() }
            // Nearly every article is worse than the last of the few, so this is seldom walked.
            let place = few.lastIndex { $0.points >= points[index] }.map { $0 + 1 } ?? 0
            few.insert((index, points[index]), at: place)
        }
        return few
    }

    /// The article's passage that stands nearest; the first where none is near.
    private func passage(of article: Int, _ likeness: Likeness) -> ArticleUnits.Passage {
        var best: (place: Int, points: Float)?
        for place in units.ranges[article] {
            let unit = units.firstPassage + place
            let points =
                score.letters * likeness.letters[unit] + score.meaning * (likeness.meaning?[unit] ?? 0)
            if points > best?.points ?? -1 { best = (place, points) }
        }
        return best.map { units.passages[$0.place] } ?? ArticleUnits.Passage(section: "", text: "")
    }

    // MARK: Vectors

    /// The vectors of all pieces, or nothing once they are not wanted any more.
    ///
    /// - Parameter isWanted: asked before each piece that is read, with what there is so far.
    func vectors(
        by encoder: any SentenceEncoder, knowing known: ArticleVectors?,
        while isWanted: (ArticleVectors) -> Bool = { _ in true }
    ) -> ArticleVectors? {
        var vectors =
            known.flatMap { $0.encoder == encoder.identity ? $0.only(keys) : nil }
            ?? ArticleVectors(encoder: encoder.identity, width: encoder.width)
        for (key, text) in zip(keys, units.texts) where vectors.row(of: key) == nil {
            guard isWanted(vectors) else { return nil }
            vectors.keep(encoder.encode(text).last, of: key)
        }
        return vectors
    }

    /// The same articles, found by meaning too.
    func with(_ vectors: ArticleVectors, of encoder: any SentenceEncoder) -> ArticleSearchIndex {
        var whole = self
        whole.meaning = vectors
        whole.rows = keys.map { Int32(vectors.row(of: $0) ?? 0) }
        whole.encoder = encoder
        whole.score = .withMeaning
        return whole
    }
}
