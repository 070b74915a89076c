/// A call and the call that takes it back have keys of their own, so each happens once.
extension BusinessKey {
    private static let mark = "undo:"

    /// Of the call that takes back what happened under this key.
    public var takingBack: BusinessKey { BusinessKey(Self.mark + rawValue) }

    /// What is taken back under this key; `nil`: nothing is.
    public var takenBack: BusinessKey? {
        rawValue.hasPrefix(Self.mark) ? BusinessKey(String(rawValue.dropFirst(Self.mark.count))) : nil
    }
}
