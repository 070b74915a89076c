internal import ArgumentParser
internal import Encoder
internal import Foundation
internal import Understanding

/// The language model that intents are understood with, or why there is none.
struct LanguageModel: Sendable {
    let encoder: MiniLMEncoder?
    /// One line for people: which model, or why words and letter runs have to do.
    let words: String

    /// The one at the place where programs look; a broken one is as none, and said.
    static func found() -> LanguageModel {
        switch ModelPlace() {
        case .none:
            return LanguageModel(encoder: nil, words: "no language model is wanted: words and letter runs alone")
        case .file(let path):
            do throws(ModelProblem) {
                return try LanguageModel(at: path)
            } catch {
                return LanguageModel(
                    encoder: nil,
                    words: "NO LANGUAGE MODEL, words and letter runs alone: \(error.description) "
                        + "(Scripts/weights fetches it)")
            }
        }
    }

    init(at path: String) throws(ModelProblem) {
        let encoder = try MiniLMEncoder(contentsOf: path)
        self.init(encoder: encoder, words: "\(encoder.identity), \(encoder.kernel.rawValue) kernels")
    }

    private init(encoder: MiniLMEncoder?, words: String) {
        self.encoder = encoder
        self.words = words
    }

    static let unwanted = LanguageModel(encoder: nil, words: "--no-model: words and letter runs alone")
}

/// Which language model a command takes.
struct ModelOptions: ParsableArguments {
    @Option(help: "The language model's file, instead of where programs look for it (see `warmline model`).")
    var model: String?

    @Flag(help: "Understand by words and letter runs alone.")
    var noModel = false

    func validate() throws {
        if model != nil, noModel { throw ValidationError("--model and --no-model exclude each other.") }
    }

    /// A file that was asked for and cannot be had is an error with exit code 1.
    func languageModel() throws -> LanguageModel {
        if noModel { return .unwanted }
        guard let model else { return .found() }
        do throws(ModelProblem) {
            return try LanguageModel(at: model)
        } catch {
            StandardError.write(error.description)
            throw ExitCode(1)
        }
    }
}
