/// A recorded action beside what the machine knew at that moment.
struct ActionScore: Hashable, Sendable {
    struct Argument: Hashable, Sendable {
        let name: String
        let wanted: [PlainValue]
        /// `nil`: not known.
        let got: PlainValue?

        var isRight: Bool { got.map(wanted.contains) ?? false }
        /// Known, and something else.
        var isWrong: Bool { got.map { !wanted.contains($0) } ?? false }
    }

    let action: String
    /// Free text left out.
    let arguments: [Argument]

    var isWhole: Bool { arguments.allSatisfy(\.isRight) }
}
