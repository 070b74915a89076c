/// When something that is done now and then is due: not when it is first asked, then once in every span.
public struct Rounds: Hashable, Sendable {
    public let every: TimeSpan
    /// For keeping.
    public private(set) var last: Timestamp?

    public init(every span: TimeSpan, last: Timestamp? = nil) {
        every = span
        self.last = last
    }

    /// Asked as time goes on; true when it is to be done now.
    public mutating func isDue(at moment: Timestamp) -> Bool {
        guard let last else {
            last = moment
            return false
        }
        guard moment - last >= every else { return false }
        self.last = moment
        return true
    }
}
