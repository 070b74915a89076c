public import Dialog
public import Logging
internal import PlaybookModel
public import Store
internal import Telemetry
public import Vocabulary

/// Keeps the book of drafts: how those of each source have fared, in a journal of its own, so that a source that was
/// switched off stays off after a restart.
public final class Companion: Sendable {
    /// Outcomes that may wait to be written; one more is not counted.
    private static let bound = 1_024

    enum Work: Sendable {
        case settled(DraftSource, DraftFate)
        case set(DraftSource, isOn: Bool)
        case rest(CheckedContinuation<Void, Never>)
    }

    /// Told when a source goes off or on.
    typealias Watch = @Sendable (DraftSource, DraftBook.Tally, _ isOn: Bool) -> Void

    private let books: JournaledMachine<DraftBook>
    private let watch = Locked<Watch> { _, _, _ in }
    private let shelf: PlaybookShelf
    private let log: Logger
    private let mailbox: Locked<Mailbox<Work>?> = Locked(nil)

    public init(store: any ConversationStore, shelf: PlaybookShelf, surroundings: Surroundings, log: Logger) {
        books = JournaledMachine("companion", store: store, now: surroundings.now)
        self.shelf = shelf
        self.log = log
        let mailbox = Mailbox<Work>(bound: Self.bound) { [weak self] work in await self?.perform(work) }
        self.mailbox.withLock { $0 = mailbox }
    }

    /// What the journal says. Before anything else happens.
    public func restore() async throws(StoreError) {
        try await books.restore()
    }

    func observe(_ told: @escaping Watch) {
        watch.withLock { $0 = told }
    }

    var book: DraftBook { books.state }

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
        let worth = shelf.current.playbook.desk.worth
        switch work {
        case .settled(let source, let fate): await write { $0.settle(source, fate, worth) }
        case .set(let source, let isOn):
            await write { $0.isOff(source) == isOn ? [isOn ? .switchedOn(source) : .switchedOff(source)] : [] }
        case .rest(let answer): answer.resume()
        }
    }

    private func write(_ decide: @escaping @Sendable (DraftBook) -> [DraftBook.Entry]) async {
        let entries: [DraftBook.Entry]
        do {
            entries = try await books.change { book in
                let entries = decide(book)
                return (entries, entries)
            }
        } catch {
            return log.error("the journal of drafts cannot be written", metadata: ["error": "\(error)"])
        }
        let told = watch.withLock { $0 }
        for entry in entries {
            switch entry {
            case .settled: continue
            case .switchedOff(let source):
                let tally = book.tallies[source] ?? DraftBook.Tally()
                log.notice(
                    "drafts of a source are no longer shown",
                    metadata: ["source": "\(source)", "used": "\(tally.used)", "of": "\(tally.judged)"])
                told(source, tally, false)
            case .switchedOn(let source): told(source, book.tallies[source] ?? DraftBook.Tally(), true)
            }
        }
    }
}

extension DraftBook: JournaledState {
    public mutating func apply(_ entry: Entry, at _: Timestamp) {
        apply(entry)
    }
}
