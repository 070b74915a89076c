public import Telemetry
internal import Vocabulary

/// Counts what turns did, for `/metrics`.
public struct TurnMetrics: TurnObserver {
    private let events: [String: Counter]
    private let turns: Counter

    public init(registry: MetricsRegistry) {
        turns = registry.counter("warmline_turns_total", help: "Turns committed.")
        var events: [String: Counter] = [:]
        for kind in [
            "visitor_line", "bot_line", "agent_line", "action", "escalation", "resolution", "rating", "failure",
        ] {
            events[kind] = registry.counter(
                "warmline_events_total", help: "Events committed, by kind.", labels: ["kind": kind])
        }
        self.events = events
    }

    public func committed(_ turn: CommittedTurn) {
        turns.add()
        for record in turn.records {
            guard let kind = Self.kind(of: record.event) else { continue }
            events[kind]?.add()
        }
    }

    private static func kind(of event: Event) -> String? {
        switch event {
        case .visitorSaid: "visitor_line"
        case .botSaid: "bot_line"
        case .agentSaid: "agent_line"
        case .actionFinished: "action"
        case .escalated: "escalation"
        case .resolved: "resolution"
        case .rated: "rating"
        case .turnFailed: "failure"
        case .opened, .understood, .noted, .flowStarted, .stepEntered, .flowResumed, .flowEnded, .slotAsked,
            .slotFilled, .slotCleared, .confirmationShown, .confirmed, .verified, .articleShown, .fellBack,
            .actionStarted, .timerSet, .timerFired, .agentJoined, .agentLeft, .requestKept, .requestSettled,
            .promised, .waitBegan, .signalled, .returned, .leftQueue, .callbackBooked, .tagged:
            nil
        }
    }
}
