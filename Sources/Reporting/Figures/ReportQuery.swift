internal import Insight
public import Vocabulary

/// What somebody wants to see.
public struct ReportQuery: Hashable, Sendable {
    /// What the figures may be split by.
    public enum Breakdown: String, Hashable, Sendable, CaseIterable {
        case intent
        case tag
        case queue
        case agent
        case version
        case channel

        func covers(_ slice: Slice) -> Bool {
            switch (self, slice) {
            case (.intent, .intent), (.tag, .tag), (.queue, .queue), (.agent, .agent), (.version, .version),
                (.channel, .channel):
                true
            case (_, .all), (_, .intent), (_, .tag), (_, .queue), (_, .agent), (_, .version), (_, .channel),
                (_, .others):
                false
            }
        }
    }

    /// The first and the last day, both counted; `nil`: thirty days up to today.
    public let from: CivilDate?
    public let to: CivilDate?
    public let by: Breakdown?
    /// Waits and resolutions inside the hours in which people are there.
    public let businessHours: Bool

    public init(
        from: CivilDate? = nil, to: CivilDate? = nil, by: Breakdown? = nil, businessHours: Bool = false
    ) {
        self.from = from
        self.to = to
        self.by = by
        self.businessHours = businessHours
    }
}
