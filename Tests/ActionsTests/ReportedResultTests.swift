import Actions
import PlaybookModel
import Testing
import Vocabulary

struct ReportedResultTests {
    private let action = Action.sample(
        .post, url: [.text("https://x.example/")],
        outputs: [
            "id": Action.Output(path: ["refund", "id"], kind: .json),
            "paid": Action.Output(path: ["minor"], kind: .money(currencyPath: ["currency"])),
        ], errors: ["sold_out": "no_stock"], overLimit: ["approval_required"])

    @Test func `a report is read as an answer is`() {
        let report = SlotValue.record([
            "refund": .record(["id": .text("R1")]), "minor": .integer(490), "currency": .text("EUR"),
        ])
        #expect(
            action.result(reported: report)
                == .done(["id": .text("R1"), "paid": .money(Money(minor: 490, currency: "EUR"))]))
        #expect(action.result(reported: .record(["minor": .text("much"), "currency": .text("EUR")])) == nil)
    }

    @Test func `a refusal has the playbook's name`() {
        #expect(action.result(refusedWith: "sold_out") == .refused(reason: "no_stock"))
        #expect(action.result(refusedWith: "approval_required") == .overLimit)
        #expect(action.result(refusedWith: "odd") == .refused(reason: "failed"))
    }
}
