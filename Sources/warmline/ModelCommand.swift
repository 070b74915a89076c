internal import ArgumentParser
internal import Encoder
internal import Foundation

struct ModelCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "model",
        abstract: "Import the language model that intents are understood with, or look at it.",
        discussion: """
            Without a model everything works on words and letter runs, only less well. Programs look for it at
            $WARMLINE_MODEL (empty: none is wanted), else at
            ${XDG_DATA_HOME:-~/.local/share}/warmline/minilm-l6-v2.warmline.
            """,
        subcommands: [Import.self, Show.self])

    /// Where programs look, or wrong usage where they are told not to.
    private static func place() throws -> String {
        switch ModelPlace() {
        case .file(let path): return path
        case .none: throw ValidationError("$WARMLINE_MODEL is empty, which means no model. Name a file.")
        }
    }

    struct Import: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make one file of all-MiniLM-L6-v2 as published, in 8 bits.",
            discussion: """
                Both files are checked against known SHA-256 hashes; any other model is refused. Scripts/weights fetches
                them and calls this.
                """)

        @Argument(help: "The folder with model.safetensors and tokenizer.json.")
        var folder: String

        @Option(help: "The file to write, instead of where programs look for it.")
        var to: String?

        func run() throws {
            let path = try to ?? ModelCommand.place()
            do {
                try ModelImport.run(folder: folder, to: path)
                // Opened as a program would, so that a bad file is noticed now.
                StandardOutput.write("\(path)\n\(try MiniLMEncoder(contentsOf: path).identity)")
            } catch {
                StandardError.write("\(error)")
                throw ExitCode(1)
            }
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "What the model is, whose work it is, and how it will be run here.")

        @Argument(help: "The file, instead of where programs look for it.")
        var file: String?

        func run() throws {
            let path = try file ?? ModelCommand.place()
            let encoder: MiniLMEncoder
            do throws(ModelProblem) {
                encoder = try MiniLMEncoder(contentsOf: path)
            } catch {
                StandardError.write(error.description)
                throw ExitCode(1)
            }
            let shape = encoder.shape
            StandardOutput.write(
                """
                file        \(path)
                identity    \(encoder.identity)
                bytes       \(encoder.fileBytes)
                made from   model.safetensors  SHA-256 \(encoder.weightsHash)
                            tokenizer.json     SHA-256 \(encoder.tokenizerHash)
                shape       \(shape.layers) layers of \(shape.width), \(shape.heads) heads, \(shape.vocabulary) pieces, \
                \(shape.positions) tokens at most
                kernels     \(encoder.kernel.rawValue)

                \(encoder.notice)
                """)
        }
    }
}
