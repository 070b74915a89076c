internal import ChatProtocol
internal import Engagement
internal import Gateway
internal import Outreach
internal import Store
internal import Switchboard
internal import Vocabulary

/// What is known of a customer, for the agent who talks to them: `GET /v1/desk/timeline?conversation=…`. By a customer's
/// name (`?customer=…`) only supervisors look somebody up.
struct TimelineRoutes: Sendable {
    private static let path = "/v1/desk/timeline"

    let engagement: Engagement
    let access: DeskAccess
    let desk: DeskReception

    func response(to request: HTTPRequest) async -> HTTPResponse? {
        guard request.path == Self.path else { return nil }
        guard request.method == "GET" else { return .methodNotAllowed(allow: ["GET"]) }
        guard let visit = await access.visit(request.cookie(DeskRoutes.cookieName(request))) else {
            return Problem.response(401, "Sign in.")
        }
        let view: CustomerView?
        if let name = request.query("conversation"), !name.isEmpty {
            let conversation = ConversationID(name)
            do throws(StoreError) {
                guard try await desk.mayRead(conversation, visit.account) else {
                    return Problem.response(403, "That is somebody else's conversation.")
                }
            } catch {
                return Problem.response(503, "That could not be looked up; try again.")
            }
            view = engagement.customer(in: conversation)
        } else if let name = request.query("customer"), !name.isEmpty {
            guard visit.account.role.leads else { return Problem.response(403, "Supervisors may.") }
            view = engagement.customer(CustomerID(name))
        } else {
            return Problem.response(400, "Whose? 'conversation' or 'customer'.")
        }
        guard let view else { return Problem.response(404, "Nothing is known of them.") }
        return HTTPResponse.json(json(view).bytes).with("Cache-Control", "no-store")
    }

    private func json(_ view: CustomerView) -> JSON {
        var members: [JSON.Member] = []
        if let customer = view.customer { members.append(JSON.Member("customer", .string(customer.rawValue))) }
        members.append(JSON.Member("attributes", .array(attributes(of: view))))
        members.append(JSON.Member("events", .array(view.card.events.reversed().map(Self.json))))
        members.append(
            JSON.Member(
                "incidents",
                .array(
                    view.concerns.map {
                        [
                            "id": .string($0.incident.incident.id.rawValue),
                            "title": .string($0.incident.incident.title), "stage": .string($0.incident.stage.rawValue),
                            "reported": .bool($0.hasReported), "told": .bool($0.isTold),
                        ]
                    })))
        members.append(JSON.Member("alarms", .array(view.alarms.map(IncidentDocument.json))))
        return .object(members)
    }

    private func attributes(of view: CustomerView) -> [JSON] {
        view.card.attributes(at: engagement.moment).sorted { $0.key < $1.key }.map { name, attribute in
            var members = [
                JSON.Member("name", .string(name)), JSON.Member("value", .string(attribute.value)),
                JSON.Member("source", .string(attribute.source)), JSON.Member("at", StatusReport.json(attribute.at)),
            ]
            if let until = attribute.until { members.append(JSON.Member("until", StatusReport.json(until))) }
            return .object(members)
        }
    }

    private static func json(_ event: CustomerEvent) -> JSON {
        var members = [
            JSON.Member("at", StatusReport.json(event.at)), JSON.Member("kind", .string(event.sort)),
            JSON.Member("text", .string(event.words)), JSON.Member("source", .string(event.source)),
        ]
        if let due = event.due { members.append(JSON.Member("due", StatusReport.json(due))) }
        if case .contacted(let conversation) = event.kind {
            members.append(JSON.Member("conversation", .string(conversation.rawValue)))
        }
        return .object(members)
    }
}
