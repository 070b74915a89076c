internal import ArgumentParser
internal import Encoder
internal import Foundation
internal import Understanding

/// How long the language model takes for a message, against itself in floating point in the same run, and how far its
/// 8 bits turn the vectors.
struct Encode: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Time to encode a message, in 8 bits and in floating point; how alike the vectors are.",
        discussion: """
            The file of messages holds one JSON object a line with "text". Times are of messages of about --tokens
            tokens, likeness is over all that are read. Prints one JSON line.
            """)

    @Option(help: "The model's file, instead of where programs look for it.")
    var model: String?

    @Option(help: "The folder with model.safetensors and tokenizer.json, for the floating-point mode.")
    var reference: String?

    @Option(help: "Messages, as JSON lines with \"text\".")
    var messages: String

    @Option(help: "How many messages to read, evenly over the file.")
    var limit = 500

    @Option(help: "Tokens of the messages that are timed, two more or less included.")
    var tokens = 15

    @Option(help: "How often to time them.")
    var rounds = 5

    @Option(help: "avx512vnni, avx2 or portable, instead of the best.")
    var kernel: String?

    private struct Line: Decodable {
        let text: String
    }

    private struct Report: Encodable {
        let bench = "encode"
        let variant: String
        let identity: String
        let messages: Int
        let timed: Int
        let p50Millis: Double
        let p95Millis: Double
        /// Of the process before it opened the model, and when the mapped file and its passes are in it.
        let residentBytesBefore: Int?
        let residentBytes: Int?
        let fileBytes: Int
        var floatP50Millis: Double?
        var floatP95Millis: Double?
        var ratioToFloat: Double?
        var middleCosineMean: Double?
        var middleCosineMin: Double?
        var cosineMean: Double?
        var cosineMin: Double?
    }

    func run() throws {
        let family = try kernel.map { name in
            guard let family = KernelFamily(rawValue: name) else { throw ValidationError("No kernels '\(name)'.") }
            return family
        }
        let before = ProcessMemory.resident
        let encoder = try MiniLMEncoder(contentsOf: try place(), kernel: family ?? .best)
        let texts = try texts()
        let timed = texts.filter { abs(encoder.tokens(of: $0).count - tokens) <= 2 }
        guard !timed.isEmpty else { throw ValidationError("No message has about \(tokens) tokens.") }
        _ = Self.millis(of: encoder, timed.prefix(50))
        var times = Self.millis(of: encoder, timed)
        let resident = ProcessMemory.resident
        var floatTimes: [Double] = []
        var likeness: [(middle: Double, last: Double)] = []
        if let reference {
            let exact = try ReferenceEncoder(
                try PublishedModel.weights(inFolder: reference), kernel: family ?? .best)
            _ = Self.millis(of: exact, timed.prefix(50))
            // Turn by turn, so that whatever else the machine does falls on both.
            for round in 0..<max(rounds, 1) {
                floatTimes += Self.millis(of: exact, timed)
                if round > 0 { times += Self.millis(of: encoder, timed) }
            }
            likeness = texts.map { text in
                let (ours, theirs) = (encoder.encode(text), exact.encode(text))
                return (Self.cosine(ours.middle, theirs.middle), Self.cosine(ours.last, theirs.last))
            }
        } else {
            for _ in 1..<max(rounds, 2) { times += Self.millis(of: encoder, timed) }
        }
        var report = Report(
            variant: encoder.kernel.rawValue, identity: encoder.identity, messages: texts.count, timed: times.count,
            p50Millis: Self.quantile(0.5, of: times), p95Millis: Self.quantile(0.95, of: times),
            residentBytesBefore: before, residentBytes: resident, fileBytes: encoder.fileBytes)
        if !likeness.isEmpty {
            let float = Self.quantile(0.5, of: floatTimes)
            report.floatP50Millis = float
            report.floatP95Millis = Self.quantile(0.95, of: floatTimes)
            report.ratioToFloat = report.p50Millis / float
            report.middleCosineMean = likeness.map(\.middle).reduce(0, +) / Double(likeness.count)
            report.middleCosineMin = likeness.map(\.middle).min()
            report.cosineMean = likeness.map(\.last).reduce(0, +) / Double(likeness.count)
            report.cosineMin = likeness.map(\.last).min()
        }
        print(try report.line())
    }

    private func place() throws -> String {
        if let model { return model }
        guard case .file(let path) = ModelPlace() else { throw ValidationError("No model is wanted here.") }
        return path
    }

    private func texts() throws -> [String] {
        let decoder = JSONDecoder()
        let all = try String(contentsOfFile: messages, encoding: .utf8).split(separator: "\n")
        let step = max(all.count / max(limit, 1), 1)
        return try stride(from: 0, to: all.count, by: step).map {
            try decoder.decode(Line.self, from: Data(all[$0].utf8)).text
        }
    }

    private static func millis(of encoder: some SentenceEncoder, _ texts: some Sequence<String>) -> [Double] {
        let clock = ContinuousClock()
        return texts.map { text in
            let before = clock.now
            _ = encoder.encode(text)
            return (clock.now - before) / .milliseconds(1)
        }
    }

    private static func quantile(_ share: Double, of values: [Double]) -> Double {
        let sorted = values.sorted()
        return sorted[Int(Double(sorted.count - 1) * share)]
    }

    private static func cosine(_ a: [Float], _ b: [Float]) -> Double {
        zip(a, b).reduce(0) { $0 + Double($1.0) * Double($1.1) }
    }
}
