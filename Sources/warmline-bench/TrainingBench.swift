internal import ArgumentParser
internal import Console
internal import Foundation
internal import Understanding
internal import Vocabulary

/// What it costs to learn intents: all of them from the beginning, and one that comes while the others serve.
struct TrainingBench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "training",
        abstract: "Time to learn intents from the beginning, and to learn one more in haste and then in full.",
        discussion: """
            Draws --per-intent phrases of each intent from --train, learns them, learns all but one intent and has that
            one come. Accuracies are of --test: of all its messages after each kind of training, and of those of the
            intents that came. Seconds are of the processor, and of the wall for what a visitor waits for; the most of
            any draw is given. Prints one JSON line. Exits 1 when the full training that follows haste does not give the
            model of the first, byte for byte.
            """)

    @Option(help: "Phrases, as JSON lines with \"text\" and \"intent\".")
    var train: String

    @Option(help: "Messages, likewise.")
    var test: String

    @Option(help: "Phrases of each intent.")
    var perIntent = 10

    @Option(help: "How often to draw them, each time with another intent that comes.")
    var draws = 3

    @OptionGroup var model: BenchModel

    private struct Report: Encodable {
        let bench = "training"
        let model: String
        let draws: Int
        var intents = 0
        var phrases = 0
        var coldProcessorSeconds = 0.0
        var addedProcessorSeconds = 0.0
        var addedWallSeconds = 0.0
        var completedProcessorSeconds = 0.0
        var accuracyInHaste = 0.0
        var accuracyInFull = 0.0
        var accuracyOfAddedInHaste = 0.0
        var accuracyOfAddedInFull = 0.0
        var isFullTheSame = true
    }

    func validate() throws {
        guard (1...1_000).contains(perIntent), (1...100).contains(draws) else {
            throw ValidationError("--per-intent is 1 to 1000, --draws 1 to 100.")
        }
    }

    func run() throws {
        let encoder = try model.encoder()
        let rows = try EvaluationRow.rows(of: try String(contentsOfFile: train, encoding: .utf8))
        let test = try EvaluationRow.rows(of: try String(contentsOfFile: test, encoding: .utf8))
        var report = Report(model: encoder?.identity ?? "words and letter runs", draws: draws)
        for draw in 1...draws {
            let examples = drawn(rows, seed: UInt64(draw))
            let (cold, coldSeconds) = Self.timed { IntentClassifier(examples: examples, encoder: encoder) }
            let added = cold.labels[draw * 29 % cold.labels.count]
            let serving = IntentClassifier(
                examples: examples.filter { $0.label != added }, encoder: encoder, earlier: cold.model)
            let wall = ContinuousClock.now
            let (hasty, addedSeconds) = Self.timed { serving.provisional(examples) }
            report.addedWallSeconds = max(report.addedWallSeconds, (ContinuousClock.now - wall) / .seconds(1))
            let (full, completedSeconds) = Self.timed { hasty.full(examples) }

            report.intents = cold.labels.count
            report.phrases = examples.count
            report.coldProcessorSeconds = max(report.coldProcessorSeconds, coldSeconds)
            report.addedProcessorSeconds = max(report.addedProcessorSeconds, addedSeconds)
            report.completedProcessorSeconds = max(report.completedProcessorSeconds, completedSeconds)
            report.isFullTheSame = report.isFullTheSame && full.model?.bytes == cold.model?.bytes
            let ofAdded = test.filter { $0.intent == added }
            report.accuracyInHaste += Self.accuracy(hasty, on: test) / Double(draws)
            report.accuracyInFull += Self.accuracy(full, on: test) / Double(draws)
            report.accuracyOfAddedInHaste += Self.accuracy(hasty, on: ofAdded) / Double(draws)
            report.accuracyOfAddedInFull += Self.accuracy(full, on: ofAdded) / Double(draws)
        }
        print(try report.line())
        guard report.isFullTheSame else { throw ExitCode(1) }
    }

    /// The phrases, and each intent's name as one more, as a playbook has it.
    private func drawn(_ rows: [EvaluationRow], seed: UInt64) -> [IntentClassifier.Example] {
        var generator = SplitMix64(state: seed)
        var taken: [String: Int] = [:]
        var examples: [IntentClassifier.Example] = []
        for row in rows.shuffled(using: &generator) {
            guard let intent = row.intent, taken[intent, default: 0] < perIntent else { continue }
            taken[intent, default: 0] += 1
            examples.append(IntentClassifier.Example(text: row.text, label: intent))
        }
        return examples + taken.keys.sorted().map(IntentClassifier.Example.init(naming:))
    }

    private static func timed<Result>(_ work: () -> Result) -> (Result, processorSeconds: Double) {
        let began = ProcessorTime.micros
        let result = work()
        return (result, (ProcessorTime.micros - began) / 1_000_000)
    }

    /// In hundredths.
    private static func accuracy(_ classifier: IntentClassifier, on rows: [EvaluationRow]) -> Double {
        let right = rows.count { classifier.predict($0.text).labels.first?.label == $0.intent }
        return 100 * Double(right) / Double(max(1, rows.count))
    }
}
