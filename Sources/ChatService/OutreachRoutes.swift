internal import ChatProtocol
internal import Engagement
internal import Gateway
internal import Outreach
internal import PlaybookModel
internal import Vocabulary

/// Writing first, for those who answer for it: figures, what tripwires are about to send, and messages to many that
/// somebody has prepared.
struct OutreachRoutes: Sendable {
    private static let prefix = "/v1/outreach"

    let engagement: Engagement
    let entry: OrderDesk

    func response(to request: HTTPRequest) async -> HTTPResponse? {
        guard request.path == Self.prefix || request.path.hasPrefix(Self.prefix + "/") else { return nil }
        guard let person = await entry.person(of: request) else { return Problem.response(401, "Sign in at the desk.") }
        guard person.leads else { return Problem.response(403, "Supervisors may.") }
        let parts = request.path.dropFirst(Self.prefix.count).split(separator: "/").map(String.init)
        do throws(IncidentRefusal) {
            switch (request.method, parts.count, parts.first) {
            case ("GET", 0, _): return HTTPResponse.json(overview.bytes).with("Cache-Control", "no-store")
            case ("POST", 1, "campaigns"): return try await prepare(request)
            case ("POST", 3, "campaigns"):
                return try await act(CampaignID(parts[1]), parts[2], request, by: person.agent)
            case ("POST", 3, "tripwires"): return try await act(TripwireName(parts[1]), parts[2], by: person.agent)
            default: return Problem.response(404, "There is no such thing to do.")
            }
        } catch {
            return OrderDesk.problem(error)
        }
    }

    private var overview: JSON {
        let figures = engagement.figures
        return [
            "fired": .integer(Int64(figures.fired)), "sent": .integer(Int64(figures.sent)),
            "posted": .integer(Int64(figures.posted)), "failed": .integer(Int64(figures.failed)),
            "waiting": .integer(Int64(figures.waiting)), "customers": .integer(Int64(figures.customers)),
            "dropped": IncidentDocument.counts(figures.dropped),
            "tripwires": .array(
                engagement.tripwires.map {
                    [
                        "tripwire": .string($0.tripwire.rawValue), "waiting": .integer(Int64($0.waiting)),
                        "sent_today": .integer(Int64($0.sentWithinADay)),
                        "approvals": .array($0.approvals.map { .string($0.rawValue) }),
                        "stopped": .bool($0.isStopped), "held": .bool($0.isHeld),
                    ]
                }),
            "campaigns": .array(engagement.outreaches.map(json)),
        ]
    }

    private func json(_ board: OutreachBoard) -> JSON {
        [
            "id": .string(board.plan.id.rawValue), "title": .string(board.plan.title),
            "say": .string(board.plan.notice.rawValue), "purpose": .string(board.plan.purpose.rawValue),
            "since": StatusReport.json(board.openedAt), "run": IncidentDocument.json(board.run),
        ]
    }

    /// `{"title", "say", "purpose", "opens"?, "id"?}`
    private func prepare(_ request: HTTPRequest) async throws(IncidentRefusal) -> HTTPResponse {
        let order = OrderBody(request.body)
        guard let title = order.text("title"), let say = order.text("say"),
            let purpose = order.text("purpose").flatMap(Purpose.init)
        else {
            return Problem.response(400, "A title, the response to say, and a purpose: service, marketing or incident.")
        }
        let id = try await engagement.prepare(
            OutreachOrder(
                title: title, say: ResponseName(say), purpose: purpose,
                opens: order.text("opens").map { IntentName($0) }),
            id: order.text("id").map { CampaignID($0) })
        return .json((["id": .string(id.rawValue)] as JSON).bytes, status: 201)
    }

    private func act(
        _ id: CampaignID, _ deed: String, _ request: HTTPRequest, by agent: AgentID
    ) async throws(IncidentRefusal) -> HTTPResponse {
        switch deed {
        case "affected": _ = try await engagement.affect(id, as: OrderBody(request.body))
        case "go": try await engagement.go(id, by: agent)
        case "stop": try await engagement.stop(id, by: agent)
        case "resume": try await engagement.resume(id, by: agent)
        case "dry-run": return .json(IncidentDocument.json(try await engagement.dryRun(id)).bytes)
        default: return Problem.response(404, "There is no such thing to do.")
        }
        guard let board = engagement.outreaches.first(where: { $0.plan.id == id }) else {
            return Problem.response(404, "There is no such thing.")
        }
        return .json(json(board).bytes)
    }

    private func act(
        _ tripwire: TripwireName, _ deed: String, by agent: AgentID
    ) async throws(IncidentRefusal) -> HTTPResponse {
        switch deed {
        case "go": try await engagement.go(tripwire: tripwire, by: agent)
        case "stop": try await engagement.stop(tripwire: tripwire, by: agent)
        case "resume": try await engagement.resume(tripwire: tripwire, by: agent)
        default: return Problem.response(404, "There is no such thing to do.")
        }
        return .noContent
    }
}
