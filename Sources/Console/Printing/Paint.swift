/// Colours for terminals that have them.
public struct Paint: Hashable, Sendable {
    public enum Ink: Sendable {
        case bold
        case faint
        case red
        case green
        case yellow
        case blue
    }

    public let isOn: Bool

    /// - Parameter isOn: only where the output is a terminal.
    public init(isOn: Bool) {
        self.isOn = isOn
    }

    public static let none = Paint(isOn: false)

    /// The text in that ink, as it is where there are no colours.
    public func callAsFunction(_ text: String, _ ink: Ink) -> String {
        guard isOn, !text.isEmpty else { return text }
        // Select Graphic Rendition parameters of ECMA-48.
        let code =
            switch ink {
            case .bold: "1"
            case .faint: "2"
            case .red: "31"
            case .green: "32"
            case .yellow: "33"
            case .blue: "34"
            }
        return "\u{1B}[\(code)m\(text)\u{1B}[0m"
    }
}
