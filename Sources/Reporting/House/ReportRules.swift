public import Insight
public import PlaybookModel
public import Vocabulary

/// What the house wants to know, and how sure it wants to be.
public struct ReportRules: Sendable {
    public let metrics: MetricRules
    public let spikes: SpikeRules
    public let mood: MoodWatch
    public let trends: TrendRules
    /// What an intent is a part of.
    public let features: [IntentName: String]
    /// IANA name of the zone whose days are counted.
    public let zone: String
    /// Intents that are no matter: yes, no, hello.
    public let smallTalk: Set<IntentName>

    public init(
        metrics: MetricRules = MetricRules(), spikes: SpikeRules = SpikeRules(), mood: MoodWatch = MoodWatch(),
        trends: TrendRules = TrendRules(), features: [IntentName: String] = [:], zone: String = "UTC",
        smallTalk: Set<IntentName> = []
    ) {
        self.metrics = metrics
        self.spikes = spikes
        self.mood = mood
        self.trends = trends
        self.features = features
        self.zone = zone
        self.smallTalk = smallTalk
    }

    /// As the playbook has it: its hours and zone; features are the folders that intents stand in, or what tags say.
    ///
    /// - Parameter segments: of a visitor's signed attributes.
    public init(_ playbook: Playbook, segments: [String] = ["plan", "tier"]) {
        let zone = ZoneOffsets(named: playbook.assistant.timeZone)
        var features: [IntentName: String] = [:]
        var smallTalk: Set<IntentName> = []
        for intent in playbook.intents {
            switch intent.outcome {
            case .command: smallTalk.insert(intent.name)
            case .response, .flow, .article:
                let folders = intent.place.file.split(separator: "/")
                guard folders.count > 1, let folder = folders.first.map(String.init) else { continue }
                if folder == "smalltalk" { smallTalk.insert(intent.name) } else { features[intent.name] = folder }
            }
        }
        for tag in playbook.tags where !tag.feature.isEmpty {
            for intent in tag.intents { features[intent] = tag.feature }
        }
        let suggestions = Dictionary(
            playbook.tags.flatMap { tag in tag.intents.map { ($0, [tag.name]) } }, uniquingKeysWith: +)
        self.init(
            metrics: MetricRules(
                hours: WorkingHours(playbook.assistant.hours, zone: zone), slices: 400, commands: smallTalk,
                suggestions: suggestions),
            spikes: SpikeRules(zone: zone), mood: MoodWatch(features: features, segments: segments),
            trends: TrendRules(ignored: [playbook.assistant.company.lowercased()]), features: features,
            zone: playbook.assistant.timeZone, smallTalk: smallTalk)
    }
}
