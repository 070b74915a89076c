internal import ArgumentParser
internal import Console
internal import Foundation
internal import Switchboard
internal import Understanding
internal import Vocabulary

struct Parse: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Understand lines of text: one JSON interpretation a line.")

    @OptionGroup var source: PlaybookOptions

    @OptionGroup var model: ModelOptions

    func run() throws {
        let edition = try Edition(
            try source.folder.checkedPlaybook(), model: try model.languageModel())
        while let line = readLine() {
            let interpretation = edition.understander.interpret(line, at: .present)
            StandardOutput.write(ParseCommand.json(interpretation))
        }
    }
}
