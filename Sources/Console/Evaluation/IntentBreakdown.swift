internal import Vocabulary

/// How one intent fared.
public struct IntentScore: Hashable, Sendable, Encodable {
    public let intent: String
    public let precision: Double
    public let recall: Double
    public let f1: Double
    /// Messages that belong to it.
    public let support: Int
}

/// Messages of one intent taken for another.
public struct IntentConfusion: Hashable, Sendable, Encodable {
    public let truth: String
    public let answer: String
    public let count: Int
    /// At most three, the most confident first.
    public let examples: [String]
}

/// A message misread with confidence, and the phrase that pulled it.
public struct HardPhrase: Hashable, Sendable, Encodable {
    public let text: String
    public let truth: String
    public let answer: String
    public let confidence: Double
    public let nearest: IntentAnswer.Neighbour?
}

/// Two intents that take each other's messages.
public struct IntentOverlap: Hashable, Sendable, Encodable {
    public let first: String
    public let second: String
    /// Messages of the first taken for the second.
    public let firstAsSecond: Int
    public let secondAsFirst: Int
    /// Of all messages of the two, those taken for the other, 0 to 1.
    public let share: Double
    /// At most two each way: text and what it was taken for.
    public let examples: [HardPhrase]

    public var count: Int { firstAsSecond + secondAsFirst }

    enum CodingKeys: String, CodingKey {
        case first, second, share, examples
        case firstAsSecond = "first_as_second"
        case secondAsFirst = "second_as_first"
    }
}

/// What the bot would have done with the messages.
public struct BandCounts: Hashable, Sendable, Encodable {
    public private(set) var actedRight = 0
    public private(set) var actedWrong = 0
    /// Asked "did you mean", and the right one was among the three.
    public private(set) var askedWithRight = 0
    public private(set) var askedWithoutRight = 0
    /// Said that it did not understand.
    public private(set) var rejected = 0

    public var total: Int { actedRight + actedWrong + askedWithRight + askedWithoutRight + rejected }

    enum CodingKeys: String, CodingKey {
        case rejected
        case actedRight = "acted_right"
        case actedWrong = "acted_wrong"
        case askedWithRight = "asked_with_right"
        case askedWithoutRight = "asked_without_right"
    }

    init(_ answers: [IntentAnswer]) {
        for answer in answers {
            let isAmongThree = answer.truth.map(answer.ranked.contains) ?? false
            switch answer.band {
            case .act where answer.isRight: actedRight += 1
            case .act: actedWrong += 1
            case .clarify where isAmongThree: askedWithRight += 1
            case .clarify: askedWithoutRight += 1
            case .none: rejected += 1
            }
        }
    }
}

/// Messages whose confidence lies between two bounds: believed how much, right how often.
public struct ReliabilityBin: Hashable, Sendable, Encodable {
    public let from: Double
    public let to: Double
    public let count: Int
    public let right: Int
    /// Means over the bin; nothing in an empty one.
    public let confidence: Double?
    public let accuracy: Double?
}

/// Cross-validation in figures: one accuracy each part.
public struct FoldSummary: Hashable, Sendable, Encodable {
    public let count: Int
    public let accuracies: [Double]
    public let mean: Double
    /// Standard deviation between the parts.
    public let deviation: Double
}
