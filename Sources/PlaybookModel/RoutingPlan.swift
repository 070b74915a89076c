public import Vocabulary

/// Who takes which conversations over.
public struct RoutingPlan: Hashable, Sendable {
    public struct Team: Hashable, Sendable {
        public let name: TeamName
        public let title: String

        public init(name: TeamName, title: String) {
            self.name = name
            self.title = title
        }
    }

    /// Whom a person serves from their first request on, however well the bot would do.
    public struct VIP: Hashable, Sendable {
        /// From what value to the house on, 0 to 1, as the site signs it.
        public let value: Double
        public let team: TeamName

        public init(value: Double, team: TeamName) {
            self.value = value
            self.team = team
        }
    }

    public let teams: [Team]
    public let defaultTeam: TeamName
    /// Base priority by reason; 0 where absent.
    public let priorities: [EscalationReason: Double]
    /// Words that hand over at once, with their team.
    public let urgentWords: [String: TeamName]
    /// Conversation frustration above which a person is offered (0 to 1).
    public let frustration: Double
    /// `nil`: the bot serves everybody.
    public let vip: VIP?
    /// How the queue is run.
    public let service: ServicePlan

    public init(
        teams: [Team], defaultTeam: TeamName, priorities: [EscalationReason: Double],
        urgentWords: [String: TeamName], frustration: Double, vip: VIP? = nil, service: ServicePlan = ServicePlan()
    ) {
        self.teams = teams
        self.defaultTeam = defaultTeam
        self.priorities = priorities
        self.urgentWords = urgentWords
        self.frustration = frustration
        self.vip = vip
        self.service = service
    }
}
