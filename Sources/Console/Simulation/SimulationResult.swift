internal import Foundation
internal import Routing
internal import Vocabulary

/// What a simulated stretch of time showed. Times are in seconds, shares from 0 to 1.
public struct SimulationResult: Hashable, Sendable, Encodable {
    /// Of everyone of one priority who got a person.
    public struct Waits: Hashable, Sendable, Encodable {
        /// `nil`: of everyone.
        public let priority: Double?
        public let count: Int
        public let p50: Double
        public let p90: Double
        public let max: Double
    }

    /// How often waits came as foretold, of those who had to wait and got a person.
    public struct Foretelling: Hashable, Sendable, Encodable {
        public let count: Int
        /// Between the 10 % and the 90 % quantile; 0.8 is right.
        public let covered: Double
        public let underP50: Double
        public let underP80: Double
    }

    public let agents: Int
    public let hours: Double
    public let perHour: Double
    /// What came, as a share of what all agents can do.
    public let load: Double
    public let arrivals: Int
    public let served: Int
    /// Lost patience, of those who waited.
    public let abandonment: Double
    public let full: Int
    public let closed: Int
    public let callbacks: Int
    public let waits: [Waits]
    public let longestQueue: Int
    /// The longest that anybody waited, served or not.
    public let oldestWait: Double
    /// What the one who waited longest might have waited at most.
    public let bound: Double
    /// Waits longer than their own bound; must be 0.
    public let beyondBound: Int
    /// Offers to newcomers past somebody who had waited so long that none may overtake; must be 0.
    public let overtaken: Int
    public let offers: Int
    /// To somebody whom the queue knew to be offline, away or silent; must be 0.
    public let offersToAbsent: Int
    public let offersToFull: Int
    /// To somebody who had just gone without a word; taken back by the heartbeat.
    public let offersIntoSilence: Int
    /// Conversations taken from agents who were lost.
    public let requeued: Int
    public let foretelling: Foretelling?
    /// Of the capacity signed on.
    public let utilisation: Double
    /// The least conversations an agent took in an hour ready, over the most.
    public let fairness: Double

    public var isBoundKept: Bool {
        overtaken == 0 && beyondBound == 0
    }

    /// Nobody waited too long, and nobody was asked who could not be.
    public var isGood: Bool { isBoundKept && offersToAbsent == 0 && offersToFull == 0 }

    init(_ run: SimulationRun) {
        let books = run.books
        agents = run.agents.count
        hours = Double(run.simulation.span.milliseconds) / 3_600_000
        perHour = run.perHour
        load = run.simulation.load(perHour: run.perHour)
        arrivals = books.arrivals
        served = books.served
        let waited = books.served + books.abandoned
        abandonment = waited > 0 ? Double(books.abandoned) / Double(waited) : 0
        full = books.full
        closed = books.closed
        callbacks = books.callbacks
        let all = Self.waits(books.waits.values.flatMap(\.self), priority: nil)
        waits = books.waits.sorted { $0.key < $1.key }.map { Self.waits($0.value, priority: $0.key) } + [all]
        longestQueue = books.longestLine
        oldestWait = Self.seconds(books.oldest)
        let longest = books.longestHolding
        let oldest = books.settledWaits.max { $0.whole < $1.whole }
        // Where nobody waited past it, no more than the horizon stands in the formula.
        bound = (oldest?.bound(longest: longest) ?? Double(run.settled.milliseconds)) / 1_000
        beyondBound = books.settledWaits.count { wait in
            wait.bound(longest: longest).map { Double(wait.whole.milliseconds) > $0 } ?? false
        }
        overtaken = books.overtaken
        offers = books.offers
        offersToAbsent = books.toAbsent
        offersToFull = books.toFull
        offersIntoSilence = books.intoSilence
        requeued = books.lost
        let foretold = Double(books.foretold)
        foretelling =
            books.foretold == 0
            ? nil
            : Foretelling(
                count: books.foretold, covered: Double(books.covered) / foretold,
                underP50: Double(books.underHalf) / foretold, underP80: Double(books.underFourFifths) / foretold)
        utilisation = books.unitsThere > 0 ? Double(books.unitsTaken) / Double(books.unitsThere) : 0
        let rates = run.agents.filter { $0.readyFor > 0 }.map { Double($0.taken) / Double($0.readyFor) }
        fairness = (rates.max() ?? 0) > 0 ? (rates.min() ?? 0) / (rates.max() ?? 1) : 1
    }

    /// One line of JSON with sorted keys; `bound_kept` and `good` beside the figures.
    public var json: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        encoder.keyEncodingStrategy = .convertToSnakeCase
        guard let bytes = try? encoder.encode(Told(result: self)) else { return "{}" }
        return String(decoding: bytes, as: UTF8.self)
    }

    private struct Told: Encodable {
        enum Keys: String, CodingKey {
            case boundKept
            case good
        }

        let result: SimulationResult

        func encode(to encoder: any Encoder) throws {
            try result.encode(to: encoder)
            var container = encoder.container(keyedBy: Keys.self)
            try container.encode(result.isBoundKept, forKey: .boundKept)
            try container.encode(result.isGood, forKey: .good)
        }
    }

    private static func seconds(_ span: TimeSpan) -> Double {
        Double(span.milliseconds) / 1_000
    }

    private static func waits(_ values: [Double], priority: Double?) -> Waits {
        let sorted = values.sorted()
        func quantile(_ share: Double) -> Double {
            sorted.isEmpty ? 0 : sorted[min(Int(Double(sorted.count) * share), sorted.count - 1)]
        }
        return Waits(
            priority: priority, count: sorted.count, p50: quantile(0.5), p90: quantile(0.9), max: sorted.last ?? 0)
    }
}
