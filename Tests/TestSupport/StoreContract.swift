public import Store
public import Testing

/// What every store promises, one clause each. A store's tests run all of them against a fresh, empty store:
/// `@Test(arguments: StoreContract.all)`.
public struct StoreContract: Sendable, CustomTestStringConvertible {
    /// A sentence.
    public let clause: String
    /// Fails by an expectation.
    public let check: @Sendable (any ConversationStore) async throws -> Void

    init(_ clause: String, _ check: @escaping @Sendable (any ConversationStore) async throws -> Void) {
        self.clause = clause
        self.check = check
    }

    public var testDescription: String { clause }

    public static let all = ofTheLog + ofTheOutbox + ofBusinessKeys + ofTimers + ofPeople
}
