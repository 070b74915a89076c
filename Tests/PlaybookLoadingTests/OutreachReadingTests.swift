import PlaybookLoading
import PlaybookModel
import Testing
import Vocabulary

/// Whom the company writes to first, as `tripwires.yaml` says.
@Suite struct OutreachReadingTests {
    private static let words = """
        say:
          costly: "Your bill {bill} is {total|money}, {difference|money} more: {reasons_words}. {company}"
          up: You use {recent|number} of {meter}.
          down: You use {recent|number} of {meter}, not {usual|number}.
          come_by: The last time was {last|date}.
          broken: "{incident_title}: {incident_words} {next_update|time} {others|plural: one {one} other {many}}"
          fixed_now: Is {topic} fixed?
        """

    private static func load(_ text: String, words: String = words) -> LoadedPlaybook {
        var files = SoundPlaybook.files
        files["tripwires.yaml"] = text + "\n" + words
        return SoundPlaybook.load(files)
    }

    private static let sound = """
        outreach: { quiet: 22:30-07:00, a_day: 2, a_week: 5, two_people_from: 10 }
        care: { follow_up: 12h, alarm: 10m, silence: 6h, reopen_priority: 7, say: fixed_now }
        incidents:
          grace: 90s
          look_up: orders.look_up
          notice: broken
          update: broken
          fixed: broken
          components: { shop: The shop, till: The till }
          monitors: { ping: { title: Nothing loads, component: shop, intents: [refund] } }
        tripwires:
          shock:
            bill: { share: 0.3, at_least: 7.50, deviations: 2, after: 4 }
            say: costly
            opens: refund
            purpose: service
            cool_down: 10d
            fresh: 2d
          data: { usage: { meter: gb, up: 3, down: 0.2, recent: 3d, usual: 14d, at_least: 2 }, say: { up: up, down: down } }
          service: { overdue: { visit: oil, factor: 1.5, after: 4, at_least: 10d, apart: 1d }, say: come_by }
          early: { milestone: { day: renews, before: 7d, every: 365d }, say: plain, purpose: marketing }
        """

    @Test func `a playbook without it writes to nobody first`() throws {
        #expect(try #require(SoundPlaybook.load().playbook).outreach == OutreachPlan())
    }

    @Test func `every key is read`() throws {
        let loaded = Self.load(Self.sound, words: Self.words + "\n  plain: It renews.")
        let plan = try #require(loaded.playbook, "\(loaded.diagnostics)").outreach
        #expect(
            plan.limits
                == OutreachLimits(
                    quiet: OutreachLimits.Quiet(from: 1_350, to: 420), aDay: 2, aWeek: 5, twoPeopleFrom: 10))
        #expect(
            plan.care
                == CareRules(followUp: .hours(12), alarm: .minutes(10), silence: .hours(6), reopenPriority: 7))
        #expect(plan.followUp == "fixed_now")
        #expect(
            plan.incidents
                == IncidentTerms(
                    grace: .seconds(90), lookUp: "orders.look_up", notice: "broken", update: "broken", fixed: "broken",
                    components: [
                        IncidentTerms.Component(id: "shop", title: "The shop"),
                        IncidentTerms.Component(id: "till", title: "The till"),
                    ],
                    monitors: [
                        IncidentTerms.Monitor(
                            name: "ping", title: "Nothing loads", component: "shop", intents: ["refund"])
                    ]))
        #expect(
            plan.tripwires == [
                Tripwire(
                    name: "shock", rule: .bill(BillRule(share: 0.3, atLeast: 750, deviations: 2, after: 4)),
                    say: "costly", opens: "refund", purpose: .service, coolDown: .days(10), fresh: .days(2)),
                Tripwire(
                    name: "data",
                    rule: .usage(UsageRule(meter: "gb", up: 3, down: 0.2, recent: 3, usual: 14, atLeast: 2)),
                    say: "up", sayOtherwise: ["up": "up", "down": "down"]),
                Tripwire(
                    name: "service",
                    rule: .overdue(
                        OverdueRule(of: .visit("oil"), factor: 1.5, after: 4, atLeast: .days(10), apart: .days(1))),
                    say: "come_by"),
                Tripwire(
                    name: "early",
                    rule: .milestone(
                        MilestoneRule("renews", offset: TimeSpan(milliseconds: -604_800_000), every: .days(365))),
                    say: "plain", purpose: .marketing),
            ])
    }

    @Test(
        arguments: [
            ("tripwires: { x: { say: costly } }", "one-outcome"),
            ("tripwires: { x: { bill: {}, fault: {}, say: costly } }", "one-outcome"),
            ("tripwires: { x: { bill: { shere: 1 }, say: costly } }", "unknown-key"),
            ("tripwires: { x: { bill: {} } }", "missing-key"),
            ("tripwires: { x: { bill: {}, say: costley } }", "unknown-response"),
            ("tripwires: { x: { bill: {}, say: costly, opens: refunt } }", "unknown-intent"),
            ("tripwires: { x: { bill: {}, say: costly, purpose: spam } }", "unknown-word"),
            ("tripwires: { x: { bill: {}, say: { up: costly } } }", "wrong-type"),
            ("tripwires: { x: { overdue: { factor: 2 }, say: come_by } }", "missing-key"),
            ("tripwires: { x: { milestone: { day: d, after: 1d, before: 1d }, say: plain } }", "bad-value"),
            ("tripwires: { x: { fault: { severity: 9 }, say: plain } }", "bad-value"),
            ("tripwires: { x: { fault: {}, say: costly } }", "unknown-slot"),
            ("outreach: { quiet: late }", "bad-value"),
            ("outreach: { quiet: 25:00-08:00 }", "bad-value"),
            ("incidents: { look_up: nothing }", "unknown-action"),
            ("incidents: { notice: costly }", "unknown-slot"),
            ("incidents: { monitors: { ping: { title: T, component: gone } } }", "unknown-word"),
            ("care: { say: costly }", "unknown-slot"),
        ])
    func `a fault is told with its place`(text: String, rule: String) {
        let loaded = Self.load(text, words: Self.words + "\n  plain: Hello.")
        #expect(loaded.playbook == nil)
        let told = loaded.diagnostics.filter { $0.severity == .error }
        #expect(told.contains { $0.rule == rule && $0.place.file == "tripwires.yaml" && $0.place.line == 1 }, "\(told)")
    }

    @Test func `words that know nothing of a conversation do not see its slots`() {
        let loaded = Self.load(
            "tripwires: { x: { fault: {}, say: plain } }", words: "say:\n  plain: Your order {reason}.")
        #expect(loaded.diagnostics.contains { $0.rule == "unknown-slot" && $0.place.line == 3 })
    }
}
