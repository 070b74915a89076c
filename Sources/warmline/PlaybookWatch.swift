internal import Console
internal import Foundation
internal import Logging
internal import PlaybookLoading
internal import PlaybookModel
internal import Switchboard
internal import Understanding
internal import Vocabulary

/// Puts a changed playbook on the shelf while the service runs. A bad one never replaces a good one: its complaints
/// are logged, with their places. New phrases are learned in haste, to be answered at once, and then in full, beside the
/// conversations.
struct PlaybookWatch: Sendable {
    let folder: PlaybookFolder
    let known: KnownFolder
    let shelf: PlaybookShelf
    let model: LanguageModel
    let articles: ServedArticles
    let log: Logger

    /// Looks when something was written there, and every two seconds anyway, until its task is cancelled; first of all
    /// for what was written between the start and now. Looking takes a twentieth of the time at most.
    func run() async {
        let changes = FolderChanges(path: folder.path)
        let (reloads, reloaded) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        async let completion: Void = complete(after: reloads)
        var known = known
        while !Task.isCancelled {
            let before = ContinuousClock.now
            known = await onThreadOfItsOwn { [known] in reload(known) }
            reloaded.yield()
            let patience = max(2_000, Int32(clamping: Int((ContinuousClock.now - before) / .milliseconds(1)) * 20))
            await onThreadOfItsOwn { changes.wait(atMost: patience) }
        }
        reloaded.finish()
        await completion
    }

    private func complete(after reloads: AsyncStream<Void>) async {
        for await _ in reloads where shelf.current.understander.isProvisional {
            await onThreadOfItsOwn { shelf.complete { $0.learnedInFull(model) } }
            log.notice("playbook learned in full", metadata: ["version": "\(shelf.current.playbook.version)"])
        }
    }

    /// Training takes seconds of a core; on the pool's threads every conversation would wait for it.
    private func onThreadOfItsOwn<Result: Sendable>(_ work: @escaping @Sendable () -> Result) async -> Result {
        await withCheckedContinuation { continuation in
            let thread = Thread { continuation.resume(returning: work()) }
            thread.stackSize = 8 << 20
            thread.qualityOfService = .utility
            thread.start()
        }
    }

    private func reload(_ earlier: KnownFolder) -> KnownFolder {
        var known = earlier
        do {
            guard let loaded = try known.look() else { return known }
            let arrival = try shelf.take(loaded.playbook) {
                try Edition($0, model: model, articles: articles, after: shelf.current)
            }
            switch arrival {
            case .put(let version): log.notice("playbook reloaded", metadata: ["version": "\(version)"])
            case .unchanged: break
            case .faulty:
                log.error(
                    "playbook not reloaded, the present one stays",
                    metadata: ["complaints": "\(DiagnosticPrinter.text(loaded.diagnostics, folder: folder.path))"])
            }
        } catch {
            log.error("playbook not reloaded, the present one stays", metadata: ["error": "\(error)"])
        }
        return known
    }
}
