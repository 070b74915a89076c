internal import ArgumentParser

/// Benchmarks and fault drills. Each prints one JSON line on standard output; words for people go to standard error.
@main
struct WarmlineBench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "warmline-bench",
        abstract: "Measure Warmline against named yardsticks, and break it on purpose.",
        subcommands: [
            Echo.self, EchoServer.self, Durable.self, CommitBench.self, ParseBench.self, Hostile.self, Encode.self,
            Faults.self, Conversations.self, Answers.self, FuzzBench.self, StepBench.self,
            ReportBench.self, OutboxBench.self, TripwireBench.self, DeskBench.self, LearningBench.self,
            TrainingBench.self,
        ])
}
