import Testing
import Understanding

/// Letters and words as the knowledge base compares them.
struct ArticlePhraseTests {
    @Test func `the same words are the same, whatever their case and accents`() {
        let index = PhraseIndex(["Crème brûlée recipe", "where is my order"])
        #expect(index.similarities(to: "creme BRULEE recipe")[0] > 0.99)
        #expect(index.similarities(to: "creme BRULEE recipe")[1] < 0.2)
    }

    @Test func `letters that no phrase has count against all`() {
        let index = PhraseIndex(["where is my order"])
        let plain = index.similarities(to: "where is my order")[0]
        let diluted = index.similarities(to: "where is my order zzyzx qwfp")[0]
        #expect(plain > 0.99)
        #expect(diluted < plain - 0.1)
    }

    @Test func `past the budget phrases are not read, and resemble nothing`() {
        let phrases = ["descale the machine", "choose a kettle", "return an order"]
        let index = PhraseIndex(phrases, budget: 120)
        #expect(index.count == 3)
        #expect((1..<3).contains(index.readCount))
        #expect(index.byteCount > 0)
        #expect(index.similarities(to: phrases[0])[0] > 0.9)
        #expect(index.similarities(to: phrases[2])[2] == 0)
        #expect(PhraseIndex(phrases, budget: 0).similarities(to: phrases[0]) == [0, 0, 0])
    }

    @Test func `what an edit makes room for within the budget is read, and what it crowds out is not`() {
        let phrases = ["descale the machine", "choose a kettle", "return an order", "pay by card"]
        let first = PhraseIndex(phrases, budget: 150)
        // Phrases in another order, one gone, one new; the third was never read.
        for (edited, known) in [
            ([phrases[2], phrases[1], phrases[0]], [2, 1, 0]),
            (["an order of everything that anybody ever wanted", phrases[0], phrases[3]], [nil, 0, 3]),
            (["pay", phrases[1], phrases[2]], [nil, 1, 2]), ([], []),
        ] as [([String], [Int?])] {
            let index = PhraseIndex(edited, after: first, known: known, budget: 150)
            let anew = PhraseIndex(edited, budget: 150)
            #expect(index.readCount == anew.readCount)
            for question in phrases + ["order of a machine"] {
                #expect(index.similarities(to: question) == anew.similarities(to: question))
            }
        }
    }

    @Test func `letters in every one of many phrases tell nothing, and cost nothing`() {
        let letters = Array("bcdfghklmnprst")
        let phrases = (0..<1_200).map { place in
            "unit \(letters[place % 14])a\(letters[place / 14 % 14])o\(letters[place / 196])u"
        }
        let index = PhraseIndex(phrases)
        #expect(index.similarities(to: "unit").allSatisfy { $0 < 0.3 })
        let found = index.similarities(to: "the unit \(phrases[731].dropFirst(5))")
        #expect(found.indices.max { found[$0] < found[$1] } == 731)
    }

    @Test func `questions are looked up without courtesy and without slips`() {
        let spelling = QuestionSpelling(texts: ["descaling the machine", "descaling", "return policy", "return"])
        #expect(spelling.ready("hello there, descalign the machine?, thanks").hasPrefix("descaling the machine"))
        #expect(spelling.ready("") == "")
        let long = String(repeating: "descalign ", count: 50_000)
        #expect(spelling.ready(long).count < 10_000)
    }
}
