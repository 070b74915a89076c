import PlaybookModel
import Vocabulary

/// What outreach may say of the thing that it is about, by what made it be said.
enum OutreachFacts {
    static let incident: [String: ValueKind] = [
        "incident": .text, "incident_title": .text, "incident_state": .text, "incident_words": .text,
        "incident_since": .moment, "next_update": .moment, "status_url": .text, "others": .number,
    ]
    static let followUp: [String: ValueKind] = ["topic": .text, "outcome": .text, "resolved": .moment]

    static func known(to rule: Tripwire.Rule) -> [String: ValueKind] {
        switch rule {
        case .bill:
            [
                "bill": .text, "total": .money, "usual": .money, "difference": .money, "reasons": .list,
                "reasons_words": .text,
            ]
        case .usage: ["meter": .text, "usual": .number, "recent": .number, "direction": .text]
        case .overdue: ["last": .moment, "usual_days": .number, "days": .number]
        case .renewalFailed: ["subscription": .text, "since": .moment]
        case .late: ["order": .text, "promised": .moment, "expected": .moment]
        case .fault: ["device": .text, "observed": .text, "severity": .number, "suggestion": .text]
        case .milestone: ["day": .moment, "round": .number]
        }
    }

    /// Everything that any of them knows; of a name that means two things nothing is said.
    static func all(_ place: SourcePlace) -> [String: NameTable.KnownSlot] {
        let rules: [Tripwire.Rule] = [
            .bill(BillRule()), .usage(UsageRule(meter: "")), .overdue(OverdueRule(of: .contact, factor: 1, after: 2)),
            .renewalFailed(grace: .seconds(0)), .late(grace: .seconds(0)), .fault(severity: 1),
            .milestone(MilestoneRule("", offset: .seconds(0))),
        ]
        var kinds: [String: ValueKind] = incident
        for table in [followUp] + rules.map(known) { kinds.merge(table) { $0 == $1 ? $0 : .any } }
        return kinds.mapValues { NameTable.KnownSlot(draft: nil, type: .result, kind: $0, place: place) }
    }
}
