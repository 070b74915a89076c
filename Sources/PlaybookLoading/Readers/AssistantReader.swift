import PlaybookModel
import Vocabulary

/// `assistant.yaml`.
struct AssistantReader {
    let complaints: Complaints

    func read(_ root: YamlNode, into draft: inout PlaybookDraft) {
        guard let map = MapReader(root, as: PlaybookFormat.assistant, complaints) else { return }
        draft.responses += ResponseReader(complaints: complaints).read(map.pairs("say"))
        checkNotation(map.word("currency"), "currency is an ISO 4217 code in capitals, like EUR") { text in
            text.utf8.count == 3 && text.unicodeScalars.allSatisfy { ("A"..."Z").contains($0) }
        }
        checkNotation(map.word("locale"), "locale is a BCP 47 tag, like en-GB") { text in
            let parts = text.split(separator: "-", omittingEmptySubsequences: false)
            return (2...3).contains(parts[0].utf8.count)
                && parts.allSatisfy { part in
                    (1...8).contains(part.utf8.count)
                        && part.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
                }
        }
        checkNotation(map.word("time_zone"), "time_zone is an IANA name, like Europe/London") { text in
            text == "UTC" || text.contains("/")
        }
        let thresholds = map["thresholds"].flatMap { MapReader($0, as: PlaybookFormat.thresholds, complaints) }
        let limits = map["limits"].flatMap { MapReader($0, as: PlaybookFormat.limits, complaints) }
        draft.assistant = AssistantDraft(
            assistant: Assistant(
                name: map.text("name") ?? "", company: map.text("company") ?? "", locale: map.text("locale") ?? "",
                timeZone: map.text("time_zone") ?? "", currency: map.text("currency") ?? "",
                thresholds: self.thresholds(thresholds), limits: self.limits(limits),
                hours: map["hours"].flatMap(HoursReader(complaints: complaints).read)),
            sayPlace: map.place(ofKey: "say"))
    }

    private func checkNotation(_ word: Word?, _ message: String, _ fits: (String) -> Bool) {
        guard let word, !fits(word.text) else { return }
        complaints.error(.badValue, at: word.place, message)
    }

    private func thresholds(_ map: MapReader?) -> Assistant.Thresholds {
        let thresholds = Assistant.Thresholds(
            act: map?.decimal("act", in: 0...1) ?? 0.55, clarify: map?.decimal("clarify", in: 0...1) ?? 0.3,
            article: map?.decimal("article", in: 0...1) ?? 0.5, offer: map?.decimal("offer", in: 0...1))
        if let map, thresholds.clarify > thresholds.act {
            complaints.error(
                .badValue, at: map.place(ofKey: "clarify"), "'clarify' lies above 'act', so nothing is ever asked back",
                suggestion: "make it smaller than \(thresholds.act)")
        }
        if let map, thresholds.offer > thresholds.article {
            complaints.error(
                .badValue, at: map.place(ofKey: "offer"), "'offer' lies above 'article', so no article is ever offered",
                suggestion: "make it smaller than \(thresholds.article)")
        }
        return thresholds
    }

    private func limits(_ map: MapReader?) -> Assistant.Limits {
        Assistant.Limits(
            linesPerTurn: map?.whole("lines_per_turn", in: 1...20) ?? 6,
            stackDepth: map?.whole("stack_depth", in: 1...10) ?? 3,
            messageLength: map?.whole("message_length", in: 100...16_000) ?? 4_000,
            reminder: map?.span("reminder", in: .seconds(10) ... .days(7)) ?? .minutes(10),
            stepsPerTurn: map?.whole("steps_per_turn", in: 16...4_096) ?? 256,
            returning: map?.span("returning", in: .minutes(1) ... .days(30)) ?? .minutes(30))
    }
}
