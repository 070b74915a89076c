internal import Outreach
internal import PlaybookModel
internal import Vocabulary

/// Something decided that has to be in the world.
struct Pending: Hashable, Sendable {
    enum Origin: Hashable, Sendable {
        case outreach
        case campaign(CampaignID)
        case letter(Letter)
    }

    enum Words: Hashable {
        case response(ResponseName)
        case line(BotLine)
    }

    let key: BusinessKey
    let origin: Origin
    let customer: CustomerID
    let way: Telling.Way
    let say: Words
    let facts: [SlotName: SlotValue]
    let opens: IntentName?
    let reopens: Double?
    let purpose: Purpose
    /// Not worth saying after that.
    let expires: Timestamp?
    /// Where they wanted it; `nil`: where they are usually written to.
    var address: String?

    func settled(delivered: Bool) -> EngagementRecord {
        switch origin {
        case .outreach: .outreach(.settled(key, delivered: delivered))
        case .campaign(let id): .campaign(id, .settled(key, delivered: delivered))
        case .letter: .posted(key, delivered: delivered)
        }
    }
}

extension EngagementState {
    /// In the order in which they were decided, as far as that matters.
    func pending(statusPage: (CampaignID) -> String) -> [Pending] {
        var pending = outreach.pending.compactMap { entry -> Pending? in
            guard let way = entry.way else { return nil }
            let firing = entry.firing
            return Pending(
                key: firing.key, origin: .outreach, customer: firing.customer, way: way,
                say: .response(firing.say),
                facts: firing.facts, opens: firing.opens,
                reopens: firing.tripwire == Firing.followUpName ? plan.care.reopenPriority : nil,
                purpose: firing.purpose, expires: firing.expires)
        }
        for id in campaigns.keys.sorted() {
            guard let state = campaigns[id], let plan = state.plan else { continue }
            let facts = incidents[id].map { $0.facts(state, statusPage: statusPage(id)) } ?? [:]
            for telling in state.pending {
                var facts = facts
                facts["others"] = .integer(Int64(state.others(than: telling.customer)))
                pending.append(
                    Pending(
                        key: telling.key, origin: .campaign(id), customer: telling.customer, way: telling.way,
                        say: .response(plan.response(to: telling)), facts: facts, opens: plan.topics.first,
                        reopens: nil,
                        purpose: plan.purpose, expires: nil, address: state.followers[telling.customer]))
            }
        }
        pending += letters.values.sorted { $0.key < $1.key }.map { letter in
            Pending(
                key: letter.key, origin: .letter(letter), customer: letter.customer, way: .outreach(.mail),
                say: .line(letter.line), facts: [:], opens: nil, reopens: nil, purpose: .service, expires: nil,
                address: letter.thread.address)
        }
        return pending
    }
}

extension Incident {
    /// For the words of those who are told.
    func facts(_ state: CampaignState, statusPage: String) -> [SlotName: SlotValue] {
        var facts: [SlotName: SlotValue] = [
            "incident": .text(id.rawValue), "incident_title": .text(title),
            "incident_state": .text((state.stage ?? .investigating).rawValue),
            "incident_words": .text(state.story.last?.text ?? ""), "status_url": .text(statusPage),
        ]
        if let since = state.openedAt { facts["incident_since"] = .moment(since) }
        if let next = state.nextUpdate { facts["next_update"] = .moment(next) }
        return facts
    }
}
