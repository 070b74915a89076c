public import Vocabulary

/// Reads the mood of each conversation from the log and says once a contact when it has turned bad: an average of the
/// visitor's frustration that follows the last messages, raised by what went wrong since something last went right.
public struct MoodWatch: Sendable {
    fileprivate struct Mood: Sendable {
        var frustration: Double?
        var mishaps = 0
        var words = ""
        var keys: [SpikeKey] = []
        var segments: [SpikeKey] = []
        var isTold = false
        var last: Timestamp
    }

    /// Of a new message in the average.
    private static let share = 0.3
    private static let mishap = 0.15
    private static let success = 0.2
    /// Keys of one conversation.
    private static let keys = 16
    private static let memory = TimeSpan.days(2)

    /// From here on it is bad, 0 to 1.
    public let threshold: Double
    /// What an intent is a part of.
    public let features: [IntentName: String]
    /// Which of a visitor's signed attributes make segments: `plan`.
    public let segments: [String]
    private var moods: [ConversationID: Mood] = [:]
    private var rounds = Rounds(every: .hours(6))

    public init(threshold: Double = 0.6, features: [IntentName: String] = [:], segments: [String] = []) {
        self.threshold = threshold
        self.features = features
        self.segments = segments
    }

    public var followed: Int { moods.count }

    /// Tags count as keys of what comes after them.
    public mutating func tagged(_ conversation: ConversationID, _ tag: TagName) {
        add([.tag(tag)], to: conversation)
    }

    public mutating func take(_ record: EventRecord, in conversation: ConversationID) -> BadMood? {
        sweep(at: record.at)
        moods[conversation, default: Mood(last: record.at)].last = record.at
        switch record.event {
        case .opened(let opening):
            moods[conversation]?.segments = segments.compactMap { name in
                opening.signed[name].map { .segment("\(name):\($0)") }
            }
        case .visitorSaid(let text, _): moods[conversation]?.words = text
        case .understood(let interpretation): return understood(interpretation, in: conversation, at: record.at)
        case .fellBack, .turnFailed: moods[conversation]?.mishaps += 1
        case .slotAsked(_, let attempt): if attempt >= 3 { moods[conversation]?.mishaps += 1 }
        case .actionFinished(_, let result): finished(result, in: conversation)
        case .resolved:
            moods[conversation]?.frustration = nil
            moods[conversation]?.mishaps = 0
            moods[conversation]?.keys = []
            moods[conversation]?.isTold = false
        case .tagged(let tag, .confirmed):
            // Whose mood had turned before anybody said what it was about counts there, too.
            let isNews = moods[conversation]?.keys.contains(.tag(tag)) == false
            tagged(conversation, tag)
            guard isNews, let mood = moods[conversation], mood.isTold else { return nil }
            return BadMood(conversation: conversation, at: record.at, keys: [.tag(tag)], words: mood.words)
        case .botSaid, .agentSaid, .noted, .flowStarted, .stepEntered, .flowResumed, .flowEnded, .slotFilled,
            .slotCleared, .confirmationShown, .confirmed, .verified, .articleShown, .requestKept, .requestSettled,
            .promised, .waitBegan, .signalled, .returned, .actionStarted, .timerSet, .timerFired, .escalated,
            .agentJoined, .agentLeft, .leftQueue, .callbackBooked, .rated, .tagged(_, .removed):
            break
        }
        return nil
    }

    private mutating func understood(
        _ interpretation: Interpretation, in conversation: ConversationID, at moment: Timestamp
    ) -> BadMood? {
        if interpretation.band == .act, let first = interpretation.intents.first?.value {
            add([.intent(first)] + (features[first].map { [.feature($0)] } ?? []), to: conversation)
        }
        let new = interpretation.sentiment.frustration
        guard var mood = moods[conversation] else { return nil }
        let frustration = mood.frustration.map { $0 + Self.share * (new - $0) } ?? new
        mood.frustration = frustration
        let isBad = min(1, frustration + Self.mishap * Double(mood.mishaps)) > threshold
        let tells = isBad && !mood.isTold
        if tells { mood.isTold = true }
        moods[conversation] = mood
        guard tells else { return nil }
        return BadMood(conversation: conversation, at: moment, keys: mood.keys + mood.segments, words: mood.words)
    }

    private mutating func finished(_ result: ActionResult, in conversation: ConversationID) {
        switch result {
        case .done:
            moods[conversation]?.mishaps = 0
            guard let frustration = moods[conversation]?.frustration else { return }
            moods[conversation]?.frustration = max(0, frustration - Self.success)
        case .refused, .unknown: moods[conversation]?.mishaps += 1
        case .overLimit: break
        }
    }

    private mutating func add(_ keys: [SpikeKey], to conversation: ConversationID) {
        for key in keys where moods[conversation]?.keys.contains(key) == false {
            if moods[conversation]?.keys.count ?? 0 < Self.keys { moods[conversation]?.keys.append(key) }
        }
    }

    private mutating func sweep(at moment: Timestamp) {
        guard rounds.isDue(at: moment) else { return }
        moods = moods.filter { moment - $0.value.last < Self.memory }
    }
}

extension MoodWatch.Mood: Imaged {
    func write(to image: inout ImageWriter) {
        image.write(frustration)
        image.write(mishaps)
        image.write(Redaction.quote(words))
        image.write(keys)
        image.write(segments)
        image.write(isTold)
        image.write(last)
    }

    init(from image: inout ImageReader) throws(ImageFault) {
        frustration = try image.read()
        mishaps = try image.read()
        words = try image.read()
        keys = try image.read()
        segments = try image.read()
        isTold = try image.read()
        last = try image.read()
    }
}

extension MoodWatch {
    public func write(to image: inout ImageWriter) {
        image.write(moods)
        image.write(rounds.last)
    }

    /// - Parameter rules: what it watches by, from now on.
    public init(like rules: MoodWatch, from image: inout ImageReader) throws(ImageFault) {
        self = rules
        moods = try image.read()
        rounds = Rounds(every: rounds.every, last: try image.read())
    }
}
