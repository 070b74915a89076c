internal import ChatProtocol
internal import Engagement
internal import Foundation
internal import Gateway
internal import Outreach
internal import PlaybookModel
internal import Store
internal import Switchboard
internal import Vocabulary

/// Incidents: everybody at the desk sees them; supervisors, and whoever has the key file in hand, run them.
struct IncidentRoutes: Sendable {
    private static let prefix = "/v1/incidents"

    let engagement: Engagement
    let entry: OrderDesk
    let shelf: PlaybookShelf
    let now: Timestamp

    func response(to request: HTTPRequest) async -> HTTPResponse? {
        guard request.path == Self.prefix || request.path.hasPrefix(Self.prefix + "/") else { return nil }
        let person = await entry.person(of: request)
        guard let person else { return Problem.response(401, "Sign in at the desk.") }
        let isReading = request.method == "GET"
        guard person.leads || isReading else { return Problem.response(403, "Supervisors may.") }
        let agent = person.agent
        let parts = request.path.dropFirst(Self.prefix.count).split(separator: "/").map(String.init)
        do throws(IncidentRefusal) {
            switch (request.method, parts.count) {
            case ("GET", 0): return .json(list(for: person).bytes)
            case ("POST", 0): return try await open(request, by: agent)
            case ("GET", 1): return board(CampaignID(parts[0]))
            case ("POST", 2): return try await act(CampaignID(parts[0]), parts[1], request, by: agent)
            default: return Problem.response(404, "There is no such thing to do.")
            }
        } catch {
            return OrderDesk.problem(error)
        }
    }

    // MARK: Reading

    /// What is open, for everybody who works here; drafts and what is owed, for those who run them.
    private func list(for person: OrderDesk.Person) -> JSON {
        [
            "incidents": .array(
                engagement.incidents.compactMap { engagement.board(of: $0.incident.id) }.map(IncidentDocument.json)),
            "drafts": .array(
                (person.leads ? engagement.drafts : []).map {
                    IncidentDocument.json($0, reports: engagement.reports(of: $0))
                }),
            "alarms": .array((person.leads ? engagement.standingAlarms : []).map(IncidentDocument.json)),
            "components": .array(
                engagement.components.map { ["id": .string($0.id), "title": .string($0.title)] }),
            "intents": .array(intents),
            "has_words": .bool(hasWords),
        ]
    }

    private func board(_ id: CampaignID) -> HTTPResponse {
        guard let board = engagement.board(of: id) else { return Problem.response(404, "There is no such incident.") }
        return .json(IncidentDocument.json(board).bytes)
    }

    /// What can be asked about at all; commands such as yes and no are about nothing.
    private var intents: [JSON] {
        shelf.current.playbook.intents.compactMap { intent in
            switch intent.outcome {
            case .command: nil
            case .response, .flow, .article: .string(intent.name.rawValue)
            }
        }
    }

    private var hasWords: Bool { shelf.current.playbook.outreach.incidents.notice != nil }

    // MARK: Doing

    private func open(_ request: HTTPRequest, by agent: AgentID) async throws(IncidentRefusal) -> HTTPResponse {
        let order = OrderBody(request.body)
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
        let order = OrderBody(request.body)
        switch deed {
        case "updates":
            guard let text = order.text("text"), let stage = order.text("stage").flatMap(IncidentStage.init) else {
                return Problem.response(400, "An update needs a text and a stage.")
            }
            try await engagement.move(
                id, to: stage, text: text, next: order.next(from: now), tell: order.flag("tell") ?? true)
        case "affected":
            if let count = try await engagement.affect(id, as: order) {
                return .json((["affected": .integer(Int64(count))] as JSON).bytes)
            }
        case "go": try await engagement.go(id, by: agent)
        case "stop": try await engagement.stop(id, by: agent)
        case "dismiss":
            try await engagement.dismiss(id, by: agent)
            return .noContent
        case "resume": try await engagement.resume(id, by: agent)
        case "dry-run": return .json(IncidentDocument.json(try await engagement.dryRun(id)).bytes)
        default: return Problem.response(404, "There is no such thing to do.")
        }
        return board(id)
    }
}
