import PlaybookModel
import Vocabulary

/// How the people's queue is run: the keys of `routing.yaml` beside teams, reasons and words. What is left out is as
/// ``PlaybookModel/ServicePlan`` says; what would let somebody wait for ever is refused.
struct ServiceReader {
    private static let needed = "else nobody can say how long somebody waits at most"

    let complaints: Complaints

    func read(_ map: MapReader) -> ServicePlan {
        let usual = ServicePlan()
        return ServicePlan(
            promise: map.span("promise", in: .seconds(1)...(.days(1))) ?? usual.promise,
            weights: part("rank", as: PlaybookFormat.rank, of: map, weights) ?? usual.weights,
            relaxation: part("relax", as: PlaybookFormat.relax, of: map, relaxation) ?? usual.relaxation,
            asking: part("offers", as: PlaybookFormat.offers, of: map, asking) ?? usual.asking,
            waitingPerSlot: map.whole("waiting_per_slot", in: 1...1_000) ?? usual.waitingPerSlot,
            handling: map.span("handling", in: .seconds(10)...(.days(1))) ?? usual.handling,
            callbacks: part("callbacks", as: PlaybookFormat.callbacks, of: map, callbacks) ?? usual.callbacks,
            levels: part("levels", as: PlaybookFormat.levels, of: map, levels) ?? usual.levels,
            needs: Dictionary(
                map.pairs("needs").compactMap { pair in
                    need(pair.value).map { (TeamName(pair.key.text), $0) }
                }, uniquingKeysWith: { first, _ in first }))
    }

    private func part<Part>(
        _ key: String, as shape: PlaybookShape, of map: MapReader, _ read: (MapReader) -> Part
    ) -> Part? {
        map[key].flatMap { MapReader($0, as: shape, complaints) }.map(read)
    }

    private func weights(_ map: MapReader) -> ServicePlan.Weights {
        let usual = ServicePlan.Weights()
        func weight(_ key: String, _ usual: Double) -> Double { map.decimal(key, in: 0...100) ?? usual }
        return ServicePlan.Weights(
            frustration: weight("frustration", usual.frustration), urgency: weight("urgency", usual.urgency),
            value: weight("value", usual.value), priority: weight("priority", usual.priority),
            highestPriority: map.decimal("highest_priority", in: 0.001...1_000) ?? usual.highestPriority)
    }

    /// A language may stay for ever: who does not speak it cannot help. Everything else gives way in the end, or the
    /// bound on waiting would not hold.
    private func relaxation(_ map: MapReader) -> ServicePlan.Relaxation {
        let usual = ServicePlan.Relaxation()
        return ServicePlan.Relaxation(
            agent: ending("agent", map) ?? usual.agent, level: ending("level", map) ?? usual.level,
            skill: ending("skill", map) ?? usual.skill, team: ending("team", map) ?? usual.team,
            language: isNever("language", map) ? nil : wait("language", map) ?? usual.language)
    }

    private func ending(_ key: String, _ map: MapReader) -> TimeSpan? {
        guard isNever(key, map) else { return wait(key, map) }
        complaints.error(
            .badValue, at: map.scalar(key)?.place ?? map.place, "'\(key)' has to give way some day, \(Self.needed)",
            suggestion: "write it as 30s, 5m, 2h or 1d")
        return nil
    }

    private func isNever(_ key: String, _ map: MapReader) -> Bool {
        map[key]?.scalar?.text == "never"
    }

    private func wait(_ key: String, _ map: MapReader) -> TimeSpan? {
        map.span(key, in: .seconds(0)...(.days(1)))
    }

    /// A desk says something every 20 seconds.
    private func asking(_ map: MapReader) -> ServicePlan.Asking {
        let usual = ServicePlan.Asking()
        return ServicePlan.Asking(
            window: map.span("window", in: .seconds(1)...(.hours(1))) ?? usual.window,
            again: map.span("again", in: .seconds(1)...(.days(1))) ?? usual.again,
            misses: map.whole("misses", in: 1...100) ?? usual.misses,
            silence: map.span("silence", in: .seconds(25)...(.hours(1))) ?? usual.silence,
            grace: map.span("grace", in: .seconds(1)...(.hours(1))) ?? usual.grace)
    }

    private func callbacks(_ map: MapReader) -> ServicePlan.Callbacks {
        let usual = ServicePlan.Callbacks()
        let length = map.span("length", in: .minutes(1)...(.days(1))) ?? usual.length
        let ahead = map.span("ahead", in: .minutes(1)...(.days(31))) ?? usual.ahead
        if ahead < length {
            complaints.error(
                .badValue, at: map.place(ofKey: map["ahead"] == nil ? "length" : "ahead"),
                "no call-back of that 'length' fits into the time 'ahead'")
        }
        return ServicePlan.Callbacks(
            length: length, each: map.whole("each", in: 0...1_000) ?? usual.each, ahead: ahead)
    }

    private func levels(_ map: MapReader) -> ServicePlan.Levels {
        func level(_ key: String) -> TimeSpan? { map.span(key, in: .seconds(10)...(.days(60))) }
        return ServicePlan.Levels(
            first: level("first"), next: level("next"), resolution: level("resolution"),
            warning: map.decimal("warning", in: 0.1...1) ?? ServicePlan.Levels().warning)
    }

    private func need(_ node: YamlNode) -> ServicePlan.Need? {
        guard let map = MapReader(node, as: PlaybookFormat.teamNeed, complaints) else { return nil }
        let usual = ServicePlan.Need()
        return ServicePlan.Need(
            skills: Dictionary(map.pairs("skills").compactMap(skill), uniquingKeysWith: { first, _ in first }),
            weight: map.whole("weight", in: 1...100) ?? usual.weight)
    }

    private func skill(_ pair: YamlNode.Pair) -> (SkillName, Int)? {
        complaints.checkForm(pair.key.word, of: "a skill")
        guard let scalar = complaints.scalar(of: pair.value, wanted: "a skill's level") else { return nil }
        guard let level = Int(scalar.text), ServicePlan.levels.contains(level) else {
            complaints.error(.badValue, at: scalar.place, "a skill's level is a whole number from 1 to 10")
            return nil
        }
        return (SkillName(pair.key.text), level)
    }
}
