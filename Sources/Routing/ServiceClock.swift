public import PlaybookModel
public import Vocabulary

/// What one conversation's visitor was promised of people, and how much of it is left. A fold over the conversation's
/// events; the hours in which nobody is on duty do not count.
///
/// `first` runs from the call for a person to that person's first line, `next` from each line of the visitor to an
/// agent's answer, `resolution` from the call to the end, standing still while the visitor is waited for. Who is passed
/// on or loses their agent is still the same case; who writes again after the end is a new one.
public struct ServiceClock: Hashable, Sendable {
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        case first, next, resolution
    }

    /// One clock that runs or rests.
    public struct Reading: Hashable, Sendable {
        public let kind: Kind
        /// When the promise is broken, if nothing happens; `nil` while it rests, or with no hours in sight.
        public let due: Timestamp?
        /// When the desk warns.
        public let warns: Timestamp?
        /// What is left of the promised time, in hours of duty; below zero it is broken.
        public let left: TimeSpan
    }

    private var called: Timestamp?
    private var isGreeted = false
    /// The oldest line of the visitor that no agent has answered.
    private var unanswered: Timestamp?
    /// Since when the visitor is waited for.
    private var restsSince: Timestamp?
    /// Stretches in which the visitor was waited for; they count by the hours of duty in them.
    private var rests: [Range<Timestamp>] = []
    /// More are not kept: then the clock is early rather than late.
    private static let most = 64

    public init() {}

    /// Of somebody who waits since then, and has met nobody.
    public init(called: Timestamp) {
        self.called = called
    }

    public init(_ records: [EventRecord]) {
        for record in records { apply(record) }
    }

    public mutating func apply(_ record: EventRecord) {
        switch record.event {
        case .escalated:
            guard called == nil else { return }
            called = record.at
            unanswered = nil
        case .visitorSaid:
            guard called != nil else { return }
            if unanswered == nil { unanswered = record.at }
            endRest(at: record.at)
        case .agentSaid:
            guard called != nil else { return }
            isGreeted = true
            unanswered = nil
            if restsSince == nil { restsSince = record.at }
        case .resolved, .agentLeft(_, .handedBack, _), .leftQueue: self = ServiceClock()
        case .opened, .understood, .botSaid, .noted, .flowStarted, .stepEntered, .flowResumed, .flowEnded, .slotAsked,
            .slotFilled, .slotCleared, .confirmationShown, .confirmed, .verified, .articleShown, .fellBack,
            .requestKept, .requestSettled, .promised, .waitBegan, .signalled, .returned, .actionStarted,
            .actionFinished, .timerSet, .timerFired, .agentJoined, .agentLeft, .callbackBooked, .rated, .tagged,
            .turnFailed:
            break
        }
    }

    private mutating func endRest(at moment: Timestamp) {
        guard let since = restsSince else { return }
        restsSince = nil
        guard since < moment else { return }
        if rests.count == Self.most { rests.removeFirst() }
        rests.append(since..<moment)
    }

    /// The clocks that are promised and not over, the most pressing first.
    /// - Parameter hours: of duty; `nil`: always.
    public func readings(_ levels: ServicePlan.Levels, hours: DutyHours?, at now: Timestamp) -> [Reading] {
        guard let called else { return [] }
        var readings: [Reading] = []
        if let span = levels.first, !isGreeted {
            readings.append(running(.first, span, since: called, levels, hours, now))
        }
        if let span = levels.next, isGreeted, let unanswered {
            readings.append(running(.next, span, since: unanswered, levels, hours, now))
        }
        if let span = levels.resolution { readings.append(resolution(span, since: called, levels, hours, now)) }
        return readings.sorted { ($0.due ?? .distant, $0.kind.rawValue) < ($1.due ?? .distant, $1.kind.rawValue) }
    }

    private func running(
        _ kind: Kind, _ span: TimeSpan, since start: Timestamp, _ levels: ServicePlan.Levels, _ hours: DutyHours?,
        _ now: Timestamp
    ) -> Reading {
        let used = hours.time(from: start, to: now)
        return Reading(
            kind: kind, due: hours.moment(after: span, of: start),
            warns: hours.moment(after: span.scaled(by: levels.warning), of: start), left: span - used)
    }

    private func resolution(
        _ span: TimeSpan, since start: Timestamp, _ levels: ServicePlan.Levels, _ hours: DutyHours?, _ now: Timestamp
    ) -> Reading {
        let open = restsSince.map { [$0..<max($0, now)] } ?? []
        let rested = (rests + open).reduce(Int64(0)) {
            $0 + hours.time(from: $1.lowerBound, to: $1.upperBound).milliseconds
        }
        let used = TimeSpan(milliseconds: hours.time(from: start, to: now).milliseconds - rested)
        let left = span - used
        guard restsSince == nil else { return Reading(kind: .resolution, due: nil, warns: nil, left: left) }
        // What was rested is hours of duty too, so the promise moves on by as much.
        return Reading(
            kind: .resolution, due: hours.moment(after: span + TimeSpan(milliseconds: rested), of: start),
            warns: hours.moment(
                after: span.scaled(by: levels.warning) + TimeSpan(milliseconds: rested), of: start), left: left)
    }
}

extension Timestamp {
    fileprivate static let distant = Timestamp(milliseconds: .max)
}

extension TimeSpan {
    fileprivate static func - (left: TimeSpan, right: TimeSpan) -> TimeSpan {
        TimeSpan(milliseconds: left.milliseconds - right.milliseconds)
    }

    fileprivate static func + (left: TimeSpan, right: TimeSpan) -> TimeSpan {
        TimeSpan(milliseconds: left.milliseconds + right.milliseconds)
    }

    fileprivate func scaled(by share: Double) -> TimeSpan {
        TimeSpan(milliseconds: Int64(Double(milliseconds) * share))
    }
}

extension DutyHours? {
    fileprivate func time(from start: Timestamp, to end: Timestamp) -> TimeSpan {
        guard let self else { return TimeSpan(milliseconds: max(0, end.milliseconds - start.milliseconds)) }
        return self.openTime(from: start, to: end)
    }

    fileprivate func moment(after span: TimeSpan, of start: Timestamp) -> Timestamp? {
        guard let self else { return start + span }
        return self.moment(after: span, of: start)
    }
}
