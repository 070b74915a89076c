import PlaybookModel
import Testing
import Understanding
import Vocabulary

struct DateTableTests {
    /// `2025-05-08` or `2025-05-08 15:00` as London's clocks show it.
    private func shown(_ value: SlotValue) -> String {
        guard case .moment(let moment) = value else { return "?" }
        let local = moment.milliseconds + Shelf.london(moment).milliseconds
        var day = Int(local / 86_400_000)
        let minute = Int(local % 86_400_000) / 60_000
        var year = 1970
        func length(_ year: Int) -> Int { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 366 : 365 }
        while day >= length(year) {
            day -= length(year)
            year += 1
        }
        var month = 1
        for days in [31, length(year) - 337, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] {
            guard day >= days else { break }
            day -= days
            month += 1
        }
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let date = "\(year)-\(two(month))-\(two(day + 1))"
        return minute == 0 ? date : "\(date) \(two(minute / 60)):\(two(minute % 60))"
    }

    private func dates(_ text: String) -> [String] {
        Shelf.values(text, "date").map(shown)
    }

    // Today is Wednesday, 7 May 2025, noon.
    @Test(arguments: [
        Row("next Tuesday", "2025-05-13"), Row("the 3rd", "2025-05-03"), Row("in two weeks", "2025-05-21"),
        Row("tomorrow at 3pm", "2025-05-08 15:00"), Row("3pm tomorrow", "2025-05-08 15:00"),
        Row("end of the month", "2025-05-31"), Row("by the end of next month", "2025-06-30"),
        Row("month end", "2025-05-31"),
        Row("start of next week", "2025-05-12"), Row("on 3/4", "2025-04-03"), Row("3/4", "2025-04-03"),
        Row("between the 3rd and the 5th", "2025-05-03", "2025-05-05"),
        Row("from Monday to Friday", "2025-05-12", "2025-05-16"),
        Row("from the 20th to the 25th", "2025-05-20", "2025-05-25"),
        Row("3-5 May", "2025-05-03", "2025-05-05"), Row("from the 3rd to the 5th of June", "2025-06-03", "2025-06-05"),
        Row("May 3 to 5", "2025-05-03", "2025-05-05"), Row("the third of May", "2025-05-03"),
        Row("May the fourth", "2025-05-04"), Row("twenty-first of June", "2025-06-21"),
        Row("the 1st of next month", "2025-06-01"), Row("Friday the 9th", "2025-05-09"),
        Row("Fri, 9 May at 14:30", "2025-05-09 14:30"),
        Row("a couple of days ago", "2025-05-05"), Row("a fortnight ago", "2025-04-23"),
        Row("two days from now", "2025-05-09"),
        Row("a week from Friday", "2025-05-16"), Row("3 days after tomorrow", "2025-05-11"),
        Row("friday week", "2025-05-16"),
        Row("this weekend", "2025-05-10"), Row("at the weekend", "2025-05-10"), Row("this morning", "2025-05-07"),
        Row("last night", "2025-05-06"), Row("tomorrow morning at 9", "2025-05-08 09:00"),
        Row("tomorrow evening at 8", "2025-05-08 20:00"), Row("Friday at half past nine", "2025-05-09 09:30"),
        Row("tomorrow at quarter to five", "2025-05-08 16:45"), Row("today at noon", "2025-05-07 12:00"),
        Row("today at 3.30pm", "2025-05-07 15:30"), Row("in 2 hours", "2025-05-07 14:00"),
        Row("half an hour ago", "2025-05-07 11:30"),
        Row("I ordered it on Monday", "2025-05-05"), Row("since Friday", "2025-05-02"),
        Row("before Christmas", "2024-12-25"),
        Row("mid June", "2025-06-15"), Row("2024-02-29", "2024-02-29"), Row("12/25/2024", "2024-12-25"),
        Row("on sat", "2025-05-10"), Row("10 May and 12 May", "2025-05-10", "2025-05-12"),
        Row("last month", "2025-04-07"),
        Row("within 3 days", "2025-05-10"), Row("a month ago", "2025-04-07"),
        // Nothing of the kind.
        Row("3/4 of the beans"), Row("4/5 stars for you"), Row("24/7"), Row("I sat in the sun"),
        Row("you may 100 times"),
        Row("the 2nd one"), Row("the second one"), Row("31 February"), Row("2025-02-30"), Row("my 3 orders"),
        Row("version 1.2.3"), Row("the end"), Row("a day"), Row("march on"),
    ])
    func `days and moments as people say them`(row: Row<String>) {
        #expect(dates(row.text) == row.values)
    }

    @Test(arguments: [
        Row("3pm", "15:00"), Row("9 a.m.", "09:00"), Row("15:30", "15:30"), Row("half past nine", "09:30"),
        Row("quarter past 3 in the morning", "03:15"), Row("ten to six", "17:50"), Row("9 o'clock", "09:00"),
        Row("noon", "12:00"),
        Row("at midnight", "00:00"), Row("from 9am to 5pm", "09:00", "17:00"), Row("3:05", "15:05"),
        Row("03:05", "03:05"),
        Row("12am", "00:00"), Row("12:30 pm", "12:30"), Row("8 at night", "20:00"),
        Row("midnight blue"), Row("25:00"), Row("12:75"), Row("13pm"), Row("I am 3"), Row("at 9"),
    ])
    func `times of no day`(row: Row<String>) {
        #expect(Shelf.texts(row.text, "time") == row.values)
    }

    @Test func `the two ends of a span know which they are`() {
        for text in ["between the 3rd and the 5th", "from Monday to Friday", "3-5 May", "Monday till Friday"] {
            #expect(Shelf.entities(text).filter { $0.name == "date" }.map(\.role) == [.from, .to], "\(text)")
        }
    }

    @Test func `day and month stand in the order of the shop's country`() {
        let found = Shelf.entities("on 3/4", in: Shelf.american).first { $0.name == "date" }
        #expect(found.map { shown($0.value) } == "2025-03-04")
    }

    @Test func `a day begins when the shop's clocks say so`() {
        // Summer time: midnight in London is 23:00 UTC.
        #expect(Shelf.values("tomorrow", "date") == [.moment(Timestamp(milliseconds: 1_746_658_800_000))])
        // Winter time: it is 00:00 UTC.
        #expect(Shelf.values("2025-01-10", "date") == [.moment(Timestamp(milliseconds: 1_736_467_200_000))])
    }

    @Test func `hours that are skipped or come twice when clocks are moved`() {
        // 30 March 2025, 01:30 does not exist in London; 02:30 does (01:30 UTC).
        #expect(Shelf.values("2025-03-30 at 1:30 am", "date") == [.moment(Timestamp(milliseconds: 1_743_298_200_000))])
        // 27 October 2024, 01:30 comes twice; the first is 00:30 UTC.
        #expect(Shelf.values("2024-10-27 at 1:30 am", "date") == [.moment(Timestamp(milliseconds: 1_729_989_000_000))])
    }

    @Test func `a playbook that asks for times gets days and times apart`() {
        let slots = [Shelf.slot("day", .date), Shelf.slot("hour", .entity("time"))]
        let understander = Shelf.understander(slots: slots)
        let found = Shelf.entities("tomorrow at 3pm", in: understander)
        #expect(found.map(\.name) == ["date", "time"])
        #expect(Shelf.entities("9", expecting: ["hour"], in: understander).map(\.value) == [.text("09:00")])
    }
}
