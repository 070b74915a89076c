import Testing
import Understanding

/// Which questions keep the topic of the answer before them.
struct FollowUpTests {
    private static let topic = "Shipping times and costs"

    @Test(arguments: [
        ("and abroad?", "Shipping times and costs abroad"),
        ("What about Saturdays", "Shipping times and costs saturdays"),
        ("and to northern ireland?", "Shipping times and costs to northern ireland"),
        ("how long does it take?", "Shipping times and costs how long does it take"),
        ("how much is that", "Shipping times and costs how much is that"),
        ("what if it rains", "Shipping times and costs it rains"),
        ("how often?", "Shipping times and costs how often"),
        ("when", "Shipping times and costs when"),
        ("and?", "Shipping times and costs"),
    ])
    func `a question that leans on the answer is asked with its topic`(question: String, whole: String) {
        #expect(FollowUp.question(question, after: Self.topic) == whole)
    }

    @Test(arguments: [
        "how do I reset my password", "abroad", "", "???", "it will not descale after cleaning the water tank",
        "and how do I reset the password of my Brewlog account", "where is my order", "is there a fee",
        "what?", "who are you", "how often do I descale", "ok", "yes please", "how are you",
        "does the grinder fit under it when the hopper is on",
        "and one and two and three and four and five and six and seven and eight",
    ])
    func `a question that stands on its own is left alone`(question: String) {
        #expect(FollowUp.question(question, after: Self.topic) == nil)
    }

    @Test func `without a topic nothing leans`() {
        #expect(FollowUp.question("and abroad?", after: "") == nil)
    }
}
