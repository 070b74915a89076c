internal import ChatProtocol
internal import Engagement
internal import Foundation
internal import Gateway
internal import Outreach
internal import Store
internal import Switchboard
internal import Vocabulary

/// Who gives orders about incidents and outreach: signed in at the desk, or on this machine with the key file in hand.
struct OrderDesk: Sendable {
    enum Caller: Sendable {
        /// In whose name whoever has the key file asks.
        case keyHolder(AgentID)
        case signedIn(AgentAccount)
    }

    struct Person: Sendable {
        let agent: AgentID
        /// May tell others what to do.
        let leads: Bool
    }

    let access: DeskAccess
    let origins: OriginPolicy
    let key: SigningKey
    let now: Timestamp

    /// A cookie counts only from our own pages.
    func caller(of request: HTTPRequest) async -> Caller? {
        if let header = request.headers["Authorization"], header.hasPrefix("Bearer ") {
            return key.orderer(by: String(header.dropFirst(7)), at: now).map(Caller.keyHolder)
        }
        guard request.method == "GET" || origins.admitsAgents(from: request.headers["Origin"]) else { return nil }
        return await access.visit(request.cookie(DeskRoutes.cookieName(request))).map { .signedIn($0.account) }
    }

    func person(of request: HTTPRequest) async -> Person? {
        switch await caller(of: request) {
        case .keyHolder(let agent)?: Person(agent: agent, leads: true)
        case .signedIn(let account)?: Person(agent: account.id, leads: account.role.leads)
        case nil: nil
        }
    }

    static func problem(_ refusal: IncidentRefusal) -> HTTPResponse {
        switch refusal {
        case .unknown: Problem.response(404, "There is no such thing.")
        case .noWords: Problem.response(409, "The playbook has no words for it.")
        case .campaign(.samePerson): Problem.response(409, "You have said go; so many need a second person's word.")
        case .campaign(.stopped): Problem.response(409, "It is stopped.")
        case .campaign(.resolved): Problem.response(409, "It is over.")
        case .campaign(.tooMany): Problem.response(413, "So many people are more than one incident holds.")
        case .campaign: Problem.response(409, "That is not possible now.")
        case .store: Problem.response(503, "That could not be kept; please try again.").with("Retry-After", "2")
        }
    }
}

/// The body of an order.
struct OrderBody {
    private static let longest = 4_000

    private let json: JSON?

    init(_ body: [UInt8]) {
        json = try? JSON.parse(body)
    }

    func text(_ name: String) -> String? {
        guard case .string(let text)? = json?[name], !text.isEmpty, text.utf8.count <= Self.longest else { return nil }
        return text
    }

    func flag(_ name: String) -> Bool? {
        guard case .bool(let flag)? = json?[name] else { return nil }
        return flag
    }

    func texts(_ name: String) -> [String] {
        guard case .array(let values)? = json?[name] else { return [] }
        return values.compactMap { if case .string(let text) = $0 { text } else { nil } }
    }

    /// `next_minutes`: news is due so long from now.
    func next(from now: Timestamp) -> Timestamp? {
        guard case .integer(let minutes)? = json?["next_minutes"], (1...100_000).contains(minutes) else { return nil }
        return now + .minutes(minutes)
    }
}

extension Engagement {
    /// Whom an order is about: customers by name, or everyone of whom an attribute has a value. How many the latter were.
    func affect(_ id: CampaignID, as order: OrderBody) async throws(IncidentRefusal) -> Int? {
        guard let attribute = order.text("attribute"), let value = order.text("value") else {
            try await affect(id, order.texts("customers").map { CustomerID($0) })
            return nil
        }
        return try await affect(id, whose: attribute, is: value)
    }
}
