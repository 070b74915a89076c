import PlaybookModel
import Vocabulary

/// Finds out whether a message asks for more than one thing: "refund 10042 and also change my address".
///
/// It cuts the message where something may be added, has each part classified, and believes in a second request only
/// when the parts are of different intents, each surer than acting alone asks for, each in the form of a request, and
/// the whole message is not itself a known phrase. What only tells more about a request stays with it, and small talk
/// around a request neither hides it nor counts.
struct RequestSplitter: Sendable {
    /// A part as the classifier and the playbook see it.
    private struct Reading {
        let prediction: IntentClassifier.Prediction
        /// Sure enough to act on.
        let isSure: Bool
        /// What the confidence has to reach for acting.
        let bar: Double
        let kind: Kind
    }

    private enum Kind: Sendable {
        /// Something is to be done or to be answered.
        case request
        /// A remark when told, a request when asked.
        case remark
        /// Yes, no, go back: of this conversation, not of the shop.
        case command
    }

    /// One thing asked for.
    struct Request: Sendable {
        let prediction: IntentClassifier.Prediction
        /// Offsets in the message, details included.
        let range: Range<Int>

        var further: FurtherRequest? {
            prediction.labels.first.map { best in
                FurtherRequest(
                    intent: IntentName(best.label), confidence: best.confidence, start: range.lowerBound,
                    end: range.upperBound)
            }
        }
    }

    /// Requests in a message, at most.
    static let limit = 3
    /// Parts classified for a message, at most: four parts, and the two of the best cut.
    static let readings = 6
    private static let cuts = 3
    /// What the intent of one request may have in another, at most.
    private static let leak = 0.15

    private let form: RequestForm
    private let kinds: [IntentName: Kind]
    private let subjects: RequestSubjects
    private let bands: BandRule

    /// Reads a part of the message as the whole is read.
    typealias Predict = (ArraySlice<Message.Word>) -> IntentClassifier.Prediction

    init(playbook: Playbook, bands: BandRule) {
        form = RequestForm(phrases: playbook.intents.lazy.flatMap(\.examples).map(\.text))
        var kinds: [IntentName: Kind] = [:]
        for intent in playbook.intents {
            switch intent.outcome {
            case .flow, .article: kinds[intent.name] = .request
            case .response: kinds[intent.name] = .remark
            case .command(let command): kinds[intent.name] = command == .person ? .request : .command
            }
        }
        self.kinds = kinds
        subjects = RequestSubjects(playbook)
        self.bands = bands
    }

    /// - Returns: the requests in order: one where the message asks for one thing that small talk stood around, none
    ///   where the message is best taken as a whole.
    func requests(
        in message: SpelledMessage, whole: IntentClassifier.Prediction, predict: Predict
    ) -> [Request] {
        let words = message.words[...]
        guard words.count >= 3, !BandRule.isPhrase(whole) else { return [] }
        let all = RequestCuts.cuts(in: words, of: message.message)
        guard !all.isEmpty else { return [] }
        let strongest = all.indices.sorted { (all[$1].strength, $0) < (all[$0].strength, $1) }
        let few = strongest.prefix(Self.cuts).sorted().map { all[$0] }
        let read = { reading(predict($0)) }
        let wholeReading = reading(whole)
        if let found = requests(cut: few, words, wholeReading, read) { return found }
        // The parts may have been too small: once more with the best cut alone.
        guard few.count > 1, let best = strongest.first else { return [] }
        return requests(cut: [all[best]], words, wholeReading, read) ?? []
    }

    private func reading(_ prediction: IntentClassifier.Prediction) -> Reading {
        let best = prediction.labels.first?.label ?? ""
        return Reading(
            prediction: prediction, isSure: bands.band(prediction) == .act, bar: bands.bar(for: best),
            kind: kinds[IntentName(best)] ?? .command)
    }

    private struct Part {
        let words: ArraySlice<Message.Word>
        let reading: Reading
        let isHead: Bool
        let isSmallTalk: Bool
    }

    private func requests(
        cut cuts: [RequestCuts.Cut], _ words: ArraySlice<Message.Word>, _ whole: Reading,
        _ read: (ArraySlice<Message.Word>) -> Reading
    ) -> [Request]? {
        let parts = parts(of: words, cut: cuts, read)
        let heads = merged(parts)
        guard let first = heads.first else { return nil }
        if heads.count == 1 {
            // One request, and nothing but small talk beside it.
            let isAlone = parts.allSatisfy { $0.isHead || $0.isSmallTalk } && parts.contains(where: \.isSmallTalk)
            let isHidden = first.prediction.labels.first?.label != whole.prediction.labels.first?.label || !whole.isSure
            return isAlone && isHidden ? heads : nil
        }
        let labels = heads.compactMap { $0.prediction.labels.first?.label }
        guard Set(labels).count == labels.count, areApart(heads, labels), !isThird(whole, labels) else { return nil }
        return Array(heads.prefix(Self.limit))
    }

    private func parts(
        of words: ArraySlice<Message.Word>, cut cuts: [RequestCuts.Cut],
        _ read: (ArraySlice<Message.Word>) -> Reading
    ) -> [Part] {
        var parts: [Part] = []
        var start = words.startIndex
        for index in 0...cuts.count {
            let cut = index < cuts.count ? cuts[index] : nil
            let range = words[start..<(cut?.range.lowerBound ?? words.endIndex)]
            // What is added, and what something is added to, asks even when it is told.
            let isAdded = cut?.strength == .addition || index > 0 && cuts[index - 1].strength == .addition
            let isQuestion = cut?.isQuestion ?? words[range.endIndex...].contains { $0.letters == [0x3F] }
            let isDoubtful =
                index > 0 && (cuts[index - 1].strength == .comma || !isAdded && RequestForm.pointsBack(range))
            parts.append(
                part(
                    range, isQuestion: isQuestion || ends(range), isAdded: isAdded, isDoubtful: isDoubtful,
                    before: parts.last { $0.isHead }?.reading, read))
            start = cut?.range.upperBound ?? words.endIndex
        }
        return parts
    }

    private func ends(_ words: ArraySlice<Message.Word>) -> Bool {
        words.last { $0.kind != .symbol || $0.letters == [0x3F] }?.kind == .symbol
    }

    private func part(
        _ words: ArraySlice<Message.Word>, isQuestion: Bool, isAdded: Bool, isDoubtful: Bool, before: Reading?,
        _ read: (ArraySlice<Message.Word>) -> Reading
    ) -> Part {
        let reading = read(words)
        let asks = isQuestion || isAdded || form.asks(words)
        let isOwnWish = !isDoubtful && before.map { isToldWish(reading, besides: $0) } ?? false
        let isRequest =
            switch reading.kind {
            case .request: asks || isOwnWish
            case .remark: isQuestion || RequestForm.isQuestion(words)
            case .command: false
            }
        let isSmallTalk = !isRequest && reading.kind == .remark && reading.isSure || Courtesy.isAll(words)
        return Part(
            words: words, reading: reading,
            isHead: isRequest && !Courtesy.isAll(words) && isSurer(reading, words, isDoubtful: isDoubtful),
            isSmallTalk: isSmallTalk)
    }

    /// "… and I forgot my password" asks in the words of a story: a known phrase, of a flow about other things than
    /// the request before it. "… and it arrived broken" tells more of the same order.
    private func isToldWish(_ reading: Reading, besides before: Reading) -> Bool {
        guard BandRule.isPhrase(reading.prediction), let own = label(reading.prediction),
            let other = label(before.prediction)
        else { return false }
        return subjects.areApart(IntentName(own), IntentName(other))
    }

    /// A third of the way from the bar to certainty, two where the cut is doubtful; a single word must be the phrase
    /// itself.
    private func isSurer(_ reading: Reading, _ words: ArraySlice<Message.Word>, isDoubtful: Bool) -> Bool {
        guard reading.isSure, let best = reading.prediction.labels.first else { return false }
        let telling = words.count { $0.kind == .word || $0.kind == .mixed }
        guard telling > 1 || BandRule.isPhrase(reading.prediction) else { return false }
        return best.confidence >= reading.bar + (1 - reading.bar) * (isDoubtful ? 2 : 1) / 3
    }

    /// Each head with the details that follow it (and those before the first); neighbours of one intent are one.
    private func merged(_ parts: [Part]) -> [Request] {
        var requests: [Request] = []
        var start: Int?
        for part in parts where !part.isSmallTalk {
            guard let first = part.words.first, let last = part.words.last else { continue }
            if part.isHead, requests.last.map({ label($0.prediction) != label(part.reading.prediction) }) ?? true {
                requests.append(
                    Request(prediction: part.reading.prediction, range: (start ?? first.start)..<last.end))
                start = nil
            } else if let request = requests.popLast() {
                requests.append(
                    Request(prediction: request.prediction, range: request.range.lowerBound..<last.end))
            } else {
                start = start ?? first.start
            }
        }
        return requests
    }

    private func label(_ prediction: IntentClassifier.Prediction) -> String? {
        prediction.labels.first?.label
    }

    /// No request might also be one of the others.
    private func areApart(_ requests: [Request], _ labels: [String]) -> Bool {
        zip(requests, labels).allSatisfy { request, own in
            request.prediction.labels.allSatisfy {
                $0.label == own || !labels.contains($0.label) || $0.confidence < Self.leak
            }
        }
    }

    /// The whole is surely something else than its parts.
    private func isThird(_ whole: Reading, _ labels: [String]) -> Bool {
        guard whole.isSure, let best = whole.prediction.labels.first else { return false }
        return !labels.contains(best.label) && best.confidence >= (1 + whole.bar) / 2
    }
}
