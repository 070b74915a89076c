import Testing
import Understanding

/// Answers are parts of articles, cut where a reader would.
struct ExtractTests {
    private static let passage =
        "Parcels leave on the day you order. Standard delivery takes three days, e.g. from Bristol to Leeds. "
        + "Abroad it takes a week. Customs may ask for duty, which is yours to pay. Nothing is sent on Sundays."

    @Test func `what is short is given whole`() {
        #expect(Extract.cut(Self.passage, for: "sundays") == Self.passage)
        #expect(Extract.cut("", for: "x").isEmpty)
    }

    @Test(arguments: [
        ("do I pay duty to customs", 60, "… Customs may ask for duty, which is yours to pay. …"),
        ("anything on sundays", 80, "… Customs may ask for duty, which is yours to pay. Nothing is sent on Sundays."),
        ("how many days is standard", 70, "… Standard delivery takes three days, e.g. from Bristol to Leeds. …"),
        ("zzz", 50, "Parcels leave on the day you order. …"),
    ])
    func `long ones are cut at sentences around the one that answers`(question: String, limit: Int, part: String) {
        #expect(Extract.cut(Self.passage, for: question, limit: limit) == part)
    }

    @Test func `lists are cut between their items`() {
        let list = "1. Empty the tank.\n2. Pour in citric acid.\n3. Run half of it. Wait ten minutes.\n4. Rinse twice."
        #expect(
            Extract.cut(list, for: "how long do I wait", limit: 60)
                == "… 3. Run half of it. Wait ten minutes.\n4. Rinse twice.")
        #expect(Extract.cut(list, for: "empty", limit: 45) == "1. Empty the tank.\n2. Pour in citric acid.\n…")
    }

    @Test func `a sentence without an end is cut at a word`() {
        let text = String(repeating: "word ", count: 100)
        let part = Extract.cut(text, for: "word", limit: 42)
        #expect(part == "word word word word word word word word …")
        #expect(Extract.cut(String(repeating: "x", count: 5_000), for: "x", limit: 10).count <= 12)
    }

    @Test func `every part stands in the passage`() {
        for limit in 20..<200 {
            let part = Extract.cut(Self.passage, for: "customs abroad", limit: limit)
            let bare = part.replacing("… ", with: "").replacing(" …", with: "")
            #expect(Self.passage.contains(bare))
            #expect(bare.count <= max(limit, 60))
        }
    }
}
