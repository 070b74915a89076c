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

        enum CodingKeys: String, CodingKey {
            case auroc, recall, precision
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
    public let trainSeconds: Double
    public let parseMicros: Times
    /// Most memory the process ever held; nothing where the system does not tell.
    public let peakMemoryBytes: Int?
    public let examples: Int
    public let intents: Int
    /// Every test message with its answer, for reports.
    public let answers: [IntentAnswer]

    enum CodingKeys: String, CodingKey {
        case accuracy, top3, ece, mcc, examples, intents
        case macroF1 = "macro_f1"
        case outOfScope = "out_of_scope"
        case trainSeconds = "train_seconds"
        case parseMicros = "parse_micros"
        case peakMemoryBytes = "peak_memory_bytes"
    }

    /// - Parameter times: microseconds, sorted.
    init(
        answers: [IntentAnswer], rejectBelow: Double, hasNoMatch: Bool, training: Double, times: [Double],
        examples: Int, intents: Int
    ) {
        let inScope = answers.filter { $0.truth != nil }
        let outside = answers.filter { $0.truth == nil }
        let pairs = inScope.map { (truth: $0.truth ?? "", answer: $0.ranked.first ?? "") }
        let count = Double(max(inScope.count, 1))
        accuracy = Double(pairs.count { $0.truth == $0.answer }) / count
        macroF1 = Scores.macroF1(pairs)
        top3 = Double(inScope.count { $0.ranked.contains($0.truth ?? "") }) / count
        ece = Scores.expectedCalibrationError(
            inScope.map { (confidence: $0.confidence, isRight: $0.ranked.first == $0.truth) })
        // With a no-match label the rejections are answers too, as in the published comparisons.
        let judged = hasNoMatch ? answers : inScope
        mcc = Scores.matthews(
            judged.map { answer in
                let isRejected = hasNoMatch && answer.familiarity < rejectBelow
                return (truth: answer.truth ?? "", answer: isRejected ? "" : answer.ranked.first ?? "")
            })
        outOfScope = Self.outOfScope(inScope, outside, rejectBelow)
        trainSeconds = training
        parseMicros = Times(p50: Self.quantile(times, 0.5), p99: Self.quantile(times, 0.99))
        peakMemoryBytes = PeakMemory.bytes()
        self.examples = examples
        self.intents = intents
        self.answers = answers
    }

    /// One line of JSON with sorted keys.
    public var json: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        guard let bytes = try? encoder.encode(self) else { return "{}" }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func outOfScope(
        _ inScope: [IntentAnswer], _ outside: [IntentAnswer], _ rejectBelow: Double
    ) -> OutOfScope? {
        guard !inScope.isEmpty, !outside.isEmpty else { return nil }
        let rejectedOutside = outside.count { $0.familiarity < rejectBelow }
        let rejectedInside = inScope.count { $0.familiarity < rejectBelow }
        let rejected = rejectedOutside + rejectedInside
        let right = inScope.count { $0.familiarity >= rejectBelow && $0.ranked.first == $0.truth }
        return OutOfScope(
            auroc: Scores.areaUnderCurve(above: inScope.map(\.familiarity), below: outside.map(\.familiarity)),
            recall: Double(rejectedOutside) / Double(outside.count),
            precision: rejected > 0 ? Double(rejectedOutside) / Double(rejected) : 0,
            inScopeAccuracy: Double(right) / Double(inScope.count))
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
