internal import ChatProtocol
internal import Engagement
internal import Outreach
internal import PlaybookModel
internal import Vocabulary

/// Incidents, drafts and alarms as the pages of whoever runs them read them.
enum IncidentDocument {
    /// `{"incident": …, "run": …}`
    static func json(_ board: IncidentBoard) -> JSON {
        guard case .object(let members) = json(board.run) else { return .null }
        let lead = JSON.Member("lead_seconds", board.lead.map { .integer($0.milliseconds / 1_000) } ?? .null)
        let reporters = JSON.Member("reporters", .integer(Int64(board.view.reporters)))
        return ["incident": json(board.view), "run": .object(members + [lead, reporters])]
    }

    static func json(_ run: CampaignRun) -> JSON {
        [
            "affected": .integer(Int64(run.affected)), "outreaches": .integer(Int64(run.counts.outreaches)),
            "threads": .integer(Int64(run.counts.threads)), "fixed": .integer(Int64(run.counts.fixed)),
            "failed": .integer(Int64(run.counts.failed)), "waiting": .integer(Int64(run.waiting)),
            "approvals": .array(run.approvals.map { .string($0.rawValue) }), "cleared": .bool(run.isCleared),
            "stopped": .bool(run.isStopped), "skipped": counts(run.counts.skipped),
        ]
    }

    /// How many would be told what way, and the words of some.
    static func json(_ trial: (run: CampaignDryRun, samples: [(telling: Telling, text: String)])) -> JSON {
        [
            "outreaches": .integer(Int64(trial.run.outreaches)), "threads": .integer(Int64(trial.run.threads)),
            "held": .integer(Int64(trial.run.held)), "needs_two_people": .bool(trial.run.needsTwoPeople),
            "skipped": counts(trial.run.skipped),
            "samples": .array(
                trial.samples.map {
                    ["customer": .string($0.telling.customer.rawValue), "text": .string($0.text)]
                }),
        ]
    }

    static func counts(_ reasons: [DropReason: Int]) -> JSON {
        .object(
            reasons.sorted { $0.key.rawValue < $1.key.rawValue }
                .map { JSON.Member($0.key.rawValue, .integer(Int64($0.value))) })
    }

    private static func json(_ view: IncidentView) -> JSON {
        [
            "id": .string(view.incident.id.rawValue), "title": .string(view.incident.title),
            "stage": .string(view.stage.rawValue), "impact": .string(view.incident.impact.rawValue),
            "components": .array(view.incident.components.map(JSON.string)),
            "intents": .array(view.incident.intents.map { .string($0.rawValue) }),
            "source": json(view.incident.source),
            "since": StatusReport.json(view.openedAt), "next_update": view.next.map(StatusReport.json) ?? .null,
            "reporters": .integer(Int64(view.reporters)),
            "story": .array(
                view.story.map {
                    ["stage": .string($0.stage.rawValue), "text": .string($0.text), "at": StatusReport.json($0.at)]
                }),
        ]
    }

    /// - Parameter reports: who spoke of it since it began.
    static func json(_ draft: Incident, reports: Int) -> JSON {
        [
            "id": .string(draft.id.rawValue), "title": .string(draft.title), "impact": .string(draft.impact.rawValue),
            "components": .array(draft.components.map(JSON.string)),
            "intents": .array(draft.intents.map { .string($0.rawValue) }), "source": json(draft.source),
            "since": draft.since.map(StatusReport.json) ?? .null, "reporters": .integer(Int64(reports)),
        ]
    }

    private static func json(_ source: IncidentSource) -> JSON {
        switch source {
        case .person(let agent): ["kind": "person", "name": .string(agent.rawValue)]
        case .monitor(let name): ["kind": "monitor", "name": .string(name)]
        case .spike(let alert): ["kind": "spike", "name": .string(alert)]
        }
    }

    /// What is owed to somebody in a conversation.
    static func json(_ alarm: CareAlarm) -> JSON {
        let kind: JSON
        let text: String
        let at: Timestamp
        switch alarm {
        case .promiseSoon(_, let words, let until): (kind, text, at) = ("promise_soon", words, until)
        case .promiseBroken(_, let words, let until): (kind, text, at) = ("promise_broken", words, until)
        case .silence(_, let since): (kind, text, at) = ("silence", "", since)
        case .followUp(_, _, _, let outcome, let resolved): (kind, text, at) = ("follow_up", outcome, resolved)
        }
        return [
            "kind": kind, "conversation": .string(alarm.conversation.rawValue), "text": .string(text),
            "at": StatusReport.json(at),
        ]
    }
}
