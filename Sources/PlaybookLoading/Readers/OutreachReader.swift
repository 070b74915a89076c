import PlaybookModel
import Vocabulary

/// `tripwires.yaml`: limits of writing to people, care for open cases, incidents, tripwires and their words.
struct OutreachReader {
    let complaints: Complaints

    func read(_ root: YamlNode, into draft: inout PlaybookDraft) {
        guard let map = MapReader(root, as: PlaybookFormat.tripwires, complaints) else { return }
        let care = map["care"].flatMap { MapReader($0, as: PlaybookFormat.care, complaints) }
        let limits = map["outreach"].flatMap { MapReader($0, as: PlaybookFormat.outreach, complaints) }
        draft.outreach = OutreachDraft(
            limits: limits.map(self.limits) ?? OutreachLimits(), care: care.map(rules) ?? CareRules(),
            followUp: care?.word("say"), stopped: limits?.word("stopped"),
            incidents: map["incidents"].flatMap(incidents),
            tripwires: map.pairs("tripwires").compactMap(TripwireReader(complaints: complaints).read))
        draft.responses += ResponseReader(complaints: complaints).read(map.pairs("say")).map { response in
            var response = response
            response.isOutreach = true
            return response
        }
    }

    private func limits(_ map: MapReader) -> OutreachLimits {
        let usual = OutreachLimits()
        return OutreachLimits(
            quiet: quiet(map, usual: usual.quiet), aDay: map.whole("a_day", in: 1...100) ?? usual.aDay,
            aWeek: map.whole("a_week", in: 1...700) ?? usual.aWeek,
            twoPeopleFrom: map.whole("two_people_from", in: 1...1_000_000) ?? usual.twoPeopleFrom)
    }

    /// Past midnight when it ends before it begins.
    private func quiet(_ map: MapReader, usual: OutreachLimits.Quiet?) -> OutreachLimits.Quiet? {
        guard let scalar = map.scalar("quiet") else { return usual }
        guard scalar.text != "never" else { return nil }
        let ends = scalar.text.split(separator: "-", omittingEmptySubsequences: false).map(Self.minute)
        if ends.count == 2, let from = ends[0], let to = ends[1], from != to {
            return OutreachLimits.Quiet(from: from, to: to)
        }
        complaints.error(
            .badValue, at: scalar.place, "'\(scalar.text)' is no stretch of a night",
            suggestion: "like 21:00-08:00, or never")
        return usual
    }

    private static func minute(_ text: Substring) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let hour = Int(parts[0]), let minute = Int(parts[1]), (0...23).contains(hour),
            (0...59).contains(minute)
        else { return nil }
        return hour * 60 + minute
    }

    private func rules(_ map: MapReader) -> CareRules {
        let usual = CareRules()
        return CareRules(
            followUp: map.span("follow_up", in: .minutes(1)...(.days(90))) ?? usual.followUp,
            alarm: map.span("alarm", in: .minutes(1)...(.days(1))) ?? usual.alarm,
            silence: map.span("silence", in: .minutes(10)...(.days(30))) ?? usual.silence,
            reopenPriority: map.decimal("reopen_priority", in: 0...1_000) ?? usual.reopenPriority)
    }

    private func incidents(_ node: YamlNode) -> OutreachDraft.Incidents? {
        guard let map = MapReader(node, as: PlaybookFormat.incidents, complaints) else { return nil }
        let components = map.pairs("components").compactMap { pair -> (name: Word, title: String)? in
            complaints.checkForm(pair.key.word, of: "a component")
            return complaints.scalar(of: pair.value, wanted: "a component's title").map { (pair.key.word, $0.text) }
        }
        return OutreachDraft.Incidents(
            place: node.place, grace: map.span("grace", in: .seconds(0)...(.days(1))) ?? IncidentTerms().grace,
            lookUp: map.word("look_up"), follow: map.word("follow"), notice: map.word("notice"),
            update: map.word("update"), fixed: map.word("fixed"), components: components,
            monitors: map.pairs("monitors").compactMap(monitor))
    }

    private func monitor(_ pair: YamlNode.Pair) -> OutreachDraft.Monitor? {
        guard let map = MapReader(pair.value, as: PlaybookFormat.monitor, complaints) else { return nil }
        return OutreachDraft.Monitor(
            name: pair.key.word, title: map.text("title") ?? pair.key.text, component: map.word("component"),
            intents: map.words("intents"))
    }
}
