internal import Vocabulary

extension Interpretation {
    /// What was understood beside the cards' numbers.
    func without(_ cards: [Range<Int>]) -> Interpretation {
        let safe = entities.filter { entity in !cards.contains { $0.overlaps(entity.start..<entity.end) } }
        return Interpretation(
            intents: intents, band: band, further: further, articles: articles, entities: safe, sentiment: sentiment)
    }
}

extension String {
    /// Blanks where the cards' numbers stood, so that every offset stays true.
    func blanking(_ ranges: [Range<Int>]) -> String {
        var scalars = Array(unicodeScalars)
        for offset in ranges.joined() where scalars.indices.contains(offset) { scalars[offset] = " " }
        return String(String.UnicodeScalarView(scalars))
    }
}
