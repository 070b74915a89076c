internal import PlaybookModel
public import Vocabulary

extension RoutingMachine {
    // MARK: When to come back

    /// When time alone changes something next; a ``RoutingInput/ticked`` is due then.
    public func nextDeadline(of state: RoutingState, after now: Timestamp) -> Timestamp? {
        var next: Timestamp?
        func consider(_ moment: Timestamp) {
            next = next.map { min($0, moment) } ?? moment
        }
        var anyFree = false
        for duty in state.agents.values {
            if let offer = duty.offer, case .offered(_, let until) = state.chats[offer]?.phase { consider(until) }
            if case .silent(let since, _) = duty.presence { consider(since + rules.asking.grace) }
            anyFree = anyFree || duty.isFree
        }
        if let booking = state.bookings.first { consider(booking.begins) }
        guard !state.line.isEmpty else { return next }
        if anyFree {
            for place in state.line {
                guard let chat = state.chats[place.conversation], chat.phase == .waiting else { continue }
                for moment in Matching(chat, rules: rules, at: now).turningPoints { consider(moment) }
            }
        }
        if let closing = rules.hours?.closing(from: now) { consider(closing) }
        return next
    }

    // MARK: What visitors are told

    /// Place and foretold wait from now; `nil` for who does not wait.
    public func estimate(for conversation: ConversationID, in state: RoutingState) -> WaitEstimate? {
        guard let position = state.position(of: conversation) else { return nil }
        let slots = state.slots
        let expected = state.pace.expected(position: position, slots: slots, typical: rules.typicalHandling)
        return state.pace.estimate(position: position, slots: slots, expected: expected)
    }

    /// Of everyone who waits, in serving order.
    public func estimates(in state: RoutingState) -> [(conversation: ConversationID, estimate: WaitEstimate)] {
        let slots = state.slots
        return state.line.enumerated().map { index, place in
            let expected = state.pace.expected(position: index + 1, slots: slots, typical: rules.typicalHandling)
            return (place.conversation, state.pace.estimate(position: index + 1, slots: slots, expected: expected))
        }
    }

    /// The terms of every place, in serving order, without who could take it: cheap enough for every change.
    public func ranks(in state: RoutingState, at now: Timestamp) -> [(conversation: ConversationID, rank: QueueRank)] {
        state.line.compactMap { place in
            guard let chat = state.chats[place.conversation] else { return nil }
            let waited = now - chat.request.waitingSince
            return (place.conversation, rules.rank.rank(of: chat.request.standing, waited: waited))
        }
    }

    /// Whether "talk to a person" may be promised, and how.
    public func availability(in state: RoutingState, at now: Timestamp) -> Availability {
        if let hours = rules.hours, !hours.isOpen(at: now) { return .closed(opens: hours.opening(from: now)) }
        let onDuty = state.agents.values.filter(\.isReady)
        if onDuty.isEmpty { return .nobody }
        if state.line.isEmpty, onDuty.contains(where: \.isFree) { return .atOnce }
        return state.line.count < rules.room.places(slots: state.slots) ? .after(waiting: state.line.count) : .full
    }

    // MARK: Why

    /// What makes the place of a conversation, and who could take it; `nil` for who does not wait.
    public func why(_ conversation: ConversationID, in state: RoutingState, at now: Timestamp) -> PlaceExplanation? {
        guard let position = state.position(of: conversation), let chat = state.chats[conversation] else { return nil }
        let matching = Matching(chat, rules: rules, at: now)
        var obstacles: [AgentID: Obstacle] = [:]
        var able: [AgentID] = []
        for agent in state.roster {
            guard let duty = state.agents[agent] else { continue }
            if let obstacle = duty.obstacle(to: chat.request.need) ?? matching.obstacle(to: duty) {
                obstacles[agent] = obstacle
            } else {
                able.append(agent)
            }
        }
        let waited = now - chat.request.waitingSince
        return PlaceExplanation(
            position: position, rank: rules.rank.rank(of: chat.request.standing, waited: waited), waited: waited,
            nobodyNewOvertakes: matching.isSettled, able: able, obstacles: obstacles)
    }

    /// The terms in which the first of two stands before the second, greatest first; negative ones speak against it.
    public func why(
        _ first: ConversationID, before second: ConversationID, in state: RoutingState, at now: Timestamp
    ) -> [RankDifference]? {
        guard let one = why(first, in: state, at: now)?.rank, let other = why(second, in: state, at: now)?.rank else {
            return nil
        }
        let differences = [
            RankDifference(term: .wait, points: one.wait - other.wait),
            RankDifference(term: .frustration, points: one.frustration - other.frustration),
            RankDifference(term: .urgency, points: one.urgency - other.urgency),
            RankDifference(term: .value, points: one.value - other.value),
            RankDifference(term: .priority, points: one.priority - other.priority),
        ]
        return differences.filter { $0.points != 0 }.sorted { $0.points > $1.points }
    }
}

extension AgentDuty {
    /// What keeps the agent from any conversation of this weight.
    fileprivate func obstacle(to need: RoutingNeed) -> Obstacle? {
        switch presence {
        case .silent: return .silent
        case .away: return .away
        case .ready: break
        }
        if offer != nil { return .asked }
        return has(room: need) ? nil : .full
    }
}

public enum Availability: Hashable, Codable, Sendable {
    /// Somebody is free.
    case atOnce
    /// People are on duty, and so many wait.
    case after(waiting: Int)
    case full
    /// Within the hours, but nobody is on duty.
    case nobody
    case closed(opens: Timestamp?)
}

public struct PlaceExplanation: Hashable, Codable, Sendable {
    public let position: Int
    public let rank: QueueRank
    public let waited: TimeSpan
    public let nobodyNewOvertakes: Bool
    /// Agents who could be offered it now.
    public let able: [AgentID]
    /// What keeps each of the others.
    public let obstacles: [AgentID: Obstacle]
}

public struct RankDifference: Hashable, Codable, Sendable {
    public enum Term: String, Hashable, Codable, Sendable {
        case wait
        case frustration
        case urgency
        case value
        case priority
    }

    public let term: Term
    /// 1 is one ``RankRules/promise`` of waiting.
    public let points: Double
}
