/// Words about days and hours.
enum DateLexicon {
    enum Unit: Sendable {
        case minute
        case hour
        case day
        case week
        case fortnight
        case month
        case year
    }

    static let named: [WordKey: Int] = keyed([
        "today": 0, "tonight": 0, "tomorrow": 1, "tomorow": 1, "tommorow": 1, "tommorrow": 1, "tmrw": 1, "tmr": 1,
        "yesterday": -1, "yday": -1,
    ])
    static let weekdays: [WordKey: Int] = keyed([
        "monday": 0, "tuesday": 1, "wednesday": 2, "thursday": 3, "friday": 4, "saturday": 5, "sunday": 6, "tues": 1,
        "thurs": 3, "weds": 2,
    ])
    /// Also words of their own ("sat", "sun"), so read as days only beside other words of time.
    static let shortWeekdays: [WordKey: Int] = keyed([
        "mon": 0, "tue": 1, "wed": 2, "thu": 3, "thur": 3, "fri": 4, "sat": 5, "sun": 6,
    ])
    static let months: [WordKey: Int] = keyed([
        "january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8,
        "september": 9, "october": 10, "november": 11, "december": 12, "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6,
        "jul": 7, "aug": 8, "sep": 9, "sept": 9, "oct": 10, "nov": 11, "dec": 12,
    ])
    static let holidays: [(words: [WordKey], month: Int, day: Int)] = [
        ("christmas eve", 12, 24), ("christmas day", 12, 25), ("christmas", 12, 25), ("xmas", 12, 25),
        ("boxing day", 12, 26), ("new years eve", 12, 31), ("new years day", 1, 1), ("new year", 1, 1),
        ("valentines day", 2, 14), ("halloween", 10, 31),
    ].map { ($0.0.split(separator: " ").map { WordKey(String($0)) }, $0.1, $0.2) }
    static let directions: [WordKey: Int] = keyed([
        "next": 1, "last": -1, "past": -1, "previous": -1, "this": 0, "coming": 1, "following": 1,
    ])
    static let units: [WordKey: Unit] = keyed([
        "minute": .minute, "minutes": .minute, "min": .minute, "mins": .minute, "hour": .hour, "hours": .hour,
        "hr": .hour, "hrs": .hour, "day": .day, "days": .day, "week": .week, "weeks": .week, "wk": .week,
        "wks": .week, "fortnight": .fortnight, "fortnights": .fortnight, "month": .month, "months": .month,
        "year": .year, "years": .year, "yr": .year, "yrs": .year,
    ])
    /// Parts of a day: does a bare hour in it lie after noon?
    static let parts: [WordKey: Bool] = keyed([
        "morning": false, "afternoon": true, "evening": true, "night": true, "lunchtime": true,
    ])
    static let ordinals: [WordKey: Int] = keyed([
        "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
        "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15,
        "sixteenth": 16, "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "thirtieth": 30,
    ])
    static let ordinalTens: [WordKey: Int] = keyed(["twenty": 20, "thirty": 30])
    /// Which edge of a week, month or year.
    static let edges: [WordKey: Edge] = keyed([
        "end": .end, "start": .start, "beginning": .start, "middle": .middle, "mid": .middle,
    ])

    enum Edge: Sendable {
        case start
        case middle
        case end
    }

    static let one = set("a an")
    static let inside = set("in within")
    static let past = set(
        """
        since ordered bought placed arrived received delivered came paid sent returned shipped charged purchased got
        """)
    static let afterOrdinal = set(
        """
        at and or to if but for by in is was would please then morning afternoon evening until till through from when
        as not because i we my
        """)
    /// Before a day written as two numbers, or a short weekday.
    static let dayCues = set(
        "on by since from until till to before after for due dated around about between and date of")
    /// Between the two ends of a span of days.
    static let connectors = set("to and or until till through thru til &")
    static let ordinalEndings = Set(["st", "nd", "rd", "th"].map { $0.unicodeScalars.map(\.value) })

    static let day = WordKey("day")
    static let week = WordKey("week")
    static let weekend = WordKey("weekend")
    static let half = WordKey("half")
    static let after = WordKey("after")
    static let before = WordKey("before")
    static let since = WordKey("since")
    static let tomorrow = WordKey("tomorrow")
    static let yesterday = WordKey("yesterday")
    static let of = WordKey("of")
    static let the = WordKey("the")
    static let this = WordKey("this")
    static let from = WordKey("from")
    static let now = WordKey("now")
    static let ago = WordKey("ago")
    static let on = WordKey("on")

    static func set(_ words: String) -> Set<WordKey> {
        Set(words.split { $0 == " " || $0 == "\n" }.map { WordKey(String($0)) })
    }

    static func keyed<Value>(_ words: [String: Value]) -> [WordKey: Value] {
        Dictionary(words.map { (WordKey($0), $1) }, uniquingKeysWith: { first, _ in first })
    }
}
