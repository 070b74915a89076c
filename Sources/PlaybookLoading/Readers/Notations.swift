import Vocabulary

extension TimeSpan {
    /// `500ms`, `30s`, `5m`, `2h`, `1d`.
    init?(notation: String) {
        let digits = notation.prefix { $0.isASCII && $0.isNumber }
        guard let count = Int64(digits), count <= 1_000_000 else { return nil }
        switch notation.dropFirst(digits.count) {
        case "ms": self.init(milliseconds: count)
        case "s": self = .seconds(count)
        case "m": self = .minutes(count)
        case "h": self = .hours(count)
        case "d": self = .days(count)
        default: return nil
        }
    }
}
