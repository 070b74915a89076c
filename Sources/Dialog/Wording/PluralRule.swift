/// Which plural form of a language a number takes (Unicode CLDR, cardinal numbers).
struct PluralRule: Sendable {
    private enum Family {
        /// One for a whole 1: English, German, Dutch, Italian, Swedish and many others.
        case one
        /// One for 1, decimals included.
        case exactlyOne
        /// One for 0 and 1 with their decimals.
        case oneBelowTwo
        case polish
        case eastSlavic
        case czech
        case never
    }

    private let family: Family

    init(locale: String) {
        family =
            switch locale.prefix(while: { $0 != "-" }).lowercased() {
            case "fr", "pt": .oneBelowTwo
            case "es", "da", "nb", "no", "el", "hu", "tr", "bg": .exactlyOne
            case "pl": .polish
            case "ru", "uk", "be": .eastSlavic
            case "cs", "sk": .czech
            case "ja", "zh", "ko", "vi", "th", "id": .never
            default: .one
            }
    }

    /// `one`, `few`, `many` or `other`.
    func category(of number: Double) -> String {
        let size = number < 0 ? -number : number
        guard let whole = Int64(whole: size) else {
            switch family {
            case .oneBelowTwo: return size < 2 ? "one" : "other"
            case .czech: return "many"
            case .one, .exactlyOne, .polish, .eastSlavic, .never: return "other"
            }
        }
        let isFew = (2...4).contains(whole % 10) && !(12...14).contains(whole % 100)
        switch family {
        case .one, .exactlyOne: return whole == 1 ? "one" : "other"
        case .oneBelowTwo: return whole < 2 ? "one" : "other"
        case .polish: return whole == 1 ? "one" : isFew ? "few" : "many"
        case .eastSlavic: return whole % 10 == 1 && whole % 100 != 11 ? "one" : isFew ? "few" : "many"
        case .czech: return whole == 1 ? "one" : (2...4).contains(whole) ? "few" : "other"
        case .never: return "other"
        }
    }
}
