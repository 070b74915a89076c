public import PlaybookModel

/// The files of a Rasa bot to the files of a playbook. Texts in, texts out: no file is opened here.
///
/// It reads the YAML of Rasa 2 and 3 (`nlu`, `stories`, `rules`, and the keys of a domain), over any number of files,
/// and writes a playbook that loads without an error. What has no counterpart is told with its place, nothing is
/// dropped silently; what had to be added so that the playbook is whole is told as well.
public struct RasaImporter: Sendable {
    /// Files of a bot, at most; a file has at most 1 MiB.
    public static let fileLimit = 2_000

    /// What the bot is called in the playbook.
    public let name: String
    /// Says what is wrong with a pattern, or `nil`: the room that matches patterns knows.
    private let patternProblem: @Sendable (String) -> String?

    public init(name: String, patternProblem: @escaping @Sendable (String) -> String? = { _ in nil }) {
        self.name = name
        self.patternProblem = patternProblem
    }

    /// - Parameter files: text by path, relative to the bot's folder.
    /// - Throws: every file that cannot be read, with its place; then there is no import.
    public func run(on files: [String: String]) throws(RasaFaults) -> ImportedPlaybook {
        var reader = RasaReader()
        guard files.count <= Self.fileLimit else {
            throw RasaFaults(faults: [
                RasaFault(
                    place: SourcePlace(file: "", line: 1, column: 1),
                    message: "there are \(files.count) files, at most \(Self.fileLimit) are read")
            ])
        }
        for (path, text) in files.sorted(by: { $0.key < $1.key }) { reader.read(text, path: path) }
        guard reader.faults.isEmpty else { throw RasaFaults(faults: reader.faults) }
        guard !reader.bot.examples.isEmpty else {
            throw RasaFaults(faults: [
                RasaFault(
                    place: SourcePlace(file: files.keys.min() ?? "", line: 1, column: 1),
                    message: "no file has 'nlu:' with an intent and its examples")
            ])
        }
        var conversion = Conversion(bot: reader.bot, name: name, losses: reader.losses, patternProblem: patternProblem)
        return conversion.playbook()
    }
}

/// What became of a bot.
public struct ImportedPlaybook: Hashable, Sendable {
    /// Text by path, relative to the playbook's folder.
    public let files: [String: String]
    /// In the order of their kinds, then of their places.
    public let losses: [Loss]
    public let intents: Int
    public let phrases: Int
    public let flows: Int
}

/// Something of the bot that has no counterpart in the playbook, or something the playbook needed and the bot had not.
public struct Loss: Hashable, Sendable {
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        case customCode = "custom-code"
        case story
        case rule
        case form
        case slot
        case entity
        case phrase
        case intent
        case response
        case setting
        case added

        /// What stands above them in a report.
        public var title: String {
            switch self {
            case .customCode: "Code that must be put behind an address"
            case .story: "Stories"
            case .rule: "Rules"
            case .form: "Forms"
            case .slot: "Slots"
            case .entity: "Entities"
            case .phrase: "Phrases"
            case .intent: "Intents"
            case .response: "Responses"
            case .setting: "Settings"
            case .added: "Added, please look it over"
            }
        }
    }

    public let kind: Kind
    /// In the bot's files.
    public let place: SourcePlace
    public let message: String
}

/// A file that cannot be read.
public struct RasaFault: Hashable, Sendable {
    public let place: SourcePlace
    public let message: String
}

/// Everything that keeps a bot from being imported.
public struct RasaFaults: Error, Hashable, Sendable {
    public let faults: [RasaFault]
}
