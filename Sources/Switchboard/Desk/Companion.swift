internal import Dialog
internal import Foundation
public import Logging
internal import PlaybookModel
public import Store
internal import Telemetry
internal import Vocabulary

/// Keeps the book of drafts: how those of each source have fared, in a journal of its own, so that a source that was
/// switched off stays off after a restart.
public final class Companion: Sendable {
    /// Outcomes that may wait to be written; one more is not counted.
    private static let bound = 1_024
    /// Entries after which an image is stored.
    private static let imageEvery = 500
    private static let journal: JournalName = "companion"

    enum Work: Sendable {
        case settled(DraftSource, DraftFate)
        case set(DraftSource, isOn: Bool)
        case rest(CheckedContinuation<Void, Never>)
    }

    private struct Memory {
        var book = DraftBook()
        var sinceImage = 0
        var told: @Sendable (DraftSource, DraftBook.Tally, Bool) -> Void = { _, _, _ in }
    }

    private let memory = Locked(Memory())
    private let store: any ConversationStore
    private let shelf: PlaybookShelf
    private let now: @Sendable () -> Timestamp
    private let log: Logger
    private let mailbox: Locked<Mailbox<Work>?> = Locked(nil)

    public init(store: any ConversationStore, shelf: PlaybookShelf, surroundings: Surroundings, log: Logger) {
        self.store = store
        self.shelf = shelf
        now = surroundings.now
        self.log = log
        let mailbox = Mailbox<Work>(bound: Self.bound) { [weak self] work in await self?.perform(work) }
        self.mailbox.withLock { $0 = mailbox }
    }

    /// What the journal says. Before anything else happens.
    public func restore() async throws(StoreError) {
        let journal = try await store.journal(Self.journal)
        do {
            let decoder = JSONDecoder()
            var book = try journal.image.map { try decoder.decode(DraftBook.self, from: Data($0)) } ?? DraftBook()
            for entry in journal.entries {
                book.apply(try decoder.decode(DraftBook.Entry.self, from: Data(entry.body)))
            }
            memory.withLock { $0.book = book }
        } catch {
            throw .corrupt("the journal of drafts cannot be read: \(error)")
        }
    }

    /// Told when a source goes off or on.
    func observe(_ told: @escaping @Sendable (DraftSource, DraftBook.Tally, Bool) -> Void) {
        memory.withLock { $0.told = told }
    }

    var book: DraftBook { memory.withLock { $0.book } }

    func settled(_ source: DraftSource, _ fate: DraftFate) {
        _ = mailbox.withLock { $0 }?.post(.settled(source, fate))
    }

    func set(_ source: DraftSource, isOn: Bool) {
        _ = mailbox.withLock { $0 }?.post(.set(source, isOn: isOn))
    }

    /// Returns when everything before it is written.
    public func quiesce() async {
        await withCheckedContinuation { answer in
            if mailbox.withLock({ $0 })?.post(.rest(answer)) != true { answer.resume() }
        }
    }

    private func perform(_ work: Work) async {
        let book = book
        switch work {
        case .settled(let source, let fate):
            await write(book.settle(source, fate, shelf.current.playbook.desk.worth))
        case .set(let source, let isOn):
            guard book.isOff(source) == isOn else { return }
            await write([isOn ? .switchedOn(source) : .switchedOff(source)])
        case .rest(let answer): answer.resume()
        }
    }

    private func write(_ entries: [DraftBook.Entry]) async {
        var (next, since) = memory.withLock { ($0.book, $0.sinceImage) }
        for entry in entries { next.apply(entry) }
        since += entries.count
        do {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys]
            let moment = now()
            let lines = try entries.map { JournalEntry(at: moment, body: Array(try encoder.encode($0))) }
            let image = since >= Self.imageEvery ? Array(try encoder.encode(next)) : nil
            try await store.append(lines, to: Self.journal, image: image)
            if image != nil { since = 0 }
        } catch {
            log.error("the journal of drafts cannot be written", metadata: ["error": "\(error)"])
            return
        }
        let told = memory.withLock { memory in
            memory.book = next
            memory.sinceImage = since
            return memory.told
        }
        for entry in entries {
            switch entry {
            case .settled: continue
            case .switchedOff(let source):
                let tally = next.tallies[source] ?? DraftBook.Tally()
                log.notice(
                    "drafts of a source are no longer shown",
                    metadata: ["source": "\(source)", "used": "\(tally.used)", "of": "\(tally.judged)"])
                told(source, tally, false)
            case .switchedOn(let source): told(source, next.tallies[source] ?? DraftBook.Tally(), true)
            }
        }
    }
}
