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

    public let teams: [Team]
    public let defaultTeam: TeamName
    /// Base priority by reason; 0 where absent.
    public let priorities: [EscalationReason: Double]
    /// Words that hand over at once, with their team.
    public let urgentWords: [String: TeamName]
    /// Conversation frustration above which a person is offered (0 to 1).
    public let frustration: Double
    /// How the queue is run.
    public let service: ServicePlan

    public init(
        teams: [Team], defaultTeam: TeamName, priorities: [EscalationReason: Double],
        urgentWords: [String: TeamName], frustration: Double, service: ServicePlan = ServicePlan()
    ) {
        self.teams = teams
        self.defaultTeam = defaultTeam
        self.priorities = priorities
        self.urgentWords = urgentWords
        self.frustration = frustration
        self.service = service
    }
}
