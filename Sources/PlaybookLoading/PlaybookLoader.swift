public import PlaybookModel
public import Vocabulary

/// A file of a playbook, already read.
public struct SourceFile: Hashable, Sendable {
    /// Relative to the playbook's folder with `/` between folders, e.g. `orders/refund.yaml`.
    public let path: String
    public let text: String

    public init(path: String, text: String) {
        self.path = path
        self.text = text
    }
}

/// What became of a playbook's files.
public struct LoadedPlaybook: Sendable {
    /// `nil` when any diagnostic is an error: a playbook is used whole or not at all.
    public let playbook: Playbook?
    /// In the order of their places.
    public let diagnostics: [Diagnostic]
    /// The scripted conversations under `talks/`, in the order of their files. Those with faults are left out.
    public let talks: [Talk]

    public init(playbook: Playbook?, diagnostics: [Diagnostic], talks: [Talk]) {
        self.playbook = playbook
        self.diagnostics = diagnostics
        self.talks = talks
    }
}

/// Turns the files under `Intents/` into a checked ``Playbook``. Files are values and the result is a value: no file
/// is opened here, and every fault is told with its place, not only the first.
public struct PlaybookLoader: Sendable {
    /// Says what is wrong with a pattern of `entities.yaml`, or `nil`: the room that matches patterns knows.
    public typealias PatternCheck = @Sendable (String) -> String?

    private let patternProblem: PatternCheck

    public init(patternProblem: @escaping PatternCheck = { _ in nil }) {
        self.patternProblem = patternProblem
    }

    /// Does a file with this path belong to a playbook? Front doors read no others.
    public static func reads(_ path: String) -> Bool {
        FileKind(path: path) != nil
    }

    /// - Parameters:
    ///   - files: every file of the folder that ``reads(_:)`` names; the order does not matter.
    ///   - version: a content hash of these files, made by the caller.
    public func load(_ files: [SourceFile], version: PlaybookVersion) -> LoadedPlaybook {
        let complaints = Complaints()
        var draft = PlaybookDraft()
        for file in files.sorted(by: { $0.path < $1.path }) {
            FileReader(complaints: complaints).read(file, into: &draft)
        }
        // A file that is not YAML hides every name in it; complaints about those names would be noise.
        guard !complaints.hidesNames else {
            return LoadedPlaybook(playbook: nil, diagnostics: complaints.sorted, talks: [])
        }
        let names = NameTable(draft, complaints: complaints)
        let linker = Linker(names: names, complaints: complaints)
        let playbook = linker.link(draft, version: version)
        let talks = linker.link(draft.talks)
        PatternCheckRun(patternProblem: patternProblem).run(on: draft.entities, complaints)
        if let playbook {
            let soundFiles = Set(files.map(\.path)).subtracting(complaints.faultyFiles)
            let subject = CheckSubject(playbook: playbook, draft: draft, soundFiles: soundFiles)
            for check in everyCheck { check.run(on: subject, complaints) }
        }
        return LoadedPlaybook(
            playbook: complaints.hasErrors ? nil : playbook, diagnostics: complaints.sorted, talks: talks)
    }

    /// A talk that is not part of the playbook's folder, checked against it: what `warmline try FILE` is given.
    public func talk(
        in file: SourceFile, among files: [SourceFile]
    ) -> (talk: Talk?, diagnostics: [Diagnostic]) {
        let complaints = Complaints()
        var draft = PlaybookDraft()
        for other in files.sorted(by: { $0.path < $1.path }) where other.path != file.path {
            FileReader(complaints: complaints).read(other, into: &draft)
        }
        let names = NameTable(draft, complaints: complaints)
        draft.talks = []
        FileReader(complaints: complaints).readTalk(file, into: &draft)
        let talks = Linker(names: names, complaints: complaints).link(draft.talks)
        return (talks.first, complaints.sorted.filter { $0.place.file == file.path })
    }
}
