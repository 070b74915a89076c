internal import PlaybookModel
internal import Vocabulary

extension RoutingStep {
    /// Offers the best placed to the best suited, until nobody is free or nobody waits.
    mutating func dispatch() {
        guard !state.line.isEmpty else { return }
        var free = state.roster.compactMap { state.agents[$0] }.filter { $0.isFree }
        guard !free.isEmpty else { return }
        for place in state.line {
            guard let chat = state.chats[place.conversation], chat.phase == .waiting else { continue }
            let matching = Matching(chat, rules: rules, at: now)
            if let index = matching.best(among: free) {
                emit(.offered(place.conversation, free[index].profile.id, until: now + rules.asking.window))
                free.remove(at: index)
            } else if matching.isSettled, let index = matching.widest(among: free) {
                // Too heavy for what anyone has free: kept free of everyone behind, or it would wait for ever.
                free.remove(at: index)
            }
            if free.isEmpty { break }
        }
    }
}

extension AgentDuty {
    /// May be offered something light, at least.
    var isFree: Bool { isReady && offer == nil && units < profile.capacity }
}

/// Who can take one conversation at one moment.
struct Matching {
    private let chat: RoutedChat
    private let rules: RoutingRules
    private let now: Timestamp
    private let waited: TimeSpan

    init(_ chat: RoutedChat, rules: RoutingRules, at now: Timestamp) {
        self.chat = chat
        self.rules = rules
        self.now = now
        waited = now - chat.request.waitingSince
    }

    /// Waits so long that nobody who comes now may overtake it.
    var isSettled: Bool { waited >= rules.rank.horizon }

    /// The least loaded, then the longest idle, then who was asked longest ago.
    func best(among free: [AgentDuty]) -> Int? {
        var best: Int?
        for (index, duty) in free.enumerated() where duty.has(room: chat.request.need) && obstacle(to: duty) == nil {
            guard let held = best else {
                best = index
                continue
            }
            if Self.isBefore(duty, free[held]) { best = index }
        }
        return best
    }

    func widest(among free: [AgentDuty]) -> Int? {
        free.indices.filter { obstacle(to: free[$0]) == nil }
            .max { left, right in
                let room = (Self.room(free[left]), Self.room(free[right]))
                return room.0 != room.1 ? room.0 < room.1 : Self.isBefore(free[right], free[left])
            }
    }

    /// What keeps the agent from this conversation, room aside.
    func obstacle(to duty: AgentDuty) -> Obstacle? {
        let need = chat.request.need
        let profile = duty.profile
        if let wanted = need.agent, wanted != profile.id, !isWaived(rules.relaxation.agent) { return .anotherAgent }
        if let language = need.language, !profile.languages.contains(language), !isWaived(rules.relaxation.language) {
            return .language
        }
        if let team = need.team, !profile.teams.isEmpty, !profile.teams.contains(team),
            !isWaived(rules.relaxation.team)
        {
            return .team
        }
        if !need.skills.isEmpty, !isWaived(rules.relaxation.skill) {
            if need.skills.keys.contains(where: { profile.skills[$0] == nil }) { return .skill }
            let isBelow = need.skills.contains { (profile.skills[$0.key] ?? 0) < $0.value }
            if isBelow, !isWaived(rules.relaxation.level) { return .level }
        }
        if let refused = chat.refusals[profile.id], refused + rules.asking.again > now { return .refused }
        return nil
    }

    /// The moments from now on at which a need falls, or somebody may be asked again.
    var turningPoints: [Timestamp] {
        let waivers = chat.request.need == .anyone ? [] : rules.relaxation.all
        return
            (waivers.map { chat.needSince + $0 }
            + chat.refusals.values.map { $0 + rules.asking.again }
            + [chat.request.waitingSince + rules.rank.horizon]).filter { $0 > now }
    }

    private func isWaived(_ after: TimeSpan?) -> Bool {
        after.map { now - chat.needSince >= $0 } ?? false
    }

    private static func room(_ duty: AgentDuty) -> Int {
        duty.profile.capacity - duty.units
    }

    private static func isBefore(_ left: AgentDuty, _ right: AgentDuty) -> Bool {
        let load = (left.units * right.profile.capacity, right.units * left.profile.capacity)
        if load.0 != load.1 { return load.0 < load.1 }
        if left.idleSince != right.idleSince { return left.idleSince < right.idleSince }
        if left.lastOffer != right.lastOffer { return left.lastOffer < right.lastOffer }
        return left.profile.id < right.profile.id
    }
}

/// Why an agent is not offered a conversation.
public enum Obstacle: String, Hashable, Codable, Sendable {
    case silent
    case away
    case full
    /// Asked about another one.
    case asked
    case anotherAgent
    case language
    case team
    case skill
    case level
    /// Declined or missed it a moment ago.
    case refused
}
