/// An amount in the smallest unit of its currency: 49.90 EUR is `Money(minor: 4990, currency: "EUR")`.
public struct Money: Hashable, Codable, Sendable {
    public let minor: Int64
    /// ISO 4217 code in capitals.
    public let currency: String

    public init(minor: Int64, currency: String) {
        self.minor = minor
        self.currency = currency
    }

    /// Digits after the decimal point (ISO 4217; two unless listed).
    public var fractionDigits: Int {
        switch currency {
        case "JPY", "KRW", "ISK", "CLP", "VND", "XAF", "XOF": 0
        case "BHD", "KWD", "JOD", "OMR", "TND": 3
        default: 2
        }
    }
}
