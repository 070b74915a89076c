import PlaybookLoading
import PlaybookModel
import Testing
import Vocabulary

/// What agents work with, as `desk.yaml` and `tags.yaml` say.
@Suite struct DeskReadingTests {
    private static func load(desk: String? = nil, tags: String? = nil) -> LoadedPlaybook {
        var files = SoundPlaybook.files
        files["desk.yaml"] = desk
        files["tags.yaml"] = tags
        return SoundPlaybook.load(files)
    }

    @Test func `a playbook without them has nothing on the desk, and judges drafts as usual`() throws {
        #expect(try #require(SoundPlaybook.load().playbook).desk == DeskPlan())
    }

    @Test func `every key is read`() throws {
        let loaded = Self.load(
            desk: """
                replies:
                  hello: { title: Hello, text: "I'm {agent}, about order {order}." }
                  bill: { title: A bill, text: Your bill., teams: [support] }
                banned: [calm down, as I said]
                drafts: { floor: 0.4, judged: 30 }
                """,
            tags: """
                tags:
                  money: { title: Money back, feature: payments, intents: [refund] }
                  other: { title: Other }
                """)
        let playbook = try #require(loaded.playbook, "\(loaded.diagnostics)")
        #expect(playbook.desk.replies.map(\.name) == ["hello", "bill"])
        #expect(playbook.desk.replies.map(\.teams) == [[], ["support"]])
        #expect(playbook.desk.banned == ["calm down", "as I said"])
        #expect(playbook.desk.worth == DeskPlan.Worth(floor: 0.4, judged: 30))
        #expect(
            playbook.tags == [
                Tag(name: "money", title: "Money back", intents: ["refund"], feature: "payments"),
                Tag(name: "other", title: "Other"),
            ])
        #expect(playbook.tags(suggestedBy: ["person", "refund", "refund"]) == ["money"])
    }

    @Test(arguments: [
        ("tags: { money: { title: Money, intents: [refnd] } }", PlaybookRule.unknownIntent),
        ("tags: { Money: { title: Money } }", .nameForm), ("tags: { money: {} }", .missingKey),
        ("tags: { money: { title: Money, colour: red } }", .unknownKey),
    ])
    func `a fault in the tags is told where it stands`(_ text: String, _ rule: PlaybookRule) throws {
        let loaded = Self.load(tags: text)
        #expect(loaded.playbook == nil)
        let told = try #require(loaded.diagnostics.first { $0.rule == rule.rawValue })
        #expect(told.place.file == "tags.yaml")
    }

    @Test(arguments: [
        ("replies: { hi: { title: Hi, text: \"{ordr}\" } }", PlaybookRule.unknownSlot),
        ("replies: { hi: { title: Hi, text: Hi, teams: [suport] } }", .unknownTeam),
        ("replies: { hi: { title: Hi } }", .missingKey), ("banned: [\"...\"]", .badValue),
        ("drafts: { floor: 2 }", .badValue),
    ])
    func `a fault in the replies is told where it stands`(_ text: String, _ rule: PlaybookRule) throws {
        let loaded = Self.load(desk: text)
        #expect(loaded.playbook == nil)
        let told = try #require(loaded.diagnostics.first { $0.rule == rule.rawValue })
        #expect(told.place.file == "desk.yaml")
    }

    @Test func `service levels are read, and what is left out is promised to nobody`() throws {
        var files = SoundPlaybook.files
        files["routing.yaml"] = SoundPlaybook.routing + "\nlevels: { first: 2m, resolution: 8h, warning: 0.5 }"
        let levels = try #require(SoundPlaybook.load(files).playbook).routing.service.levels
        #expect(levels == ServicePlan.Levels(first: .minutes(2), resolution: .hours(8), warning: 0.5))
    }
}
