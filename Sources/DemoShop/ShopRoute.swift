/// What a request asks for.
enum ShopRoute: Equatable, Sendable {
    /// What a conversation does, with the parts of the path that say to what.
    case action(ShopAction, [String])
    case ledger
    case faults
    case callbackAddress
    case returnFile(id: String, ReturnFiles.File)
    /// The hosted page where a card is put in; the token in its address is all it asks for.
    case cardPage(token: String)
    case cardChoice(token: String)
    case admin

    /// `nil` where no route has that method and path.
    init?(method: String, path: String) {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst().map(String.init)
        let reads = method == "GET" || method == "HEAD"
        switch (parts.first, parts.count) {
        case ("admin", 1) where reads: self = .admin
        case ("pay", 2) where reads: self = .cardPage(token: parts[1])
        case ("pay", 2) where method == "POST": self = .cardChoice(token: parts[1])
        case ("v1", 2...): self.init(method: method, reads: reads, Array(parts.dropFirst()))
        default: return nil
        }
    }

    private init?(method: String, reads: Bool, _ parts: [String]) {
        switch (parts[0], parts.count) {
        case ("ledger", 1) where reads: self = .ledger
        case ("faults", 1) where method == "POST": self = .faults
        case ("callback-address", 1) where method == "PUT": self = .callbackAddress
        case ("returns", 3) where reads:
            guard let file = ReturnFiles.File(rawValue: parts[2]) else { return nil }
            self = .returnFile(id: parts[1], file)
        default:
            guard let (action, subjects) = ShopAction.find(method: method, parts) else { return nil }
            self = .action(action, subjects)
        }
    }

    /// What it performs; `nil` for what only people and tests ask.
    var action: ShopAction? {
        switch self {
        case .action(let action, _): action
        case .ledger, .faults, .callbackAddress, .returnFile, .cardPage, .cardChoice, .admin: nil
        }
    }

    /// Opened by something else than the token: a secret in the address, or a password.
    var isPublic: Bool {
        switch self {
        case .returnFile, .cardPage, .cardChoice, .admin: true
        case .action, .ledger, .faults, .callbackAddress: false
        }
    }
}
