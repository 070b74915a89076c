public import Vocabulary

/// What an agent can do, and how much of it at once.
public struct AgentProfile: Hashable, Codable, Sendable {
    public let id: AgentID
    /// Empty: every team.
    public let teams: Set<TeamName>
    public let skills: [SkillName: Int]
    public let languages: Set<String>
    /// Units of conversation weight held at once, 1 to ``mostCapacity``.
    public let capacity: Int

    public static let mostCapacity = 100

    public init(
        id: AgentID, teams: Set<TeamName> = [], skills: [SkillName: Int] = [:], languages: Set<String> = [],
        capacity: Int = 3
    ) {
        self.id = id
        self.teams = teams
        self.skills = skills
        self.languages = languages
        self.capacity = min(max(1, capacity), Self.mostCapacity)
    }

    /// Units a conversation takes from this agent.
    func units(of need: RoutingNeed) -> Int {
        min(need.weight, capacity)
    }
}
