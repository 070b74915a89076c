internal import Insight
internal import Outreach
internal import PlaybookModel
public import Reporting
internal import Switchboard
internal import Vocabulary

/// Many who are unhappy with one thing may have something broken in common: each alert drafts one incident, for a person
/// to open or to dismiss. Nobody outside hears of a draft.
public struct SpikeDrafts: AlertChannel {
    /// So many times what is usual is no minor matter.
    private static let major = 10.0

    public let name = "incidents"
    private let engagement: Engagement

    public init(_ engagement: Engagement) {
        self.engagement = engagement
    }

    public func tell(_ notice: AlertNotice) async throws(AlertChannelFault) {
        switch notice.name.kind {
        case .raised:
            do throws(IncidentRefusal) {
                try await engagement.open(draft(of: notice.card), id: Self.id(of: notice.card))
            } catch {
                switch error {
                case .store(let fault): throw AlertChannelFault("\(fault)")
                case .noWords, .unknown, .campaign: throw AlertChannelFault("\(error)", isPassing: false)
                }
            }
        // That moods are as usual again does not mean that anything was mended.
        case .ended: break
        }
    }

    /// The same for the same alert, and fit for an address.
    static func id(of card: AlertCard) -> CampaignID {
        CampaignID(card.id.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? String($0) : "-" }.joined())
    }

    private func draft(of card: AlertCard) -> IncidentDraft {
        let playbook = engagement.shelf.current.playbook
        // The closest name says it; what it is a part of is asked only where that says nothing.
        let intents =
            ([card.key] + card.alsoKnownAs).lazy.compactMap { SpikeKey(text: $0) }
            .map { Self.intents(of: $0, in: playbook) }.first { !$0.isEmpty } ?? []
        let terms = playbook.outreach.incidents
        let known = terms.monitors.filter { !Set($0.intents).isDisjoint(with: intents) }.compactMap(\.component)
        var draft = IncidentDraft(
            title: card.subject.prefix(1).uppercased() + card.subject.dropFirst(), source: .spike(card.id))
        draft.intents = Array(Set(intents)).sorted()
        draft.components = terms.components.map(\.id).filter(known.contains)
        draft.impact = Double(card.reports) >= Self.major * max(card.expected, 1) ? .major : .minor
        draft.since = card.firstReport.map { min($0, card.since) } ?? card.since
        draft.isDraft = true
        return draft
    }

    /// What whoever is hit by it asks about.
    private static func intents(of key: SpikeKey, in playbook: Playbook) -> [IntentName] {
        switch key {
        case .intent(let name): playbook.intent(name) == nil ? [] : [name]
        case .tag(let name): playbook.tags.first { $0.name == name }?.intents ?? []
        case .feature(let feature): ReportRules(playbook).features.filter { $0.value == feature }.map(\.key)
        // Who they are does not say what is broken.
        case .segment: []
        }
    }
}
