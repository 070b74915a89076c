internal import ArgumentParser
internal import Console
internal import Foundation
internal import PlaybookLoading

/// What one decision of the machine costs, over what really happens in conversations with a playbook.
struct StepBench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "step", abstract: "Time of DialogMachine.step over random conversations, in processor time.")

    @Option(help: "The playbook.")
    var playbook = "Intents"

    @Option(help: "Conversations to take steps from.")
    var conversations = 2_000

    @Option(help: "Exit code 1 when the 99th percentile is above this many microseconds.")
    var atMost: Double?

    @Option(help: "Then take the slowest hundredth again for so many seconds, for a profiler, and tell what they are.")
    var profile = 0

    /// What is measured may be interrupted: of so many times the quickest counts.
    private static let times = 3

    func validate() throws {
        guard conversations > 0 else { throw ValidationError("--conversations is at least 1.") }
    }

    func run() throws {
        let loaded = try BenchPlaybook.loaded(playbook)
        guard let book = loaded.playbook else {
            throw ValidationError("The playbook has errors; `warmline check \(playbook)` lists them.")
        }
        let fuzz = Fuzz(playbook: book, talks: loaded.talks)
        var micros: [Double] = []
        var taken: [(step: Fuzz.Step, micros: Double)] = []
        var events = 0
        for seed in 1...UInt64(conversations) {
            for step in fuzz.steps(seed: seed) {
                var best = Double.infinity
                for _ in 0..<Self.times {
                    let start = ProcessorTime.micros
                    events += fuzz.perform(step)
                    best = min(best, ProcessorTime.micros - start)
                }
                micros.append(best)
                if profile > 0 { taken.append((step, best)) }
            }
        }
        micros.sort()
        func quantile(_ share: Double) -> Double { micros[min(micros.count - 1, Int(share * Double(micros.count)))] }
        func text(_ value: Double) -> String { String(format: "%.2f", value) }
        print(
            #"{"bench":"step","steps":\#(micros.count),"events":\#(events / Self.times),"p50_micros":\#(text(quantile(0.5))),"#
                + #""p99_micros":\#(text(quantile(0.99))),"p999_micros":\#(text(quantile(0.999)))}"#)
        if profile > 0 { retake(taken.filter { $0.micros >= quantile(0.99) }, by: fuzz) }
        if let atMost, quantile(0.99) > atMost { throw ExitCode(1) }
    }

    private func retake(_ slow: [(step: Fuzz.Step, micros: Double)], by fuzz: Fuzz) {
        for (step, micros) in slow.sorted(by: { $0.micros > $1.micros }).prefix(40) {
            let line = "\(String(format: "%.1f", micros)) \(step.summary), \(fuzz.perform(step)) events\n"
            FileHandle.standardError.write(Data(line.utf8))
        }
        let end = ContinuousClock.now + .seconds(profile)
        while ContinuousClock.now < end { for (step, _) in slow { _ = fuzz.perform(step) } }
    }
}
