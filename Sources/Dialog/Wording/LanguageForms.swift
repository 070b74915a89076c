/// What differs from language to language in how values are written (Unicode CLDR). English of Britain and of the
/// United States, German and French; any other language is written the British way.
struct LanguageForms: Sendable {
    enum Order: Sendable {
        case dayFirst
        case monthFirst
    }

    let decimal: String
    let group: String
    /// Between an amount and its sign, where the sign stands behind it; `nil`: it stands before.
    let signBehind: String?
    let months: [String]
    /// Sunday first.
    let weekdays: [String]
    let order: Order
    /// After the day's number.
    let dayMark: String
    /// After the day of the week.
    let weekdayMark: String
    let and: String
    /// Before the "and" of a list of three or more.
    let listComma: String
    let yes: String
    let no: String
    let halfDays: Bool

    static func named(_ locale: String) -> LanguageForms {
        let language = locale.prefix { $0 != "-" }.lowercased()
        return switch language {
        case "de": german
        case "fr": french
        default: locale.lowercased() == "en-us" ? american : british
        }
    }

    private static let englishMonths = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]
    private static let englishDays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]

    static let british = LanguageForms(
        decimal: ".", group: ",", signBehind: nil, months: englishMonths, weekdays: englishDays, order: .dayFirst,
        dayMark: "", weekdayMark: "", and: "and", listComma: "", yes: "Yes", no: "No", halfDays: false)

    static let american = LanguageForms(
        decimal: ".", group: ",", signBehind: nil, months: englishMonths, weekdays: englishDays, order: .monthFirst,
        dayMark: "", weekdayMark: ",", and: "and", listComma: ",", yes: "Yes", no: "No", halfDays: true)

    static let german = LanguageForms(
        decimal: ",", group: ".", signBehind: "\u{A0}",
        months: [
            "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November",
            "Dezember",
        ],
        weekdays: ["Sonntag", "Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag"], order: .dayFirst,
        dayMark: ".", weekdayMark: ",", and: "und", listComma: "", yes: "Ja", no: "Nein", halfDays: false)

    static let french = LanguageForms(
        decimal: ",", group: "\u{202F}", signBehind: "\u{A0}",
        months: [
            "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre",
            "novembre", "décembre",
        ],
        weekdays: ["dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"], order: .dayFirst,
        dayMark: "", weekdayMark: "", and: "et", listComma: "", yes: "Oui", no: "Non", halfDays: false)
}
