public import Vocabulary

/// What agents work with: `desk.yaml` and `tags.yaml`. Everything has a default that works.
public struct DeskPlan: Hashable, Sendable {
    /// Words that are ready, called up by their name: `/late_parcel`.
    public struct CannedReply: Hashable, Sendable {
        /// Also the shortcut.
        public let name: String
        public let title: String
        /// Its holes are filled from what is known of the conversation.
        public let text: Template
        /// Whose desk it is on; empty: everyone's.
        public let teams: [TeamName]

        public init(name: String, title: String, text: Template, teams: [TeamName] = []) {
            self.name = name
            self.title = title
            self.text = text
            self.teams = teams
        }
    }

    /// When a source of drafts is no longer worth its place on the desk.
    public struct Worth: Hashable, Sendable {
        /// The share of its drafts that has to be used, 0 to 1.
        public let floor: Double
        /// Drafts that are judged at once: the last so many, and no fewer.
        public let judged: Int

        public init(floor: Double = 0.15, judged: Int = 20) {
            self.floor = floor
            self.judged = judged
        }
    }

    /// What a conversation may be said to be about; in the order of `tags.yaml`.
    public let tags: [Tag]
    public let replies: [CannedReply]
    /// Phrases that no line to a visitor may hold, in the assistant's language.
    public let banned: [String]
    public let worth: Worth

    public init(
        tags: [Tag] = [], replies: [CannedReply] = [], banned: [String] = [], worth: Worth = Worth()
    ) {
        self.tags = tags
        self.replies = replies
        self.banned = banned
        self.worth = worth
    }
}
