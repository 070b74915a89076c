import PlaybookModel
import Testing
import Vocabulary

struct PolicyTests {
    private func policy(
        perCall: Int64? = 5_000, perCustomer: Int64? = 8_000, calls: Int? = 3, perDay: Int64? = 100_000,
        ceiling: Int64? = 50_000, fourEyes: Bool = true
    ) -> ActionPolicy {
        ActionPolicy(
            amount: "amount", currency: "EUR", perCall: perCall, perCustomerAndDay: perCustomer,
            callsPerCustomerAndDay: calls, perDay: perDay, ceiling: ceiling,
            approvers: [
                ActionPolicy.Approver(team: "billing", upTo: 20_000), ActionPolicy.Approver(team: "supervisor"),
            ], fourEyes: fourEyes)
    }

    private func euros(_ minor: Int64) -> Money { Money(minor: minor, currency: "EUR") }

    @Test func `what is under every limit is allowed`() {
        #expect(policy().decide(euros(5_000), customer: "v", today: PolicyTally()) == .allowed)
    }

    @Test func `every limit that is passed is a reason`() {
        let today = PolicyTally(customerAmount: 7_000, customerCalls: 3, dayAmount: 99_000)
        #expect(
            policy().decide(euros(6_000), customer: "v", today: today)
                == .needsApproval([
                    .customerCalls(limit: 3), .call(limit: euros(5_000)),
                    .customerDay(limit: euros(8_000), soFar: euros(7_000)), .day(limit: euros(100_000)),
                ]))
    }

    @Test func `a limit holds to the last cent`() {
        let today = PolicyTally(customerAmount: 4_000)
        #expect(policy().decide(euros(4_000), customer: "v", today: today) == .allowed)
        #expect(policy().decide(euros(4_001), customer: "v", today: today) != .allowed)
    }

    @Test func `what cannot be judged needs a person`() {
        #expect(policy().decide(nil, customer: "v", today: PolicyTally()) == .needsApproval([.amountUnknown]))
        #expect(policy().decide(euros(1), customer: nil, today: PolicyTally()) == .needsApproval([.customerUnknown]))
        #expect(
            policy(ceiling: nil).decide(
                Money(minor: 1, currency: "USD"), customer: "v", today: PolicyTally())
                == .needsApproval([.otherCurrency("USD")]))
    }

    @Test(arguments: [0, -1, Int64.min])
    func `money that is none is refused`(minor: Int64) {
        #expect(
            policy().decide(euros(minor), customer: "v", today: PolicyTally()) == .refused([.amountNotPositive]))
    }

    @Test func `nobody passes the ceiling, in no currency`() {
        let dollars = Money(minor: 60_000, currency: "USD")
        #expect(
            policy().decide(euros(50_001), customer: "v", today: PolicyTally()) == .refused([.ceiling(euros(50_000))]))
        #expect(throws: ApprovalRefusal.refusedByPolicy([.ceiling(euros(50_000))])) {
            try policy().approve(euros(50_001), by: ["supervisor"], tookPart: false)
        }
        #expect(throws: ApprovalRefusal.refusedByPolicy([.otherCurrency("USD")])) {
            try policy().approve(dollars, by: ["supervisor"], tookPart: false)
        }
    }

    @Test func `an absurd amount does not wrap around to a small one`() {
        let today = PolicyTally(customerAmount: 100, dayAmount: 100)
        let open = policy(perCall: nil, ceiling: nil)
        #expect(open.decide(euros(.max), customer: "v", today: today) != .allowed)
    }

    @Test func `who may approve, and up to what`() throws {
        try policy().approve(euros(20_000), by: ["billing"], tookPart: false)
        try policy().approve(euros(50_000), by: ["billing", "supervisor"], tookPart: false)
        #expect(throws: ApprovalRefusal.notAnApprover) {
            try policy().approve(euros(1), by: ["sales"], tookPart: false)
        }
        #expect(throws: ApprovalRefusal.overTheirLimit(euros(20_000))) {
            try policy().approve(euros(20_001), by: ["billing"], tookPart: false)
        }
    }

    @Test func `four eyes: nobody approves for their own customer`() throws {
        #expect(throws: ApprovalRefusal.theirOwnCustomer) {
            try policy().approve(euros(1), by: ["supervisor"], tookPart: true)
        }
        try policy(fourEyes: false).approve(euros(1), by: ["supervisor"], tookPart: true)
    }
}
