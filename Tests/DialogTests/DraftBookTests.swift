import Dialog
import PlaybookModel
import Testing
import Vocabulary

@Suite struct DraftBookTests {
    private static let source: DraftSource = "article:refunds"
    private static let worth = DeskPlan.Worth(floor: 0.5, judged: 4)

    private func book(after fates: [DraftFate]) -> (book: DraftBook, last: [DraftBook.Entry]) {
        var book = DraftBook()
        var last: [DraftBook.Entry] = []
        for fate in fates {
            last = book.settle(Self.source, fate, Self.worth)
            for entry in last { book.apply(entry) }
        }
        return (book, last)
    }

    @Test func `a source below its floor switches itself off, and no sooner`() {
        let early = book(after: [.ignored, .ignored, .ignored])
        #expect(!early.book.isOff(Self.source))
        let (off, last) = book(after: [.accepted, .ignored, .ignored, .ignored])
        #expect(off.isOff(Self.source))
        #expect(last.last == .switchedOff(Self.source))
        #expect(off.tallies[Self.source]?.accepted == 1)
        #expect(off.tallies[Self.source]?.ignored == 3)
    }

    @Test func `half of them used is worth its place; edited counts as used`() {
        #expect(!book(after: [.accepted, .ignored, .edited, .ignored]).book.isOff(Self.source))
    }

    @Test func `only the last ones count: old glory does not keep a source`() {
        let fates: [DraftFate] = Array(repeating: .accepted, count: 20) + [.ignored, .ignored, .ignored]
        #expect(book(after: fates).book.isOff(Self.source))
    }

    @Test func `switched on again it is judged anew`() {
        var (book, _) = book(after: [.ignored, .ignored, .ignored, .ignored])
        book.apply(.switchedOn(Self.source))
        #expect(!book.isOff(Self.source))
        let entries = book.settle(Self.source, .ignored, Self.worth)
        #expect(entries == [.settled(Self.source, .ignored)])
    }

    @Test(arguments: [
        ("Refunds take three to five days.", "refunds take three to five days", DraftFate.accepted),
        ("Refunds take three to five days.", "Refunds take three to five days, Maya. Sorry!", .edited),
        ("Refunds take three to five days.", "Which order is it about?", .ignored),
    ])
    func `what was sent tells what became of a draft`(_ draft: String, _ sent: String, _ fate: DraftFate) {
        #expect(DraftFate(of: draft, sent: sent) == fate)
    }
}
