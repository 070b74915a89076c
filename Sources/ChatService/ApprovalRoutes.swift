internal import ChatProtocol
internal import Gateway
internal import Store
internal import Switchboard
internal import Vocabulary

/// Calls that wait for a person's word: for agents who are signed in at the desk, and for an agent in whose name
/// somebody with the key file in hand asks. Who may say yes to what is the same as at the desk.
struct ApprovalRoutes: Sendable {
    private static let path = "/v1/approvals"

    let approvals: any ApprovalsAtDesk
    let store: any ConversationStore
    let entry: OrderDesk

    func response(to request: HTTPRequest) async -> HTTPResponse? {
        let isDecision = request.path == Self.path + "/decisions"
        guard isDecision || request.path == Self.path else { return nil }
        let method = isDecision ? "POST" : "GET"
        guard request.method == method else { return .methodNotAllowed(allow: [method]) }
        guard let account = await account(of: request) else { return Problem.response(401, "Sign in at the desk.") }
        guard account.role != .author else { return Problem.response(403, "Not for authors.") }
        guard isDecision else { return .json(DeskFrame.approvals(await approvals.open(for: account)).bytes) }
        return await decide(request.body, account)
    }

    private func decide(_ body: [UInt8], _ account: AgentAccount) async -> HTTPResponse {
        guard let json = try? JSON.parse(body), case .string(let id)? = json["approval"] else {
            return Problem.response(400, "Name the approval.")
        }
        do throws(Refusal) {
            switch (json["note"], json["reason"]) {
            case (.string(let note)?, nil): try await approvals.approve(id, by: account, note: note)
            case (nil, .string(let reason)?):
                guard reason.contains(where: { !$0.isWhitespace }) else {
                    return Problem.response(400, "A no needs a reason.")
                }
                try await approvals.decline(id, by: account, reason: reason)
            default: return Problem.response(400, "A yes has a note, a no has a reason.")
            }
            return .noContent
        } catch {
            return Problem.response(Self.status(of: error.code), error.message)
        }
    }

    private func account(of request: HTTPRequest) async -> AgentAccount? {
        switch await entry.caller(of: request) {
        case .keyHolder(let name)?: try? await store.account(named: name.rawValue.lowercased())
        case .signedIn(let account)?: account
        case nil: nil
        }
    }

    private static func status(of code: Refusal.Code) -> Int {
        switch code {
        case .notFound: 404
        case .notAllowed: 403
        case .alreadyClaimed: 409
        case .tooLong: 413
        case .unavailable, .busy: 503
        case .rateLimited: 429
        case .unauthorized: 401
        case .badRequest, .unsupportedVersion, .helloFirst, .messageConflict, .notWaiting, .alreadyRated,
            .nothingToRate, .closed, .atCapacity, .notPresent, .slotTaken:
            400
        }
    }
}
