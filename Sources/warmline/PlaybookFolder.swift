internal import ArgumentParser
internal import ChatService
internal import Console
internal import Dialog
internal import Foundation
internal import PlaybookLoading
internal import PlaybookModel
internal import Switchboard
internal import Understanding
internal import Vocabulary

/// A playbook on disk: read, hashed, loaded and made ready to work.
struct PlaybookFolder {
    let path: String

    /// Every file that belongs to a playbook, in the order of their paths.
    func files() throws -> [SourceFile] {
        try checkIsThere()
        var image = FolderImage(path: path)
        _ = try image.look()
        return image.files
    }

    func checkIsThere() throws {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
            throw ValidationError("There is no folder '\(path)'.")
        }
    }

    /// When a file of the playbook was last changed.
    func changed(_ file: String) -> Timestamp? {
        let date = (try? FileManager.default.attributesOfItem(atPath: "\(path)/\(file)"))?[.modificationDate] as? Date
        return date.map { Timestamp(milliseconds: Int64($0.timeIntervalSince1970 * 1_000)) }
    }

    /// Questions to the articles, beside the playbook's own files.
    func questionFiles() throws -> [SourceFile] {
        try FileManager.default.subpathsOfDirectory(atPath: path).filter(KnowledgeTestReader.reads).sorted().map {
            SourceFile(path: $0, text: try String(contentsOfFile: "\(path)/\($0)", encoding: .utf8))
        }
    }

    /// The questions of a file, or what is wrong with it on standard error and exit code 1.
    static func knowledgeTest(_ file: SourceFile, of playbook: Playbook) throws -> KnowledgeTest {
        do throws(KnowledgeTestReader.Fault) {
            return try KnowledgeTestReader(file: file.path, playbook: playbook).read(file.text)
        } catch {
            StandardError.write("\(error.place.file):\(error.place.line):\(error.place.column): \(error.message)")
            throw ExitCode(1)
        }
    }

    func load() throws -> LoadedPlaybook {
        Self.load(try files())
    }

    static let loader = PlaybookLoader { pattern in
        do throws(PatternError) {
            _ = try Pattern(compiling: pattern)
            return nil
        } catch {
            return error.description
        }
    }

    /// - Parameters:
    ///   - earlier: what `filesBefore` gave; where articles alone have changed since, they alone are read.
    ///   - filesBefore: in the order of their paths, as `files`.
    static func load(
        _ files: [SourceFile], after earlier: LoadedPlaybook? = nil, of filesBefore: [SourceFile] = []
    ) -> LoadedPlaybook {
        let version = version(of: files)
        guard let earlier else { return loader.load(files, version: version) }
        return loader.load(files, version: version, after: earlier, of: filesBefore)
    }

    /// The content hash of the files, names included.
    static func version(of files: [SourceFile]) -> PlaybookVersion {
        var bytes: [UInt8] = []
        for file in files {
            bytes.append(contentsOf: file.path.utf8)
            bytes.append(0)
            bytes.append(contentsOf: file.text.utf8)
            bytes.append(0)
        }
        return PlaybookVersion(String(ContentHash.sha256(of: bytes).prefix(16)))
    }

    /// The playbook, or its complaints on standard error and exit code 1.
    func checkedPlaybook() throws -> Playbook {
        try checked(try load())
    }

    func checked(_ loaded: LoadedPlaybook) throws -> Playbook {
        guard let playbook = loaded.playbook else {
            StandardError.write(DiagnosticPrinter.text(loaded.diagnostics, folder: path))
            throw ExitCode(1)
        }
        return playbook
    }
}

extension Edition {
    /// Trains, indexes and wires a playbook; what was trained before is taken from the cache.
    ///
    /// - Parameters:
    ///   - served: what a service remembers of earlier editions' articles; without it they are read whole before
    ///     anything is answered.
    ///   - earlier: where it was taught the same phrases, nothing is learned again; where it was taught most of them,
    ///     the rest is learned in haste, and `learnedInFull` is to follow.
    init(
        _ playbook: Playbook, model: LanguageModel = .found(), articles served: ServedArticles? = nil,
        after earlier: Edition? = nil
    ) throws {
        let articles = try (served ?? ServedArticles(model, .rehearsing)).index(of: playbook)
        let offset = Self.offset(of: playbook.assistant.timeZone)
        if let understander = earlier?.understander.knowing(playbook, articles: articles, localOffset: offset) {
            self.init(playbook: playbook, understander: understander, zone: ZoneOffset(offset))
            return
        }
        let cache = TrainedModels()
        let kept = cache.model(named: Understander.modelName(of: playbook, encoder: model.encoder))
        if kept == nil,
            let hasty = earlier?.understander.provisional(playbook, articles: articles, localOffset: offset)
        {
            self.init(playbook: playbook, understander: hasty, zone: ZoneOffset(offset))
            return
        }
        let understander = Understander(
            playbook: playbook, articles: articles, encoder: model.encoder, earlier: kept ?? cache.latest,
            localOffset: offset)
        if kept == nil, let model = understander.model { cache.keep(model) }
        self.init(playbook: playbook, understander: understander, zone: ZoneOffset(offset))
    }

    /// What the same playbook gives when it is learned from the beginning; kept, as every full training is.
    func learnedInFull(_ model: LanguageModel) -> Understander {
        let cache = TrainedModels()
        let kept = cache.model(named: Understander.modelName(of: playbook, encoder: model.encoder))
        let full = understander.full(playbook, kept: kept)
        if kept == nil, let model = full.model { cache.keep(model) }
        return full
    }

    private init(playbook: Playbook, understander: Understander, zone: ZoneOffset) {
        self.init(
            playbook: playbook, understander: understander, machine: DialogMachine(playbook: playbook, zone: zone))
    }

    /// How far an IANA time zone is ahead of UTC, from the system's tables; nothing when it has none of that name.
    private static func offset(of name: String) -> @Sendable (Timestamp) -> TimeSpan {
        let zone = TimeZone(identifier: name)
        return { moment in
            let date = Date(timeIntervalSince1970: Double(moment.milliseconds) / 1_000)
            return TimeSpan.seconds(Int64(zone?.secondsFromGMT(for: date) ?? 0))
        }
    }
}

extension Timestamp {
    /// The wall clock.
    static var present: Timestamp {
        Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1_000))
    }
}
