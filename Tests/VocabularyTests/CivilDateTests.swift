import Testing
import Vocabulary

@Suite struct CivilDateTests {
    @Test(arguments: [
        ("1970-01-01", 0, 4), ("1969-12-31", -1, 3), ("2000-02-29", 11_016, 2), ("2026-11-22", 20_779, 0),
        ("0001-01-01", -719_162, 1), ("9999-12-31", 2_932_896, 5),
    ])
    func `a day has its number, its weekday, and its notation again`(
        _ notation: String, _ number: Int64, _ weekday: Int
    ) throws {
        let day = try #require(CivilDate(notation))
        #expect(day.number == number)
        #expect(day.weekday == weekday)
        #expect(day.notation == notation)
    }

    @Test(arguments: [
        "2026-02-29", "2026-13-01", "2026-1-1", "tomorrow", "", "0000-01-01", "+026-01-01", "2026-01-01x",
    ])
    func `what is no day is none`(_ notation: String) {
        #expect(CivilDate(notation) == nil)
    }

    @Test func `every day of four centuries follows the one before it`() {
        var (year, month, day) = (1_800, 1, 1)
        var number = CivilDate("1800-01-01")?.number ?? 0
        while year < 2_200 {
            let date = CivilDate(number: number)
            let parts = date.parts
            guard parts == (year, month, day), CivilDate(year: year, month: month, day: day) == date else {
                Issue.record("\(year)-\(month)-\(day) is not day \(number)")
                return
            }
            number += 1
            day += 1
            guard day > CivilDate.length(ofMonth: month, in: year) else { continue }
            (month, day) = (month % 12 + 1, 1)
            if month == 1 { year += 1 }
        }
    }

    @Test(arguments: [
        ("2026-01-05T09:00:00Z", 1_767_603_600_000), ("2026-01-05T10:00:00+01:00", 1_767_603_600_000),
        ("2026-01-05t08:30:00.25-00:30", 1_767_603_600_250), ("1969-12-31T23:59:59.999Z", -1),
        ("2016-12-31T23:59:60Z", 1_483_228_799_000),
    ])
    func `a moment is read as RFC 3339 writes it`(_ text: String, _ milliseconds: Int64) throws {
        let moment = try #require(Timestamp(rfc3339: text))
        #expect(moment.milliseconds == milliseconds)
        #expect(Timestamp(rfc3339: moment.rfc3339) == moment)
    }

    @Test func `a moment is written in UTC`() {
        #expect(Timestamp(milliseconds: 1_767_603_600_000).rfc3339 == "2026-01-05T09:00:00Z")
        #expect(Timestamp(milliseconds: -1).rfc3339 == "1969-12-31T23:59:59.999Z")
    }

    @Test(arguments: [
        "2026-01-05", "2026-01-05T09:00Z", "2026-01-05T24:00:00Z", "2026-02-30T09:00:00Z", "2026-01-05T09:00:00",
        "2026-01-05T09:00:00.Z", "2026-01-05T09:00:00+24:00", "2026-01-05T09:00:00Zz",
    ])
    func `what is no moment is none`(_ text: String) {
        #expect(Timestamp(rfc3339: text) == nil)
    }
}
