/// What the API does for a conversation, by the names that the demo's playbook and the fault switches use.
enum ShopAction: String, CaseIterable, Sendable {
    case lookUp = "orders.look_up"
    case lookUpItem = "orders.look_up_item"
    case cancel = "orders.cancel"
    case quoteAddress = "orders.quote_address"
    case changeAddress = "orders.change_address"
    case checkIdentity = "identity.check"
    case refund = "refunds.create"
    case openReturn = "returns.create"
    case cancelReturn = "returns.cancel"
    case bookLabel = "labels.book"
    case issueDiscount = "discounts.issue"
    case voidDiscount = "discounts.void"
    case redeemDiscount = "discounts.redeem"
    case replace = "replacements.create"
    case cancelReplacement = "replacements.cancel"
    case bookRepair = "repairs.book"
    case openTrace = "traces.open"
    case sendReset = "accounts.send_reset"
    case openReset = "accounts.open_reset"
    case saveAddress = "accounts.save_address"
    case sendCode = "codes.send"
    case checkCode = "codes.check"
    case lookUpSubscription = "subscriptions.look_up"
    case cardLink = "subscriptions.card_link"
    case quoteChange = "subscriptions.quote"
    case changeSubscription = "subscriptions.change"
    case retryCharge = "renewals.retry"
    case lookUpStock = "stock.look_up"
    case notifyStock = "stock.notify"
    case quoteOrder = "stock.quote"
    case orderNow = "stock.order"
    case lookUpIncident = "incidents.look_up"
    case followIncident = "incidents.follow"
    case reportBug = "bugs.create"
    case lookUpInvoice = "invoices.look_up"
    case checkInvoiceLine = "invoices.check_line"
    case creditInvoiceLine = "invoices.credit"
    case sendTranscript = "transcripts.send"
    case sendRefusal = "refusals.send"
    case checkPrivacy = "privacy.look_up"
    case requestPrivacy = "privacy.request"

    /// Method and path below `/v1`; a star stands for one part that says which.
    var place: (method: String, path: String) {
        switch self {
        case .lookUp: ("GET", "orders/*")
        case .lookUpItem: ("GET", "orders/*/items/*")
        case .cancel: ("POST", "orders/*/cancellations")
        case .quoteAddress: ("POST", "orders/*/address-quotes")
        case .changeAddress: ("POST", "orders/*/address")
        case .checkIdentity: ("POST", "identity/check")
        case .refund: ("POST", "orders/*/refunds")
        case .openReturn: ("POST", "orders/*/returns")
        case .cancelReturn: ("POST", "returns/*/cancellations")
        case .bookLabel: ("POST", "returns/*/labels")
        case .issueDiscount: ("POST", "orders/*/discounts")
        case .voidDiscount: ("POST", "discounts/*/voids")
        case .redeemDiscount: ("POST", "discounts/*/redemptions")
        case .replace: ("POST", "orders/*/replacements")
        case .cancelReplacement: ("POST", "replacements/*/cancellations")
        case .bookRepair: ("POST", "orders/*/repairs")
        case .openTrace: ("POST", "orders/*/traces")
        case .sendReset: ("POST", "accounts/password-resets")
        case .openReset: ("POST", "accounts/reset-pages")
        case .saveAddress: ("POST", "accounts/address")
        case .sendCode: ("POST", "codes")
        case .checkCode: ("POST", "codes/checks")
        case .lookUpSubscription: ("POST", "subscriptions/look-ups")
        case .cardLink: ("POST", "subscriptions/*/card-links")
        case .quoteChange: ("POST", "subscriptions/*/quotes")
        case .changeSubscription: ("POST", "subscriptions/*/changes")
        case .retryCharge: ("POST", "subscriptions/*/charges")
        case .lookUpStock: ("POST", "stock/look-ups")
        case .notifyStock: ("POST", "stock/notices")
        case .quoteOrder: ("POST", "stock/quotes")
        case .orderNow: ("POST", "stock/orders")
        case .lookUpIncident: ("POST", "incidents/look-ups")
        case .followIncident: ("POST", "incidents/*/followers")
        case .reportBug: ("POST", "bugs")
        case .lookUpInvoice: ("POST", "invoices/look-ups")
        case .checkInvoiceLine: ("POST", "invoices/*/line-checks")
        case .creditInvoiceLine: ("POST", "invoices/*/credits")
        case .sendTranscript: ("POST", "transcripts")
        case .sendRefusal: ("POST", "refusals")
        case .checkPrivacy: ("POST", "privacy/look-ups")
        case .requestPrivacy: ("POST", "privacy/requests")
        }
    }

    /// What a request does to the shop's memory.
    enum Effect: Sendable {
        /// Looks, and may note that it was asked.
        case looks
        /// Does something once for an `Idempotency-Key`; without one it is refused.
        case acts
        /// The same, but a used key with another body is answered by the route's own rule ("this line is refunded
        /// already") rather than refused as a conflict.
        case actsOnceByItself
    }

    var effect: Effect {
        switch self {
        case .lookUp, .lookUpItem, .quoteAddress, .checkIdentity, .lookUpSubscription, .quoteChange, .lookUpStock,
            .lookUpIncident, .lookUpInvoice, .checkInvoiceLine, .checkPrivacy:
            .looks
        case .sendReset, .openReset, .saveAddress, .sendCode, .checkCode, .cardLink, .changeSubscription, .retryCharge,
            .reportBug, .quoteOrder, .sendTranscript, .sendRefusal:
            .acts
        case .cancel, .changeAddress, .refund, .openReturn, .cancelReturn, .bookLabel, .issueDiscount, .voidDiscount,
            .redeemDiscount, .replace, .cancelReplacement, .openTrace, .notifyStock, .followIncident,
            .creditInvoiceLine, .requestPrivacy, .orderNow, .bookRepair:
            .actsOnceByItself
        }
    }

    private static let parts: [(action: ShopAction, method: String, parts: [Substring])] = allCases.map {
        ($0, $0.place.method, $0.place.path.split(separator: "/"))
    }

    /// The action at a path below `/v1`, and what stood for its stars.
    static func find(method: String, _ path: [String]) -> (ShopAction, [String])? {
        for (action, wanted, parts) in parts where wanted == (method == "HEAD" ? "GET" : method) {
            guard parts.count == path.count, zip(parts, path).allSatisfy({ $0 == "*" || $0 == $1 }) else { continue }
            return (action, zip(parts, path).compactMap { $0 == "*" ? $1 : nil })
        }
        return nil
    }
}
