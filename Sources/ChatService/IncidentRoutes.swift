internal import ChatProtocol
internal import Engagement
internal import Foundation
internal import Gateway
internal import Outreach
internal import PlaybookModel
internal import Store
internal import Vocabulary

/// Incidents, for those who run them: signed in at the desk as a supervisor, or with the key file in hand.
struct IncidentRoutes: Sendable {
    private static let prefix = "/v1/incidents"

    let engagement: Engagement
    let access: DeskAccess
    let origins: OriginPolicy
    let key: SigningKey
    let now: Timestamp

    func response(to request: HTTPRequest) async -> HTTPResponse? {
        guard request.path == Self.prefix || request.path.hasPrefix(Self.prefix + "/") || request.path == "/v1/outreach"
        else { return nil }
        guard let agent = await orderer(request) else { return Problem.response(401, "Sign in as a supervisor.") }
        if request.path == "/v1/outreach" { return outreach(request) }
        let parts = request.path.dropFirst(Self.prefix.count).split(separator: "/").map(String.init)
        do throws(IncidentRefusal) {
            switch (request.method, parts.count) {
            case ("GET", 0): return .json(list.bytes)
            case ("POST", 0): return try await open(request, by: agent)
            case ("GET", 1): return board(CampaignID(parts[0]))
            case ("POST", 2): return try await act(CampaignID(parts[0]), parts[1], request, by: agent)
            default: return Problem.response(404, "There is no such thing to do.")
            }
        } catch {
            return Self.problem(error)
        }
    }

    /// A cookie counts only from our own pages.
    private func orderer(_ request: HTTPRequest) async -> AgentID? {
        if let header = request.headers["Authorization"], header.hasPrefix("Bearer ") {
            return key.orderer(by: String(header.dropFirst(7)), at: now)
        }
        guard request.method == "GET" || origins.admitsAgents(from: request.headers["Origin"]) else { return nil }
        let name = request.isSecure ? "__Host-warmline_desk" : "warmline_desk"
        guard let visit = await access.visit(request.cookie(name)), visit.account.role != .agent else { return nil }
        return visit.account.id
    }

    // MARK: Reading

    private var list: JSON {
        [
            "incidents": .array(engagement.incidents.map { Self.json($0) }),
            "drafts": .array(
                engagement.drafts.map { ["id": .string($0.id.rawValue), "title": .string($0.title)] }),
        ]
    }

    private func board(_ id: CampaignID) -> HTTPResponse {
        guard let board = engagement.board(of: id) else { return Problem.response(404, "There is no such incident.") }
        let run: JSON = [
            "affected": .integer(Int64(board.affected)), "reporters": .integer(Int64(board.view.reporters)),
            "outreaches": .integer(Int64(board.counts.outreaches)), "threads": .integer(Int64(board.counts.threads)),
            "fixed": .integer(Int64(board.counts.fixed)), "failed": .integer(Int64(board.counts.failed)),
            "waiting": .integer(Int64(board.waiting)),
            "approvals": .array(board.approvals.map { .string($0.rawValue) }), "cleared": .bool(board.isCleared),
            "stopped": .bool(board.isStopped),
        ]
        return .json((["incident": Self.json(board.view), "run": run] as JSON).bytes)
    }

    private func outreach(_ request: HTTPRequest) -> HTTPResponse {
        guard request.method == "GET" else { return .methodNotAllowed(allow: ["GET"]) }
        let figures = engagement.figures
        let body: JSON = [
            "fired": .integer(Int64(figures.fired)), "sent": .integer(Int64(figures.sent)),
            "posted": .integer(Int64(figures.posted)), "failed": .integer(Int64(figures.failed)),
            "waiting": .integer(Int64(figures.waiting)), "customers": .integer(Int64(figures.customers)),
            "dropped": .object(
                figures.dropped.sorted { $0.key.rawValue < $1.key.rawValue }
                    .map { JSON.Member($0.key.rawValue, .integer(Int64($0.value))) }),
        ]
        return .json(body.bytes)
    }

    private static func json(_ view: IncidentView) -> JSON {
        [
            "id": .string(view.incident.id.rawValue), "title": .string(view.incident.title),
            "stage": .string(view.stage.rawValue), "impact": .string(view.incident.impact.rawValue),
            "components": .array(view.incident.components.map(JSON.string)),
            "intents": .array(view.incident.intents.map { .string($0.rawValue) }),
            "since": StatusReport.json(view.openedAt), "next_update": view.next.map(StatusReport.json) ?? .null,
            "reporters": .integer(Int64(view.reporters)),
            "story": .array(
                view.story.map {
                    ["stage": .string($0.stage.rawValue), "text": .string($0.text), "at": StatusReport.json($0.at)]
                }),
        ]
    }

    // MARK: Doing

    private func open(_ request: HTTPRequest, by agent: AgentID) async throws(IncidentRefusal) -> HTTPResponse {
        let order = IncidentOrder(request.body)
        guard let title = order.text("title") else { return Problem.response(400, "An incident needs a title.") }
        var draft = IncidentDraft(title: title, source: .person(agent))
        if let impact = order.text("impact") {
            guard let impact = IncidentImpact(rawValue: impact) else {
                return Problem.response(400, "An impact is none, minor, major or critical.")
            }
            draft.impact = impact
        }
        let known = Set(engagement.components.map(\.id))
        draft.components = order.texts("components")
        guard draft.components.allSatisfy(known.contains) else {
            return Problem.response(400, "The status page has no such component.")
        }
        draft.intents = order.texts("intents").map { IntentName($0) }
        draft.text = order.text("text") ?? draft.text
        draft.next = order.next(from: now)
        let id = try await engagement.open(draft, id: order.text("id").map { CampaignID($0) })
        return .json((["id": .string(id.rawValue)] as JSON).bytes, status: 201)
    }

    private func act(
        _ id: CampaignID, _ deed: String, _ request: HTTPRequest, by agent: AgentID
    ) async throws(IncidentRefusal) -> HTTPResponse {
        let order = IncidentOrder(request.body)
        switch deed {
        case "updates":
            guard let text = order.text("text"), let stage = order.text("stage").flatMap(IncidentStage.init) else {
                return Problem.response(400, "An update needs a text and a stage.")
            }
            try await engagement.move(
                id, to: stage, text: text, next: order.next(from: now), tell: order.flag("tell") ?? true)
        case "affected":
            if let attribute = order.text("attribute"), let value = order.text("value") {
                let count = try await engagement.affect(id, whose: attribute, is: value)
                return .json((["affected": .integer(Int64(count))] as JSON).bytes)
            }
            try await engagement.affect(id, order.texts("customers").map { CustomerID($0) })
        case "go": try await engagement.go(id, by: agent)
        case "stop": try await engagement.stop(id, by: agent)
        case "resume": try await engagement.resume(id, by: agent)
        case "dry-run":
            let (run, samples) = try await engagement.dryRun(id)
            let body: JSON = [
                "outreaches": .integer(Int64(run.outreaches)), "threads": .integer(Int64(run.threads)),
                "held": .integer(Int64(run.held)), "needs_two_people": .bool(run.needsTwoPeople),
                "skipped": .object(
                    run.skipped.sorted { $0.key.rawValue < $1.key.rawValue }
                        .map { JSON.Member($0.key.rawValue, .integer(Int64($0.value))) }),
                "samples": .array(
                    samples.map {
                        ["customer": .string($0.telling.customer.rawValue), "text": .string($0.text)]
                    }),
            ]
            return .json(body.bytes)
        default: return Problem.response(404, "There is no such thing to do.")
        }
        return board(id)
    }

    private static func problem(_ refusal: IncidentRefusal) -> HTTPResponse {
        switch refusal {
        case .unknown: Problem.response(404, "There is no such incident.")
        case .noWords: Problem.response(409, "tripwires.yaml has no words for incidents.")
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
private struct IncidentOrder {
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
