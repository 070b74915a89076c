internal import ArticleSearch
internal import Encoder
internal import Foundation
internal import Logging
internal import PlaybookModel
internal import Switchboard
internal import Synchronization
internal import Understanding
internal import Vocabulary

/// The index of articles behind each edition of the playbook. What the language model has read is remembered from one
/// edition to the next, and in the user's cache folder from one start to the next.
final class ServedArticles: Sendable {
    /// When an index that does not know all of its meaning may answer.
    enum Haste {
        /// At once: the rest is learned on a thread of its own while the service runs.
        case serving
        /// Never: a rehearsal has to go the same way every time.
        case rehearsing
    }

    private struct Memory {
        var index: ArticleSearchIndex?
        var vectors: ArticleVectors?
        /// Rises with each edition: a thread that learns for an older one stops.
        var edition = 0
    }

    private let model: LanguageModel
    private let haste: Haste
    private let log: Logger?
    private let cache = KeptVectors()
    private let memory = Mutex(Memory())

    /// So many pieces are read before what was learned is remembered: an edit in the meantime costs no more than these.
    private static let readAtRisk = 256

    /// Pieces that are read before the first answer even by a service: fewer than anyone notices.
    private static let readAtOnce = 32

    init(_ model: LanguageModel, _ haste: Haste, log: Logger? = nil) {
        self.model = model
        self.haste = haste
        self.log = log
    }

    func index(of playbook: Playbook) throws -> any ArticleIndex {
        let words = try ArticleSearchIndex(playbook: playbook, at: .present, after: memory.withLock { $0.index })
        let index = GrowingArticleIndex(words)
        let edition = memory.withLock { memory in
            memory.index = words
            memory.edition += 1
            return memory.edition
        }
        guard let encoder = model.encoder else {
            log?.warning("articles are found by words and letters alone: there is no language model")
            return index
        }
        let known = memory.withLock { $0.vectors } ?? cache.vectors(by: encoder.identity)
        let unread = index.current.unread(knowing: known, by: encoder)
        if case .serving = haste, unread > Self.readAtOnce {
            log?.notice(
                "articles are found by words and letters until their meaning is learned",
                metadata: ["pieces": "\(unread)"])
            let thread = Thread { [self] in learn(index, from: encoder, knowing: known, unread, for: edition) }
            thread.stackSize = 8 << 20
            thread.qualityOfService = .background
            thread.start()
        } else {
            learn(index, from: encoder, knowing: known, unread, for: edition)
        }
        return index
    }

    private func learn(
        _ index: GrowingArticleIndex, from encoder: any SentenceEncoder, knowing known: ArticleVectors?, _ unread: Int,
        for edition: Int
    ) {
        let started = Timestamp.present
        let vectors = index.learn(from: encoder, knowing: known) { read in
            memory.withLock { memory in
                guard memory.edition == edition else { return false }
                if read.count.isMultiple(of: Self.readAtRisk) { memory.vectors = read }
                return true
            }
        }
        guard let vectors else { return }
        memory.withLock { if $0.edition == edition { $0.vectors = vectors } }
        guard unread > 0 else { return }
        cache.keep(vectors)
        log?.notice(
            "articles are found by meaning too",
            metadata: [
                "pieces_read": "\(unread)", "milliseconds": "\(Timestamp.present.milliseconds - started.milliseconds)",
            ])
    }
}

/// Vectors kept between starts: a file for each language model. A lost or broken file costs reading once more.
struct KeptVectors {
    private let folder: URL

    init(environment: [String: String] = ProcessInfo.processInfo.environment) {
        let home = environment["HOME"] ?? NSHomeDirectory()
        let cache = environment["XDG_CACHE_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? "\(home)/.cache"
        folder = URL(fileURLWithPath: cache).appendingPathComponent("warmline/articles")
    }

    func vectors(by encoder: String) -> ArticleVectors? {
        (try? Data(contentsOf: file(of: encoder))).flatMap { ArticleVectors(bytes: Array($0)) }
    }

    /// A read-only home is no reason not to serve.
    func keep(_ vectors: ArticleVectors) {
        try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try? Data(vectors.bytes).write(to: file(of: vectors.encoder), options: .atomic)
    }

    private func file(of encoder: String) -> URL {
        let name = encoder.filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == ".") }
        return folder.appendingPathComponent("\(name).vectors")
    }
}
