internal import ChatProtocol
internal import Gateway
internal import Insight
public import Reporting
internal import Store
internal import Vocabulary

/// Who answers questions about figures, alerts, the voice of the customer and what the articles do not know.
public struct ReportDesk: Sendable {
    let reporter: Reporter
    let voice: VoiceDesk
    let knowledge: KnowledgeDesk

    public init(reporter: Reporter, voice: VoiceDesk, knowledge: KnowledgeDesk) {
        self.reporter = reporter
        self.voice = voice
        self.knowledge = knowledge
    }
}

/// The figures, alerts, the digest and the gaps over HTTP, for whoever is signed in at the desk. Figures by agent, and
/// what is said about alerts, are for supervisors.
struct ReportRoutes: Sendable {
    private static let longestSnooze = 60 * 24 * 30

    let desk: ReportDesk
    let access: DeskAccess
    let origins: OriginPolicy
    let now: @Sendable () -> Timestamp

    func response(to request: HTTPRequest) async -> HTTPResponse? {
        let isAsking: Bool
        switch request.path {
        case "/api/v1/report", "/api/v1/alerts", "/api/v1/digest", "/api/v1/knowledge": isAsking = true
        case "/api/v1/alerts/snooze", "/api/v1/alerts/judge": isAsking = false
        default: return nil
        }
        guard request.method == (isAsking ? "GET" : "POST") else {
            return .methodNotAllowed(allow: [isAsking ? "GET" : "POST"])
        }
        guard let visit = await access.visit(request.cookie(DeskRoutes.cookieName(request))) else {
            return Problem.response(401, "Sign in.")
        }
        let isSupervisor = visit.account.role != .agent
        switch request.path {
        case "/api/v1/report": return await report(request, isSupervisor: isSupervisor)
        case "/api/v1/alerts": return fresh(.json(await desk.reporter.alerts().json))
        case "/api/v1/digest": return fresh(.json(await desk.voice.digest().json))
        case "/api/v1/knowledge": return fresh(.json(await desk.knowledge.report().json))
        default: break
        }
        guard isSupervisor else { return Problem.response(403, "Supervisors may.") }
        guard origins.admitsAgents(from: request.headers["Origin"]) else {
            return Problem.response(403, "Not from this page.")
        }
        return request.path.hasSuffix("judge") ? await judge(request) : await snooze(request)
    }

    /// `?from=2026-03-01&to=2026-03-31&by=intent&hours=open&format=csv`
    private func report(_ request: HTTPRequest, isSupervisor: Bool) async -> HTTPResponse {
        var days: [CivilDate?] = []
        for name in ["from", "to"] {
            let text = request.query(name) ?? ""
            let day = CivilDate(text)
            guard text.isEmpty || day != nil else { return Problem.response(400, "'\(name)' is no day: YYYY-MM-DD.") }
            days.append(day)
        }
        if let from = days[0], let to = days[1], to < from { return Problem.response(400, "'to' lies before 'from'.") }
        let wanted = request.query("by") ?? ""
        let by = ReportQuery.Breakdown(rawValue: wanted)
        guard wanted.isEmpty || by != nil else {
            return Problem.response(400, "'by' is one of intent, tag, queue, agent, version, channel.")
        }
        guard by != .agent || isSupervisor else {
            return Problem.response(403, "Figures by agent are for supervisors.")
        }
        let query = ReportQuery(from: days[0], to: days[1], by: by, businessHours: request.query("hours") == "open")
        let report = await desk.reporter.report(query)
        switch request.query("format") ?? "json" {
        case "json": return fresh(.json(report.json))
        case "csv":
            let name = "warmline-\(report.from.notation)-\(report.to.notation).csv"
            return fresh(HTTPResponse(status: 200, body: Array(report.csv.utf8)))
                .with("Content-Type", "text/csv; charset=utf-8")
                .with("Content-Disposition", "attachment; filename=\"\(name)\"")
        default: return Problem.response(400, "'format' is json or csv.")
        }
    }

    /// `{"key": "tag:checkout", "minutes": 120}`; 0 ends it.
    private func snooze(_ request: HTTPRequest) async -> HTTPResponse {
        guard let json = try? JSON.parse(request.body), case .string(let text)? = json["key"],
            let key = SpikeKey(text: text), text.utf8.count <= 200, case .integer(let minutes)? = json["minutes"],
            (0...Int64(Self.longestSnooze)).contains(minutes)
        else { return Problem.response(400, "A key and minutes are needed, thirty days at most.") }
        do throws(StoreError) {
            try await desk.reporter.snooze(key, until: now() + .minutes(minutes))
            return .noContent
        } catch {
            return Problem.response(503, "That could not be kept; try again.")
        }
    }

    /// `{"id": "spike:…", "right": true}`
    private func judge(_ request: HTTPRequest) async -> HTTPResponse {
        guard let json = try? JSON.parse(request.body), case .string(let id)? = json["id"],
            case .bool(let isRight)? = json["right"]
        else { return Problem.response(400, "An id, and whether it was right, are needed.") }
        do throws(StoreError) {
            guard try await desk.reporter.judge(id, isRight: isRight) else {
                return Problem.response(404, "There is no such alert.")
            }
            return .noContent
        } catch {
            return Problem.response(503, "That could not be kept; try again.")
        }
    }

    private func fresh(_ response: HTTPResponse) -> HTTPResponse {
        response.with("Cache-Control", "no-store")
    }
}
