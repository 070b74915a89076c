internal import ChatProtocol
internal import Gateway
public import Webhooks

/// What other machines tell us: events of other systems, and providers' reports about long actions.
public struct MachineRoutes: Sendable {
    /// What other machines say in headers of their own: Standard Webhooks, and CloudEvents in binary mode.
    static let headers = [
        "webhook-id", "webhook-timestamp", "webhook-signature", "ce-specversion", "ce-id", "ce-source", "ce-type",
        "ce-subject", "ce-time", "ce-dataschema",
    ]
    private static let callbacks = "/api/v1/callbacks/"

    private let events: EventIntake?
    private let callbacks: CallbackDesk?

    public init(events: EventIntake?, callbacks: CallbackDesk?) {
        self.events = events
        self.callbacks = callbacks
    }

    func response(to request: HTTPRequest) async -> HTTPResponse? {
        if request.path == "/api/v1/events", let events {
            guard request.method == "POST" else { return .methodNotAllowed(allow: ["POST"]) }
            return await taken(request, events)
        }
        if request.path.hasPrefix(Self.callbacks), let callbacks {
            guard request.method == "POST" else { return .methodNotAllowed(allow: ["POST"]) }
            let provider = String(request.path.dropFirst(Self.callbacks.count))
            let status = await callbacks.take(request.body, from: provider) { request.headers[$0] }
            switch status {
            case 204: return .noContent
            case 200: return .json((["repeated": true] as JSON).bytes)
            default: return Problem.response(status, "The report is not taken.")
            }
        }
        return nil
    }

    private func taken(_ request: HTTPRequest, _ events: EventIntake) async -> HTTPResponse {
        var headers: [String: String] = [:]
        for header in request.headers.fields where headers[header.name.lowercased()] == nil {
            headers[header.name.lowercased()] = header.value
        }
        switch await events.take(request.body, headers: headers) {
        case .taken(let new, let repeated):
            let body: JSON = ["taken": .integer(Int64(new)), "repeated": .integer(Int64(repeated))]
            return .json(body.bytes, status: 202)
        case .refused(let status, let words):
            let response = Problem.response(status, words)
            return status == 503 ? response.with("Retry-After", "5") : response
        }
    }
}
