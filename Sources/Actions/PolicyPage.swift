internal import PlaybookModel
internal import Vocabulary

/// What was booked under one action: by its key, and added up by day and customer as it comes and goes, so that a
/// question costs the same however much was booked today.
struct PolicyPage: Sendable {
    private struct Sum {
        /// Wider than any amount, so that what was added can be taken off again.
        var amount: Int128 = 0
        var calls = 0

        mutating func add(_ minor: Int64, times sign: Int) {
            amount += Int128(minor) * Int128(sign)
            calls += sign
        }
    }

    private struct Day {
        var all = Sum()
        var customers: [VisitorID: Sum] = [:]

        mutating func add(_ booking: PolicyBook.Booking, times sign: Int) {
            all.add(booking.minor, times: sign)
            guard let customer = booking.customer else { return }
            customers[customer, default: Sum()].add(booking.minor, times: sign)
            if customers[customer]?.calls == 0 { customers[customer] = nil }
        }
    }

    private var bookings: [BusinessKey: PolicyBook.Booking] = [:]
    private var days: [Int64: Day] = [:]

    var count: Int { bookings.count }

    subscript(key: BusinessKey) -> PolicyBook.Booking? { bookings[key] }

    /// The one under the same key before is gone.
    mutating func put(_ booking: PolicyBook.Booking) {
        remove(booking.key)
        bookings[booking.key] = booking
        days[booking.day, default: Day()].add(booking, times: 1)
    }

    /// Whether it was there.
    @discardableResult
    mutating func remove(_ key: BusinessKey) -> Bool {
        guard let booking = bookings.removeValue(forKey: key) else { return false }
        days[booking.day]?.add(booking, times: -1)
        if days[booking.day]?.all.calls == 0 { days[booking.day] = nil }
        return true
    }

    func hasOther(than day: Int64) -> Bool {
        days.keys.contains { $0 != day }
    }

    mutating func forgetOther(than day: Int64) {
        bookings = bookings.filter { $0.value.day == day }
        days = days.filter { $0.key == day }
    }

    /// What counts against the question: all of its day but what is booked under its own key.
    func tally(for question: PolicyQuestion) -> PolicyTally {
        let day = days[question.day.number]
        var all = day?.all ?? Sum()
        var customers = question.customer.flatMap { day?.customers[$0] } ?? Sum()
        if let own = bookings[question.key], own.day == question.day.number {
            all.add(own.minor, times: -1)
            if own.customer != nil, own.customer == question.customer { customers.add(own.minor, times: -1) }
        }
        return PolicyTally(
            customerAmount: Int64(clamping: customers.amount), customerCalls: customers.calls,
            dayAmount: Int64(clamping: all.amount))
    }
}

/// Kept as its bookings; the sums follow from them.
extension PolicyPage: Codable {
    init(from decoder: any Decoder) throws {
        for booking in try [BusinessKey: PolicyBook.Booking](from: decoder).values { put(booking) }
    }

    func encode(to encoder: any Encoder) throws {
        try bookings.encode(to: encoder)
    }
}
