public import Vocabulary

/// How the people's queue is run: everything in `routing.yaml` beside the teams and the reasons. Each part has a
/// default that works.
public struct ServicePlan: Hashable, Sendable {
    /// The weights of a place in the queue, in points.
    public struct Weights: Hashable, Sendable {
        public let frustration: Double
        public let urgency: Double
        /// For the most valuable customer.
        public let value: Double
        /// For the highest priority of a reason.
        public let priority: Double
        /// Priorities above it count as this one.
        public let highestPriority: Double

        public init(
            frustration: Double = 0.5, urgency: Double = 0.5, value: Double = 1, priority: Double = 2,
            highestPriority: Double = 10
        ) {
            self.frustration = frustration
            self.urgency = urgency
            self.value = value
            self.priority = priority
            self.highestPriority = highestPriority
        }
    }

    /// After which wait a need is dropped; `nil` is never.
    public struct Relaxation: Hashable, Sendable {
        public let agent: TimeSpan?
        public let level: TimeSpan?
        public let skill: TimeSpan?
        public let team: TimeSpan?
        public let language: TimeSpan?

        public init(
            agent: TimeSpan? = .minutes(1), level: TimeSpan? = .minutes(2), skill: TimeSpan? = .minutes(4),
            team: TimeSpan? = .minutes(6), language: TimeSpan? = nil
        ) {
            self.agent = agent
            self.level = level
            self.skill = skill
            self.team = team
            self.language = language
        }
    }

    /// How agents are asked, and when they count as gone.
    public struct Asking: Hashable, Sendable {
        /// How long an offer stands.
        public let window: TimeSpan
        /// Who said no to a conversation is asked again for it after this.
        public let again: TimeSpan
        /// Offers missed in a row until the agent is away.
        public let misses: Int
        /// Silence of a desk that counts as being gone.
        public let silence: TimeSpan
        /// A silent agent keeps the conversations so long.
        public let grace: TimeSpan

        public init(
            window: TimeSpan = .seconds(20), again: TimeSpan = .minutes(2), misses: Int = 2,
            silence: TimeSpan = .seconds(35), grace: TimeSpan = .seconds(45)
        ) {
            self.window = window
            self.again = again
            self.misses = misses
            self.silence = silence
            self.grace = grace
        }
    }

    public struct Callbacks: Hashable, Sendable {
        public let length: TimeSpan
        /// Call-backs a slot holds; 0 offers none.
        public let each: Int
        public let ahead: TimeSpan

        public init(length: TimeSpan = .minutes(30), each: Int = 2, ahead: TimeSpan = .days(7)) {
            self.length = length
            self.each = each
            self.ahead = ahead
        }
    }

    /// What visitors are promised of people, in hours of duty; `nil` promises nothing.
    public struct Levels: Hashable, Sendable {
        /// From the call for a person to their first line.
        public let first: TimeSpan?
        /// From a visitor's line to the next one of a person.
        public let next: TimeSpan?
        /// From the call for a person to the end, without the time in which the visitor is waited for.
        public let resolution: TimeSpan?
        /// The share of the time after which the desk warns, 0 to 1.
        public let warning: Double

        public init(
            first: TimeSpan? = nil, next: TimeSpan? = nil, resolution: TimeSpan? = nil, warning: Double = 0.75
        ) {
            self.first = first
            self.next = next
            self.resolution = resolution
            self.warning = warning
        }
    }

    /// What a conversation of a team asks of an agent.
    public struct Need: Hashable, Sendable {
        public let skills: [SkillName: Int]
        public let weight: Int

        public init(skills: [SkillName: Int] = [:], weight: Int = 1) {
            self.skills = skills
            self.weight = weight
        }
    }

    /// Of a skill: 1 is some of it, 10 all there is.
    public static let levels = 1...10

    /// How soon a person is promised: the wait that counts as one point.
    public let promise: TimeSpan
    public let weights: Weights
    public let relaxation: Relaxation
    public let asking: Asking
    /// How many may wait for each unit of capacity on duty.
    public let waitingPerSlot: Int
    /// How long a conversation keeps an agent, until there are measurements.
    public let handling: TimeSpan
    public let callbacks: Callbacks
    public let levels: Levels
    /// By team; a team without one needs nothing special.
    public let needs: [TeamName: Need]

    public init(
        promise: TimeSpan = .minutes(5), weights: Weights = Weights(), relaxation: Relaxation = Relaxation(),
        asking: Asking = Asking(), waitingPerSlot: Int = 5, handling: TimeSpan = .minutes(6),
        callbacks: Callbacks = Callbacks(), levels: Levels = Levels(), needs: [TeamName: Need] = [:]
    ) {
        self.promise = promise
        self.weights = weights
        self.relaxation = relaxation
        self.asking = asking
        self.waitingPerSlot = waitingPerSlot
        self.handling = handling
        self.callbacks = callbacks
        self.levels = levels
        self.needs = needs
    }
}
