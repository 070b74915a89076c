import Dialog
import PlaybookLoading
import PlaybookModel
import Switchboard
import Testing
import Understanding
import Vocabulary

/// Phrases that come while the service runs are answered from a hasty training, until the full one has taken its place.
@Suite struct ReloadInHasteTests {
    /// The small playbook with an intent more, which says the version.
    private static func read(_ version: Int) throws -> Playbook {
        var files = SmallPlaybook.files(greeting: "Hello.")
        files["coupon.yaml"] = """
            intent: coupon
            description: Use a coupon
            title: your coupon
            examples: [coupon, use a voucher, voucher refused, voucher \(version)]
            flow: [ { say: coupon_taken } ]
            say: { coupon_taken: "\(version): put it in at the till." }
            """
        let sources = files.map { SourceFile(path: $0.key, text: $0.value) }.sorted { $0.path < $1.path }
        let loaded = PlaybookLoader().load(sources, version: PlaybookVersion("v\(version)"))
        return try #require(loaded.playbook, "\(loaded.diagnostics)")
    }

    /// What the service does with a playbook that was read anew, short of keeping what was learned.
    private static func arrive(_ version: Int, at shelf: PlaybookShelf) throws {
        let arrival = try shelf.take(read(version)) { playbook in
            let hasty = try #require(shelf.current.understander.provisional(playbook, articles: nil))
            return Edition(playbook: playbook, understander: hasty, machine: DialogMachine(playbook: playbook))
        }
        #expect(arrival == .put(PlaybookVersion("v\(version)")))
    }

    private static func intent(_ edition: Edition, of text: String) -> IntentName? {
        edition.understander.interpret(text, at: Timestamp(milliseconds: 0)).intents.first?.value
    }

    private static func lastLine(of bench: Bench, in conversation: ConversationID) async throws -> String? {
        try await bench.events(of: conversation).compactMap { record in
            if case .botSaid(let line, _) = record.event { line.text } else { nil }
        }.last
    }

    @Test func `a new intent is answered at once, and then by what the phrases alone give`() async throws {
        let bench = try Bench()
        try Self.arrive(2, at: bench.shelf)
        #expect(bench.shelf.current.understander.isProvisional)
        try await bench.open("c")
        _ = try await bench.lanes.take(.say(cmid: Bench.cmid(1), text: "use a voucher", choice: nil), in: "c")
        #expect(try await Self.lastLine(of: bench, in: "c")?.hasPrefix("2: put it in") == true)
        bench.shelf.complete { hasty in
            // Until the full training is over, the hasty one answers.
            #expect(Self.intent(bench.shelf.current, of: "voucher refused") == "coupon")
            #expect(bench.shelf.current.understander.isProvisional)
            return hasty.understander.full(hasty.playbook)
        }
        let cold = Understander(playbook: try Self.read(2), articles: nil)
        #expect(bench.shelf.current.understander.model?.bytes == cold.model?.bytes)
        #expect(cold.model != nil)
        _ = try await bench.lanes.take(.say(cmid: Bench.cmid(2), text: "voucher refused", choice: nil), in: "c")
        #expect(try await Self.lastLine(of: bench, in: "c")?.hasPrefix("2: put it in") == true)
    }

    @Test func `a playbook that comes while an older one is learned in full stays, and is learned next`() throws {
        let bench = try Bench()
        try Self.arrive(2, at: bench.shelf)
        var learned: [PlaybookVersion] = []
        try bench.shelf.complete { hasty in
            learned.append(hasty.playbook.version)
            if learned.count == 1 { try Self.arrive(3, at: bench.shelf) }
            return hasty.understander.full(hasty.playbook)
        }
        #expect(learned == ["v2", "v3"])
        #expect(bench.shelf.current.playbook.version == "v3")
        let cold = Understander(playbook: try Self.read(3), articles: nil)
        #expect(bench.shelf.current.understander.model?.bytes == cold.model?.bytes)
    }

    @Test func `what was learned in full is not learned again`() throws {
        let bench = try Bench()
        bench.shelf.complete { hasty in
            Issue.record("\(hasty.playbook.version) was in full already")
            return hasty.understander
        }
    }
}
