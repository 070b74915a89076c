internal import Vocabulary

/// A day and a time of day where somebody's clock hangs.
struct Civil: Hashable {
    let date: CivilDate
    /// Of the day.
    let minutes: Int

    init(_ local: Timestamp) {
        date = CivilDate(of: local)
        // By remainders: the first day there is begins before what a moment can say.
        let ofDay = local.milliseconds % Timestamp.millisecondsOfDay
        minutes = Int((ofDay < 0 ? ofDay + Timestamp.millisecondsOfDay : ofDay) / 60_000)
    }

    var hour: Int { minutes / 60 }
    var minute: Int { minutes % 60 }
    /// 0 is Sunday.
    var weekday: Int { date.weekday }
}

extension ZoneOffset {
    /// The first moment of a local day.
    func midnight(of date: CivilDate) -> Timestamp {
        let guess = date.beginning + -offset(date.beginning)
        return date.beginning + -offset(guess)
    }

    /// A moment, or a day written `2026-01-31`: its first moment here.
    func moment(_ value: SlotValue) -> Timestamp? {
        switch value {
        case .moment(let moment): moment
        case .text(let text): CivilDate(text).map(midnight)
        case .integer, .number, .money, .flag, .list, .record, .nothing: nil
        }
    }

    func civil(_ value: SlotValue) -> Civil? {
        moment(value).map(local)
    }

    /// The same time of day, so many days later.
    func adding(days: Int64, to moment: Timestamp) -> Timestamp {
        let later = moment + .days(days)
        return later + TimeSpan(milliseconds: offset(moment).milliseconds - offset(later).milliseconds)
    }
}

extension TimeSpan {
    fileprivate static prefix func - (span: TimeSpan) -> TimeSpan {
        TimeSpan(milliseconds: -span.milliseconds)
    }
}
