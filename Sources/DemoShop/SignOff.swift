/// Whose word stands behind money that is more than what needs nobody.
///
/// A name alone is no proof. What makes it one is how it gets here: only the chat service holds this API's token, it
/// fills the name in from its own book of approvals, for the very call that was shown and approved, and sends it under
/// that call's `Idempotency-Key`. Nothing that a visitor says, and no slot of a flow, can put a word into that place.
/// Here the name must be one that a desk could have, it is kept beside the money, and what it lets through is still
/// only the amount that the shop itself computes.
struct SignOff: Sendable {
    let name: String?

    /// - Parameter text: `approved_by` of a body.
    init(_ text: String?) throws(Refusal) {
        guard let text, !text.isEmpty else {
            name = nil
            return
        }
        let isName =
            text.utf8.count <= 64
            && text.utf8.allSatisfy { byte in
                switch byte {
                case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x40, 0x5F: true
                default: false
                }
            }
        guard isName else { throw .invalid("approved_by") }
        name = text
    }

    /// Passes what needs nobody, and what somebody has signed off.
    func check(_ minor: Int64, limit: Int64) throws(Refusal) {
        guard minor <= limit || name != nil else {
            throw Refusal(
                status: 422, code: "approval_required",
                message: "Over \(Pounds.text(limit, Catalogue.currency)) a person approves.")
        }
    }
}
