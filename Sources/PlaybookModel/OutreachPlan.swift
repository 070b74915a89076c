public import Vocabulary

/// `tripwires.yaml`: when customers are written to first, how often, and in which words.
public struct OutreachPlan: Hashable, Sendable {
    public let limits: OutreachLimits
    public let care: CareRules
    /// Asked some time after a person has closed a case; `nil`: nobody is asked.
    public let followUp: ResponseName?
    /// Said to whoever wants no more of what they did not ask for.
    public let stopped: ResponseName?
    public let incidents: IncidentTerms
    /// In the order of the file.
    public let tripwires: [Tripwire]

    public init(
        limits: OutreachLimits = OutreachLimits(), care: CareRules = CareRules(), followUp: ResponseName? = nil,
        stopped: ResponseName? = nil, incidents: IncidentTerms = IncidentTerms(), tripwires: [Tripwire] = []
    ) {
        self.limits = limits
        self.care = care
        self.followUp = followUp
        self.stopped = stopped
        self.incidents = incidents
        self.tripwires = tripwires
    }

    /// Everything it may say.
    public var responses: Set<ResponseName> {
        let told = [followUp, stopped, incidents.notice, incidents.update, incidents.fixed].compactMap(\.self)
        return Set(told + tripwires.flatMap { [$0.say] + $0.sayOtherwise.values })
    }
}

/// How incidents are told of: `incidents:` in `tripwires.yaml`.
public struct IncidentTerms: Hashable, Sendable {
    /// A part of what the company runs, as the status page names it.
    public struct Component: Hashable, Sendable {
        public let id: String
        public let title: String

        public init(id: String, title: String) {
            self.id = id
            self.title = title
        }
    }

    /// What an incident that a monitor opens is called, and who asks about it.
    public struct Monitor: Hashable, Sendable {
        public let name: String
        public let title: String
        public let component: String?
        public let intents: [IntentName]

        public init(name: String, title: String, component: String? = nil, intents: [IntentName] = []) {
            self.name = name
            self.title = title
            self.component = component
            self.intents = intents
        }
    }

    /// A monitor that is up again within it was a blip, which nobody hears of.
    public let grace: TimeSpan
    /// The action that asks whether something is down: answered from here while an incident is open.
    public let lookUp: ActionName?
    /// The action that puts somebody on the list of those who are mailed each step: done here for incidents of this
    /// house, by whichever of its inputs names one and whichever is an address.
    public let follow: ActionName?
    public let notice: ResponseName?
    public let update: ResponseName?
    public let fixed: ResponseName?
    /// In the order of the file, which is the status page's.
    public let components: [Component]
    public let monitors: [Monitor]

    public init(
        grace: TimeSpan = .minutes(2), lookUp: ActionName? = nil, follow: ActionName? = nil,
        notice: ResponseName? = nil, update: ResponseName? = nil, fixed: ResponseName? = nil,
        components: [Component] = [], monitors: [Monitor] = []
    ) {
        self.grace = grace
        self.lookUp = lookUp
        self.follow = follow
        self.notice = notice
        self.update = update
        self.fixed = fixed
        self.components = components
        self.monitors = monitors
    }
}
