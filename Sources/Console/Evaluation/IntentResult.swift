internal import Foundation

/// What an evaluation of intents found. The coded form is fixed (`warmline evaluate intents --json`): shares from 0 to
/// 1, what does not apply is absent.
public struct IntentResult: Sendable, Encodable {
    /// How well texts that belong nowhere were told apart.
    public struct OutOfScope: Hashable, Sendable, Encodable {
        public let auroc: Double
        /// Of those that belong nowhere, the share rejected.
        public let recall: Double
        /// Of those rejected, the share that belongs nowhere.
        public let precision: Double
        /// Of those that belong somewhere, the share not rejected and right.
        public let inScopeAccuracy: Double
        /// Of those that belong nowhere, the share kept at the bar that keeps 95 in 100 of the others.
        public let fpr95: Double

        enum CodingKeys: String, CodingKey {
            case auroc, recall, precision, fpr95
            case inScopeAccuracy = "in_scope_accuracy"
        }
    }

    /// Microseconds for one message.
    public struct Times: Hashable, Sendable, Encodable {
        public let p50: Double
        public let p99: Double
    }

    public let accuracy: Double
    public let macroF1: Double
    /// Share with the right one among the first three.
    public let top3: Double
    public let ece: Double
    public let mcc: Double?
    public let outOfScope: OutOfScope?
    /// Of one training; the mean of them in a cross-validation.
    public let trainSeconds: Double
    public let parseMicros: Times
    /// Most memory the process ever held; nothing where the system does not tell.
    public let peakMemoryBytes: Int?
    public let examples: Int
    public let intents: Int
    /// Nothing without a cross-validation.
    public let folds: FoldSummary?
    /// By name.
    public let perIntent: [IntentScore]
    /// The most frequent first.
    public let confusions: [IntentConfusion]
    /// Messages misread, the most confident first.
    public let hardest: [HardPhrase]
    public let overlaps: [IntentOverlap]
    /// Of messages that belong to an intent.
    public let bands: BandCounts
    /// Of those that belong to none; nothing without any.
    public let strangerBands: BandCounts?
    public let reliability: [ReliabilityBin]
    /// Every test message with its answer, for reports.
    public let answers: [IntentAnswer]

    /// Entries of `confusions`, `hardest` and `overlaps`, at most.
    public static let listed = 100

    enum CodingKeys: String, CodingKey {
        case accuracy, top3, ece, mcc, examples, intents, folds, confusions, hardest, overlaps, bands, reliability
        case perIntent = "per_intent"
        case strangerBands = "out_of_scope_bands"
        case macroF1 = "macro_f1"
        case outOfScope = "out_of_scope"
        case trainSeconds = "train_seconds"
        case parseMicros = "parse_micros"
        case peakMemoryBytes = "peak_memory_bytes"
    }

    init(_ measured: IntentMeasurement) {
        answers = measured.answers
        let inScope = answers.filter { $0.truth != nil }
        let outside = answers.filter { $0.truth == nil }
        let pairs = inScope.map { (truth: $0.truth ?? "", answer: $0.ranked.first ?? "") }
        let count = Double(max(inScope.count, 1))
        accuracy = Double(inScope.count(where: \.isRight)) / count
        macroF1 = Scores.macroF1(pairs)
        top3 = Double(inScope.count { $0.ranked.contains($0.truth ?? "") }) / count
        ece = Scores.expectedCalibrationError(inScope.map { (confidence: $0.confidence, isRight: $0.isRight) })
        // With a no-match label the rejections are answers too, as in the published comparisons.
        let hasNoMatch = measured.hasNoMatch
        mcc = Scores.matthews(
            (hasNoMatch ? answers : inScope).map { answer in
                (
                    truth: answer.truth ?? "",
                    answer: hasNoMatch && answer.isRejected ? "" : answer.ranked.first ?? ""
                )
            })
        outOfScope = Self.outOfScope(inScope, outside)
        let scores = IntentScore.all(inScope)
        let hard = HardPhrase.all(inScope)
        perIntent = scores
        confusions = Array(IntentConfusion.all(hard).prefix(Self.listed))
        overlaps = Array(IntentOverlap.all(hard, scores).prefix(Self.listed))
        hardest = Array(hard.prefix(Self.listed))
        bands = BandCounts(inScope)
        strangerBands = outside.isEmpty ? nil : BandCounts(outside)
        reliability = ReliabilityBin.all(inScope)
        folds = measured.folds.map { FoldSummary(inScope, count: $0) }
        trainSeconds = measured.trainings.reduce(0, +) / Double(max(measured.trainings.count, 1))
        let times = measured.times.sorted()
        parseMicros = Times(p50: Self.quantile(times, 0.5), p99: Self.quantile(times, 0.99))
        peakMemoryBytes = PeakMemory.bytes()
        examples = measured.examples
        intents = measured.intents
    }

    /// One line of JSON with sorted keys.
    public var json: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        guard let bytes = try? encoder.encode(self) else { return "{}" }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func outOfScope(_ inScope: [IntentAnswer], _ outside: [IntentAnswer]) -> OutOfScope? {
        guard !inScope.isEmpty, !outside.isEmpty else { return nil }
        let rejectedOutside = outside.count(where: \.isRejected)
        let rejected = rejectedOutside + inScope.count(where: \.isRejected)
        let right = inScope.count { !$0.isRejected && $0.isRight }
        return OutOfScope(
            auroc: Scores.areaUnderCurve(above: inScope.map(\.familiarity), below: outside.map(\.familiarity)),
            recall: Double(rejectedOutside) / Double(outside.count),
            precision: rejected > 0 ? Double(rejectedOutside) / Double(rejected) : 0,
            inScopeAccuracy: Double(right) / Double(inScope.count),
            fpr95: Scores.falsePositiveRate(
                keeping: 0.95, of: inScope.map(\.familiarity), among: outside.map(\.familiarity)))
    }

    private static func quantile(_ sorted: [Double], _ share: Double) -> Double {
        guard !sorted.isEmpty else { return 0 }
        return sorted[min(Int(Double(sorted.count) * share), sorted.count - 1)]
    }
}

/// What the system says about this process.
enum PeakMemory {
    static func bytes() -> Int? {
        guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8),
            let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") })
        else { return nil }
        let digits = line.filter(\.isNumber)
        return Int(digits).map { $0 * 1_024 }
    }
}
