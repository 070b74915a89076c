internal import PlaybookModel
internal import Store
internal import Understanding
internal import Vocabulary

/// What holds of every interpretation, whatever was written.
struct WellFormed {
    let playbook: Playbook

    /// What is wrong with an interpretation of a text; empty when nothing is.
    func faults(in interpretation: Interpretation, of text: String) -> [String] {
        intentFaults(interpretation) + answerFaults(interpretation) + spanFaults(interpretation, of: text)
            + sentimentFaults(interpretation.sentiment)
    }

    /// Whether the log of a conversation gives it back as it was.
    func isKept(_ interpretation: Interpretation) -> Bool {
        let event = Event.understood(interpretation)
        guard let body = try? LogForm.body(of: event) else { return false }
        return (try? LogForm.event(kind: LogForm.kind(of: event), body: body)) == event
    }

    private func intentFaults(_ interpretation: Interpretation) -> [String] {
        let intents = interpretation.intents
        let shares = intents.map(\.confidence)
        var faults: [String] = []
        if !shares.allSatisfy(Self.isShare) { faults.append("a confidence outside 0 to 1") }
        if shares.reduce(0, +) > 1 + 1e-6 { faults.append("confidences of more than 1 together") }
        if zip(shares, shares.dropFirst()).contains(where: { $0 < $1 }) { faults.append("intents out of order") }
        if intents.count > Understander.rankedLimit { faults.append("too many intents") }
        if Set(intents.map(\.value)).count < intents.count { faults.append("an intent twice") }
        if intents.contains(where: { playbook.intent($0.value) == nil }) { faults.append("an intent of nobody's") }
        return faults
    }

    private func answerFaults(_ interpretation: Interpretation) -> [String] {
        let articles = interpretation.articles
        var faults: [String] = []
        if articles.count > Understander.articleLimit { faults.append("too many articles") }
        if !articles.allSatisfy({ Self.isShare($0.confidence) }) { faults.append("an article outside 0 to 1") }
        return faults
    }

    private func spanFaults(_ interpretation: Interpretation, of text: String) -> [String] {
        let scalars = text.unicodeScalars
        let entities = interpretation.entities
        var faults: [String] = []
        let spans = entities.map { $0.start..<max($0.end, $0.start) }
        if !spans.allSatisfy({ Self.lies($0, in: scalars) }) { faults.append("an entity outside the text") }
        if !Self.ascend(spans.map(\.lowerBound)) { faults.append("entities out of order") }
        let parts = interpretation.further.map { $0.start..<max($0.end, $0.start) }
        if !parts.allSatisfy({ Self.lies($0, in: scalars) }) { faults.append("a request outside the text") }
        if !Self.ascend(parts.map(\.lowerBound)) { faults.append("requests out of order") }
        if !interpretation.further.allSatisfy({ Self.isShare($0.confidence) }) {
            faults.append("a request outside 0 to 1")
        }
        guard faults.isEmpty else { return faults }
        let isQuoted = zip(entities, spans).allSatisfy { entity, span in
            scalars.dropFirst(span.lowerBound).prefix(span.count).elementsEqual(entity.text.unicodeScalars)
        }
        return isQuoted ? [] : ["an entity whose text is not what stands there"]
    }

    private func sentimentFaults(_ sentiment: Sentiment) -> [String] {
        let isWell =
            (-1...1).contains(sentiment.valence) && Self.isShare(sentiment.frustration)
            && Self.isShare(sentiment.urgency)
        return isWell ? [] : ["a feeling out of range"]
    }

    private static func isShare(_ value: Double) -> Bool { (0...1).contains(value) }

    private static func lies(_ span: Range<Int>, in scalars: String.UnicodeScalarView) -> Bool {
        guard span.lowerBound >= 0, !span.isEmpty else { return false }
        // Only as far as the span goes: a message may be far longer than what is read of it.
        return scalars.dropFirst(span.upperBound - 1).first != nil
    }

    private static func ascend(_ starts: [Int]) -> Bool {
        zip(starts, starts.dropFirst()).allSatisfy { $0 <= $1 }
    }
}
