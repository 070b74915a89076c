public import Actions
public import Vocabulary

/// One message on its way to one endpoint: a pure record of what was tried and what comes next.
public struct WebhookDelivery: Hashable, Codable, Sendable {
    public enum State: Hashable, Codable, Sendable {
        case waiting(until: Timestamp)
        case delivered(at: Timestamp)
        /// A person looks, and may have it replayed.
        case dead(WebhookFailure)
    }

    /// Waits before each try (Standard Webhooks 1.0). After the last one a delivery is dead.
    public static let schedule: [TimeSpan] = [
        .seconds(0), .seconds(5), .minutes(5), .minutes(30), .hours(2), .hours(5), .hours(10), .hours(14), .hours(20),
        .hours(24),
    ]

    public let endpoint: WebhookEndpointID
    public let message: WebhookMessage
    public private(set) var state: State
    public private(set) var attempts = 0
    /// Why the last try did not work.
    public private(set) var lastFailure: WebhookFailure?

    public init(of message: WebhookMessage, to endpoint: WebhookEndpointID, at now: Timestamp) {
        self.endpoint = endpoint
        self.message = message
        state = .waiting(until: now)
    }

    /// Takes in how a try ended. What is delivered or dead stays so.
    public mutating func tried(_ outcome: HTTPOutcome, at now: Timestamp) {
        guard case .waiting = state else { return }
        attempts += 1
        guard let failure = WebhookFailure(outcome) else {
            state = .delivered(at: now)
            return
        }
        lastFailure = failure
        let isFinal =
            switch failure {
            case .gone, .barred: true
            case .status, .notReached: attempts >= Self.schedule.count
            }
        state = isFinal ? .dead(failure) : .waiting(until: now + wait(asked: outcome))
    }

    /// A person wants it told again: the whole schedule from the start.
    public mutating func replay(at now: Timestamp) {
        attempts = 0
        state = .waiting(until: now)
    }

    /// The schedule's wait, or the receiver's own wish when that is longer; up to a fifth more by a jitter computed
    /// from the name, so that it needs no source of chance and two deliveries still do not knock together.
    private func wait(asked outcome: HTTPOutcome) -> TimeSpan {
        var wait = Self.schedule[min(attempts, Self.schedule.count - 1)].milliseconds
        if case .answered(let answer) = outcome, let wish = answer.retryAfter {
            wait = max(wait, min(wish.milliseconds, TimeSpan.hours(24).milliseconds))
        }
        let hash = "\(endpoint)/\(message.id)#\(attempts)".utf8.fnv1a()
        // The low bits of such a hash are its worst.
        return TimeSpan(milliseconds: wait + Int64((hash >> 16) % UInt64(max(wait / 5, 1))))
    }
}

/// Why a try did not work, without anything that the receiver said.
public enum WebhookFailure: Hashable, Codable, Sendable {
    case status(Int)
    case notReached(String)
    /// 410: the receiver wants no more of them. The endpoint is disabled.
    case gone
    /// The address leads to where webhooks may not go.
    case barred

    /// `nil` for a delivery that worked.
    init?(_ outcome: HTTPOutcome) {
        switch outcome {
        case .answered(let answer) where (200...299).contains(answer.status): return nil
        case .answered(let answer): self = answer.status == 410 ? .gone : .status(answer.status)
        case .unreached(let words), .broken(let words): self = .notReached(words)
        case .barred: self = .barred
        }
    }
}
