import Vocabulary

extension CivilDate {
    /// 0 is Monday: what people call this week began on one.
    var dayOfWeek: Int { (weekday + 6) % 7 }

    static func + (date: CivilDate, days: Int) -> CivilDate {
        date + Int64(days)
    }
}
