/// What a request asks for.
enum ShopRoute: Equatable, Sendable {
    /// The names that the demo's playbook and the fault switches call the API's actions by.
    enum Action: String, CaseIterable, Sendable {
        case lookUp = "orders.look_up"
        case lookUpItem = "orders.look_up_item"
        case checkIdentity = "identity.check"
        case refund = "refunds.create"
        case openReturn = "returns.create"
        case openTrace = "traces.open"
        case sendReset = "accounts.send_reset"
    }

    case order(String)
    case item(order: String, line: String)
    case identityCheck
    case refunds(order: String)
    case returns(order: String)
    case traces(order: String)
    case passwordResets
    case ledger
    case faults
    case returnFile(id: String, ReturnFiles.File)
    case admin

    /// `nil` where no route has that method and path.
    init?(method: String, path: String) {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst().map(String.init)
        let reads = method == "GET" || method == "HEAD"
        switch (parts.first, parts.count) {
        case ("admin", 1) where reads: self = .admin
        case ("v1", 2...): self.init(reads: reads, posts: method == "POST", Array(parts.dropFirst()))
        default: return nil
        }
    }

    private init?(reads: Bool, posts: Bool, _ parts: [String]) {
        switch (parts[0], parts.count) {
        case ("orders", 2) where reads: self = .order(parts[1])
        case ("orders", 4) where reads && parts[2] == "items": self = .item(order: parts[1], line: parts[3])
        case ("orders", 3) where posts && parts[2] == "refunds": self = .refunds(order: parts[1])
        case ("orders", 3) where posts && parts[2] == "returns": self = .returns(order: parts[1])
        case ("orders", 3) where posts && parts[2] == "traces": self = .traces(order: parts[1])
        case ("identity", 2) where posts && parts[1] == "check": self = .identityCheck
        case ("accounts", 2) where posts && parts[1] == "password-resets": self = .passwordResets
        case ("ledger", 1) where reads: self = .ledger
        case ("faults", 1) where posts: self = .faults
        case ("returns", 3) where reads:
            guard let file = ReturnFiles.File(rawValue: parts[2]) else { return nil }
            self = .returnFile(id: parts[1], file)
        default: return nil
        }
    }

    /// The action it performs; `nil` for what only people and tests ask.
    var action: Action? {
        switch self {
        case .order: .lookUp
        case .item: .lookUpItem
        case .identityCheck: .checkIdentity
        case .refunds: .refund
        case .returns: .openReturn
        case .traces: .openTrace
        case .passwordResets: .sendReset
        case .ledger, .faults, .returnFile, .admin: nil
        }
    }

    /// Whether a request must carry an `Idempotency-Key`.
    var wantsKey: Bool {
        switch self {
        case .refunds, .returns, .traces, .passwordResets: true
        case .order, .item, .identityCheck, .ledger, .faults, .returnFile, .admin: false
        }
    }

    /// Whether a second request under a used key, with another body, is answered by the route's own rule ("this line
    /// is refunded already") rather than refused as a conflict.
    var isUniqueByItself: Bool {
        switch self {
        case .refunds, .returns, .traces: true
        case .order, .item, .identityCheck, .passwordResets, .ledger, .faults, .returnFile, .admin: false
        }
    }
}
