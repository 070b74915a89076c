public import Vocabulary

/// For whom articles are looked up: what they may read, and in which language they would rather.
public struct Readership: Hashable, Sendable {
    public var audiences: Set<String>
    /// BCP 47; empty: the shop's own.
    public var locale: String

    public init(audiences: Set<String> = ["public"], locale: String = "") {
        self.audiences = audiences
        self.locale = locale
    }

    /// A stranger, in the shop's own language.
    public static let anybody = Readership()
}

/// Articles that say the same in several languages: of those a reader is shown the one in their own language, or else
/// the original.
public struct Translations: Hashable, Sendable {
    /// Places of an original and of what translates it.
    private let sets: [[Int]]
    private let languages: [String]
    private let isOriginal: [Bool]

    public init(_ articles: [Article]) {
        var sets: [ArticleName: [Int]] = [:]
        for (place, article) in articles.enumerated() {
            sets[article.original, default: []].append(place)
        }
        self.sets = sets.values.filter { $0.count > 1 }.sorted { $0[0] < $1[0] }
        languages = articles.map { $0.locale.lowercased() }
        isOriginal = articles.map { $0.translates == nil }
    }

    /// Places of articles that give way to another one.
    ///
    /// - Parameter mayShow: says of an article whether the reader may see it at all.
    public func hidden(from locale: String, where mayShow: (Int) -> Bool) -> Set<Int> {
        guard !sets.isEmpty else { return [] }
        let wanted = locale.lowercased()
        var hidden: Set<Int> = []
        for places in sets {
            let ranked = places.filter(mayShow).compactMap { place in rank(of: place, for: wanted).map { (place, $0) } }
            let best = ranked.min { ($0.1, languages[$0.0]) < ($1.1, languages[$1.0]) }?.0
            hidden.formUnion(places.filter { $0 != best })
        }
        return hidden
    }

    /// The locale itself, its language alone, the language as elsewhere, then the original.
    private func rank(of place: Int, for wanted: String) -> Int? {
        let language = languages[place]
        if language == wanted { return 0 }
        let (root, wantedRoot) = (Self.root(of: language), Self.root(of: wanted))
        if root == wantedRoot { return language == root ? 1 : 2 }
        return isOriginal[place] ? 3 : nil
    }

    private static func root(of locale: String) -> Substring { locale.prefix { $0 != "-" } }
}

extension Sequence<Article> {
    /// The article of the name that readers are shown: itself, or the same in another language; nothing where they may
    /// see neither.
    ///
    /// - Parameter day: the shop's, `YYYY-MM-DD`.
    public func shown(_ name: ArticleName, to readers: Readership, on day: String) -> Article? {
        guard let named = first(where: { $0.name == name }) else { return nil }
        let same = filter { $0.original == named.original }
        func mayShow(_ place: Int) -> Bool { same[place].isShown(to: readers.audiences, on: day) }
        let hidden = Translations(same).hidden(from: readers.locale, where: mayShow)
        return same.indices.first { mayShow($0) && !hidden.contains($0) }.map { same[$0] }
    }
}
