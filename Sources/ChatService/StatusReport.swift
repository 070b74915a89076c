internal import ChatProtocol
internal import Engagement
internal import Foundation
internal import Outreach
internal import PlaybookModel
internal import Vocabulary

/// How things stand, in the form that status pages share (Statuspage API v2).
struct StatusReport {
    let company: String
    let address: String
    let components: [IncidentTerms.Component]
    /// The latest first.
    let incidents: [IncidentView]
    let now: Timestamp

    var open: [IncidentView] { incidents.filter { $0.stage != .resolved } }

    /// The worst of what is open.
    var indicator: IncidentImpact {
        let order: [IncidentImpact] = [.none, .minor, .major, .critical]
        return open.map(\.incident.impact).max { (order.firstIndex(of: $0) ?? 0) < (order.firstIndex(of: $1) ?? 0) }
            ?? .none
    }

    var description: String {
        switch indicator {
        case .none: open.isEmpty ? "All Systems Operational" : "Looking Into It"
        case .minor: "Minor Service Outage"
        case .major: "Partial System Outage"
        case .critical: "Major Service Outage"
        }
    }

    /// In the words of the form.
    func status(of component: IncidentTerms.Component) -> String {
        let concerned = open.filter { $0.incident.components.contains(component.id) }.map(\.incident.impact)
        if concerned.contains(.critical) { return "major_outage" }
        if concerned.contains(.major) { return "partial_outage" }
        return concerned.isEmpty ? "operational" : "degraded_performance"
    }

    var summary: JSON {
        [
            "page": page, "status": status, "components": .array(components.map(json)),
            "incidents": .array(open.map(json)), "scheduled_maintenances": .array([]),
        ]
    }

    var statusAlone: JSON { ["page": page, "status": status] }
    var componentsAlone: JSON { ["page": page, "components": .array(components.map(json))] }
    func incidents(unresolved: Bool) -> JSON {
        ["page": page, "incidents": .array((unresolved ? open : incidents).map(json))]
    }
    var maintenances: JSON { ["page": page, "scheduled_maintenances": .array([])] }

    private var page: JSON {
        let updated = incidents.compactMap(\.story.last?.at).max() ?? now
        return [
            "id": .string("warmline"), "name": .string(company), "url": .string(address),
            "time_zone": .string("Etc/UTC"), "updated_at": Self.json(updated),
        ]
    }

    private var status: JSON {
        ["indicator": .string(indicator.rawValue), "description": .string(description)]
    }

    private func json(_ component: IncidentTerms.Component) -> JSON {
        [
            "id": .string(component.id), "name": .string(component.title), "status": .string(status(of: component)),
            "page_id": .string("warmline"), "group": .bool(false), "only_show_if_degraded": .bool(false),
        ]
    }

    private func json(_ view: IncidentView) -> JSON {
        let concerned = components.filter { view.incident.components.contains($0.id) }
        return [
            "id": .string(view.incident.id.rawValue), "name": .string(view.incident.title),
            "status": .string(view.stage.rawValue), "impact": .string(view.incident.impact.rawValue),
            "created_at": Self.json(view.openedAt), "started_at": Self.json(view.openedAt),
            "updated_at": Self.json(view.story.last?.at ?? view.openedAt),
            "resolved_at": view.resolvedAt.map(Self.json) ?? .null,
            "shortlink": .string("\(address)#\(view.incident.id.rawValue)"), "page_id": .string("warmline"),
            "components": .array(concerned.map(json)),
            "incident_updates": .array(
                view.story.enumerated().reversed().map { number, update in
                    [
                        "id": .string("\(view.incident.id.rawValue)-\(number + 1)"),
                        "status": .string(update.stage.rawValue), "body": .string(update.text),
                        "incident_id": .string(view.incident.id.rawValue), "created_at": Self.json(update.at),
                        "display_at": Self.json(update.at), "updated_at": Self.json(update.at),
                    ]
                }),
        ]
    }

    static func json(_ moment: Timestamp) -> JSON {
        .string(notation(of: moment))
    }

    /// RFC 3339 with milliseconds.
    static func notation(of moment: Timestamp) -> String {
        Date(timeIntervalSince1970: Double(moment.milliseconds) / 1_000)
            .formatted(
                .iso8601.year().month().day().time(includingFractionalSeconds: true).timeZone(separator: .omitted))
    }
}
