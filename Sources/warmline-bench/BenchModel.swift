internal import ArgumentParser
internal import Encoder
internal import Understanding

/// Which language model a measurement is of.
struct BenchModel: ParsableArguments {
    @Option(help: "The language model's file, instead of where programs look for it.")
    var model: String?

    @Flag(help: "Words and letter runs alone.")
    var noModel = false

    func validate() throws {
        guard model == nil || !noModel else { throw ValidationError("--model and --no-model exclude each other.") }
    }

    /// The model, or nothing where none is wanted. One that is wanted and cannot be opened is an error: a measurement
    /// must not be taken for that of something else.
    func encoder() throws -> (any SentenceEncoder)? {
        guard let path else { return nil }
        do throws(ModelProblem) {
            return try MiniLMEncoder(contentsOf: path)
        } catch {
            throw ValidationError("\(error.description) (Scripts/weights fetches it, --no-model does without.)")
        }
    }

    /// The same choice, for another process.
    var arguments: [String] {
        path.map { ["--model", $0] } ?? ["--no-model"]
    }

    private var path: String? {
        if noModel { return nil }
        if let model { return model }
        switch ModelPlace() {
        case .none: return nil
        case .file(let path): return path
        }
    }
}
