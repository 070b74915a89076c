import Outreach
import PlaybookModel
import Vocabulary

/// Writes a customer's timeline.
struct Life {
    /// 2026-01-01, UTC.
    static let start = Timestamp(milliseconds: 1_767_225_600_000)

    static func day(_ day: Double) -> Timestamp {
        Timestamp(milliseconds: start.milliseconds + Int64(day * 86_400_000))
    }

    var machine: TripwireMachine
    var firings: [Firing] = []
    private var count = 0

    init(_ tripwires: Tripwire...) {
        machine = TripwireMachine(tripwires)
    }

    mutating func add(_ kind: CustomerEvent.Kind, on day: Double, to customer: CustomerID = "ann") {
        count += 1
        firings += machine.take(
            CustomerEvent(id: "test/\(count)", customer: customer, at: Self.day(day), source: "test", kind: kind))
    }

    mutating func wait(until day: Double) {
        firings += machine.advance(to: Self.day(day))
    }

    mutating func bill(_ number: Int, _ lines: [(String, Int64)], on day: Double, total: Int64? = nil) {
        let sum = lines.reduce(0) { $0 + $1.1 }
        let bill = Bill(
            number: "b\(number)", total: Money(minor: total ?? sum, currency: "EUR"),
            lines: lines.map { Bill.Line(label: $0.0, minor: $0.1) })
        add(.bill(bill), on: day)
    }
}
