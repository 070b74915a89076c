internal import ChatProtocol
internal import Gateway
internal import Mail
internal import Vocabulary
public import Webhooks

/// What other machines tell us: events of other systems, mail that came in, and providers' reports about long actions.
public struct MachineRoutes: Sendable {
    /// What other machines say in headers of their own: Standard Webhooks, and CloudEvents in binary mode.
    static let headers = [
        "webhook-id", "webhook-timestamp", "webhook-signature", "ce-specversion", "ce-id", "ce-source", "ce-type",
        "ce-subject", "ce-time", "ce-dataschema",
    ]
    private static let callbacks = "/api/v1/callbacks/"
    private static let mail = "/api/v1/mail"
    /// Where a body may be larger than elsewhere.
    static let bodyLimits = [mail: ReceivedMail.longest]

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
        if request.path == Self.mail, let events {
            guard request.method == "POST" else { return .methodNotAllowed(allow: ["POST"]) }
            return await taken(request, events, read: Self.mail)
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

    /// A mail as it came (RFC 5322) is an event of its own name, so that it is taken in once.
    private static func mail(_ body: [UInt8], _: [String: String]) throws(CloudEventFault) -> [CloudEvent] {
        guard let mail = ReceivedMail(body) else {
            throw CloudEventFault("the body is no mail with From and Message-ID")
        }
        return [
            CloudEvent(
                name: CloudEvent.Name(source: "mail", id: mail.id), type: "dev.warmline.mail.received",
                subject: mail.from.address,
                data: .record([
                    "message_id": .text(mail.id), "subject": .text(mail.subject), "text": .text(mail.text),
                    "automatic": .flag(mail.isAutomatic),
                ]))
        ]
    }

    private func taken(
        _ request: HTTPRequest, _ events: EventIntake,
        read: ([UInt8], [String: String]) throws(CloudEventFault) -> [CloudEvent] = CloudEventReader.read
    ) async -> HTTPResponse {
        var headers: [String: String] = [:]
        for header in request.headers.fields where headers[header.name.lowercased()] == nil {
            headers[header.name.lowercased()] = header.value
        }
        switch await events.take(request.body, headers: headers, read: read) {
        case .taken(let new, let repeated):
            let body: JSON = ["taken": .integer(Int64(new)), "repeated": .integer(Int64(repeated))]
            return .json(body.bytes, status: 202)
        case .refused(let status, let words):
            let response = Problem.response(status, words)
            return status == 503 ? response.with("Retry-After", "5") : response
        }
    }
}
