internal import GRDB

/// One request of an action, its body read and checked before any transaction begins.
struct ShopWork: Sendable {
    /// Writes even where it only looks: misses of a check are counted, an offer that was made is remembered.
    let writes: Bool
    let run: @Sendable (Database) throws -> Answer

    /// - Parameter subjects: the parts of the path that say to what.
    init(
        _ action: ShopAction, _ subjects: [String], body bytes: [UInt8], publicURL: String, now: ShopTime
    ) throws(Refusal) {
        let subject = subjects.first ?? ""
        writes = action == .checkIdentity || action == .quoteChange || action.effect != .looks
        switch action {
        case .lookUp:
            run = { try OrderLookUp.answer($0, order: subject, line: nil, now: now) }
        case .lookUpItem:
            run = { try OrderLookUp.answer($0, order: subject, line: subjects.last, now: now) }
        case .cancel:
            let fields = try body(bytes, as: Cancellation.Fields.self)
            run = { try Cancellation.answer($0, order: subject, fields, now: now) }
        case .quoteAddress:
            let fields = try body(bytes, as: NewAddress.self)
            run = { try AddressChange.quote($0, order: subject, fields, now: now) }
        case .changeAddress:
            let address = try body(bytes, as: NewAddress.self)
            let shown = try body(bytes, as: AddressChange.Shown.self)
            run = { try AddressChange.answer($0, order: subject, address, shown, now: now) }
        case .checkIdentity:
            let fields = try body(bytes, as: IdentityCheck.Fields.self)
            run = { try IdentityCheck.answer($0, fields, now: now) }
        case .refund:
            let fields = try body(bytes, as: RefundCreation.Fields.self)
            run = { try RefundCreation.answer($0, order: subject, fields, now: now) }
        case .openReturn:
            let fields = try body(bytes, as: ReturnCreation.Fields.self)
            run = { try ReturnCreation.answer($0, order: subject, fields, publicURL: publicURL, now: now) }
        case .cancelReturn:
            run = { try ReturnCreation.cancel($0, id: subject, now: now) }
        case .bookLabel:
            run = { try LabelBooking.answer($0, return: subject, publicURL: publicURL, now: now) }
        case .issueDiscount:
            let fields = try body(bytes, as: Discounts.Fields.self)
            run = { try Discounts.issue($0, order: subject, fields, now: now) }
        case .voidDiscount:
            run = { try Discounts.void($0, code: subject, now: now) }
        case .redeemDiscount:
            let fields = try body(bytes, as: Discounts.Redemption.self)
            run = { try Discounts.redeem($0, code: subject, fields, now: now) }
        case .replace:
            let fields = try body(bytes, as: Replacement.Fields.self)
            run = { try Replacement.answer($0, order: subject, fields, now: now) }
        case .cancelReplacement:
            run = { try Replacement.cancel($0, id: subject, now: now) }
        case .bookRepair:
            let fields = try body(bytes, as: RepairBooking.Fields.self)
            run = { try RepairBooking.answer($0, order: subject, fields, now: now) }
        case .openTrace:
            _ = try body(bytes, as: TraceOpening.Fields.self)
            run = { try TraceOpening.answer($0, order: subject, now: now) }
        case .sendReset:
            let fields = try body(bytes, as: PasswordReset.Fields.self)
            run = { try PasswordReset.answer($0, fields, publicURL: publicURL, now: now) }
        case .openReset:
            let fields = try body(bytes, as: AccountFields.self)
            run = { try ResetPage.answer($0, fields, publicURL: publicURL, now: now) }
        case .saveAddress:
            let fields = try body(bytes, as: NewAddress.self)
            run = { try AddressChange.save($0, fields, now: now) }
        case .sendCode:
            let fields = try body(bytes, as: AccountFields.self)
            run = { try OneTimeCode.send($0, fields, now: now) }
        case .checkCode:
            let fields = try body(bytes, as: OneTimeCode.Fields.self)
            run = { try OneTimeCode.check($0, fields, now: now) }
        case .lookUpSubscription:
            let fields = try body(bytes, as: AccountFields.self)
            run = { try SubscriptionLookUp.answer($0, fields, now: now) }
        case .cardLink:
            run = { try CardLink.answer($0, subscription: subject, publicURL: publicURL, now: now) }
        case .quoteChange:
            let fields = try body(bytes, as: SubscriptionChange.Fields.self)
            run = { try SubscriptionChange.quote($0, subscription: subject, fields, now: now) }
        case .changeSubscription:
            let fields = try body(bytes, as: SubscriptionChange.Fields.self)
            run = { try SubscriptionChange.answer($0, subscription: subject, fields, now: now) }
        case .retryCharge:
            let fields = try body(bytes, as: RenewalCharge.Fields.self)
            run = { try RenewalCharge.answer($0, subscription: subject, fields, now: now) }
        case .lookUpStock:
            let fields = try body(bytes, as: StockLookUp.Fields.self)
            run = { try StockLookUp.answer($0, fields, now: now) }
        case .notifyStock:
            let fields = try body(bytes, as: StockNotice.Fields.self)
            run = { try StockNotice.answer($0, fields, now: now) }
        case .quoteOrder:
            let fields = try body(bytes, as: ChatOrder.Wish.self)
            run = { try ChatOrder.quote($0, fields, now: now) }
        case .orderNow:
            let fields = try body(bytes, as: ChatOrder.Fields.self)
            run = { try ChatOrder.order($0, fields, now: now) }
        case .lookUpIncident:
            let fields = try body(bytes, as: Incidents.Fields.self)
            run = { try Incidents.lookUp($0, fields, now: now) }
        case .followIncident:
            let fields = try body(bytes, as: AccountFields.self)
            run = { try Incidents.follow($0, incident: subject, fields, now: now) }
        case .reportBug:
            let fields = try body(bytes, as: BugReport.Fields.self)
            run = { try BugReport.answer($0, fields, now: now) }
        case .lookUpInvoice:
            let fields = try body(bytes, as: InvoiceLookUp.Fields.self)
            run = { try InvoiceLookUp.answer($0, fields) }
        case .checkInvoiceLine:
            let fields = try body(bytes, as: InvoiceLineCheck.Fields.self)
            run = { try InvoiceLineCheck.answer($0, invoice: subject, fields) }
        case .creditInvoiceLine:
            let fields = try body(bytes, as: InvoiceCredit.Fields.self)
            run = { try InvoiceCredit.answer($0, invoice: subject, fields, now: now) }
        case .sendTranscript:
            let fields = try body(bytes, as: TranscriptLetter.Fields.self)
            run = { try TranscriptLetter.answer($0, fields, now: now) }
        case .sendRefusal:
            let fields = try body(bytes, as: RefusalLetter.Fields.self)
            run = { try RefusalLetter.answer($0, fields, now: now) }
        case .checkPrivacy:
            let fields = try body(bytes, as: AccountFields.self)
            run = { try PrivacyRequest.lookUp($0, fields) }
        case .requestPrivacy:
            let fields = try body(bytes, as: PrivacyRequest.Fields.self)
            run = { try PrivacyRequest.answer($0, fields, now: now) }
        }
    }
}
