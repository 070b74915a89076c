import PlaybookModel
import Vocabulary

/// A rule of `tripwires:`.
struct TripwireReader {
    static let kinds = ["bill", "usage", "overdue", "renewal_failed", "late", "fault", "milestone"]

    let complaints: Complaints

    func read(_ pair: YamlNode.Pair) -> OutreachDraft.Tripwire? {
        complaints.checkForm(pair.key.word, of: "a tripwire")
        guard let map = MapReader(pair.value, as: PlaybookFormat.tripwire, complaints), let rule = rule(map) else {
            return nil
        }
        let words = words(map, of: rule)
        return OutreachDraft.Tripwire(
            name: pair.key.word, rule: rule, say: words.say, sayOtherwise: words.otherwise, opens: map.word("opens"),
            purpose: map.choice("purpose", Purpose.self, "purpose") ?? .service,
            coolDown: map.span("cool_down", in: .seconds(0)...(.days(800))) ?? .days(20),
            fresh: map.span("fresh", in: .minutes(1)...(.days(90))) ?? .days(3))
    }

    private func rule(_ map: MapReader) -> Tripwire.Rule? {
        let present = Self.kinds.filter { map[$0] != nil }
        guard present.count == 1, let kind = present.first, let node = map[kind] else {
            complaints.error(
                .oneOutcome, at: map.place, "a tripwire has exactly one of \(Self.kinds.joined(separator: ", "))",
                suggestion: present.isEmpty ? "say what it waits for" : "make two tripwires of it")
            return nil
        }
        func shaped(_ shape: PlaybookShape) -> MapReader? { MapReader(node, as: shape, complaints) }
        switch kind {
        case "bill": return shaped(PlaybookFormat.billRule).map { .bill(bill($0)) }
        case "usage": return shaped(PlaybookFormat.usageRule).flatMap(usage).map { .usage($0) }
        case "overdue": return shaped(PlaybookFormat.overdueRule).flatMap(overdue).map { .overdue($0) }
        case "renewal_failed":
            return shaped(PlaybookFormat.renewalRule).map { .renewalFailed(grace: grace($0) ?? .hours(2)) }
        case "late": return shaped(PlaybookFormat.lateRule).map { .late(grace: grace($0) ?? .hours(4)) }
        case "fault":
            return shaped(PlaybookFormat.faultRule).map { .fault(severity: $0.whole("severity", in: 1...5) ?? 3) }
        default: return shaped(PlaybookFormat.milestoneRule).flatMap(milestone).map { .milestone($0) }
        }
    }

    private func grace(_ map: MapReader) -> TimeSpan? { map.span("grace", in: .seconds(0)...(.days(30))) }

    /// Amounts are in whole units of the assistant's currency; the linker knows it.
    private func bill(_ map: MapReader) -> BillRule {
        let usual = BillRule()
        return BillRule(
            share: map.decimal("share", in: 0...100) ?? usual.share,
            atLeast: map.decimal("at_least", in: 0...10_000_000).map { Int64(($0 * 100).rounded()) } ?? usual.atLeast,
            deviations: map.decimal("deviations", in: 0...100) ?? usual.deviations,
            after: map.whole("after", in: 1...12) ?? usual.after)
    }

    private func usage(_ map: MapReader) -> UsageRule? {
        guard let meter = map.text("meter") else { return nil }
        let usual = UsageRule(meter: meter)
        return UsageRule(
            meter: meter, up: map.decimal("up", in: 1.01...1_000) ?? usual.up,
            down: map.decimal("down", in: 0...0.99) ?? usual.down, recent: days("recent", map, 1...14) ?? usual.recent,
            usual: days("usual", map, 7...60) ?? usual.usual,
            atLeast: map.decimal("at_least", in: 0...1_000_000_000) ?? usual.atLeast)
    }

    private func days(_ key: String, _ map: MapReader, _ range: ClosedRange<Int64>) -> Int? {
        map.span(key, in: .days(range.lowerBound)...(.days(range.upperBound))).map {
            Int($0.milliseconds / TimeSpan.days(1).milliseconds)
        }
    }

    private func overdue(_ map: MapReader) -> OverdueRule? {
        let subject: OverdueRule.Subject
        switch (map.text("visit"), map.flag("contact")) {
        case (let visit?, nil): subject = .visit(visit)
        case (nil, true): subject = .contact
        default:
            complaints.error(
                .missingKey, at: map.place, "'overdue' needs 'visit' or 'contact'",
                suggestion: "name the visit, or write 'contact: true'")
            return nil
        }
        let usual = OverdueRule(of: subject, factor: 1, after: 2)
        return OverdueRule(
            of: subject, factor: map.decimal("factor", in: 1...100) ?? 1.5, after: map.whole("after", in: 2...100) ?? 3,
            atLeast: map.span("at_least", in: .seconds(0)...(.days(800))) ?? usual.atLeast,
            apart: map.span("apart", in: .seconds(0)...(.days(90))) ?? usual.apart)
    }

    private func milestone(_ map: MapReader) -> MilestoneRule? {
        guard let day = map.text("day") else { return nil }
        let range = TimeSpan.seconds(0)...TimeSpan.days(800)
        let after = map.span("after", in: range)
        let before = map.span("before", in: range)
        if after != nil, before != nil {
            complaints.error(
                .badValue, at: map.place(ofKey: "before"), "a milestone is said 'after' its day or 'before' it")
        }
        let offset = after ?? before.map { TimeSpan(milliseconds: -$0.milliseconds) } ?? .seconds(0)
        return MilestoneRule(day, offset: offset, every: map.span("every", in: .days(1)...(.days(800))))
    }

    /// One response, or `{ up: …, down: … }` of what goes two ways.
    private func words(
        _ map: MapReader, of rule: Tripwire.Rule
    ) -> (say: Word?, otherwise: [(way: String, say: Word)]) {
        guard case .map(let pairs)? = map["say"]?.content else { return (map.word("say"), []) }
        guard case .usage = rule else {
            complaints.error(
                .wrongType, at: map.place(ofKey: "say"), "'say' is the name of one response",
                suggestion: "only usage goes up and down")
            return (nil, [])
        }
        var otherwise: [(way: String, say: Word)] = []
        for pair in pairs {
            guard ["up", "down"].contains(pair.key.text) else {
                complaints.unknown(.unknownKey, "key", pair.key.word, known: ["up", "down"])
                continue
            }
            guard let scalar = complaints.scalar(of: pair.value, wanted: "a response") else { continue }
            otherwise.append((pair.key.text, scalar.word))
        }
        return (otherwise.first?.say, otherwise)
    }
}
