internal import Console
internal import Foundation
internal import Logging
internal import PlaybookLoading
internal import PlaybookModel
internal import Switchboard
internal import Vocabulary

/// Puts a changed playbook on the shelf while the service runs. A bad one never replaces a good one: its complaints
/// are logged, with their places.
struct PlaybookWatch: Sendable {
    let path: String
    let shelf: PlaybookShelf
    let model: LanguageModel
    let articles: ServedArticles
    let log: Logger

    /// Looks when something was written there, and every two seconds anyway, until its task is cancelled; first of all
    /// for what was written between the start and now.
    func run() async {
        let changes = FolderChanges(path: path)
        var seen: [String: String] = [:]
        while !Task.isCancelled {
            let present = fingerprint()
            if present != seen {
                seen = present
                await onThreadOfItsOwn { reload() }
            }
            await onThreadOfItsOwn { changes.wait(atMost: 2_000) }
        }
    }

    /// Training takes seconds of a core; on the pool's threads every conversation would wait for it.
    private func onThreadOfItsOwn(_ work: @escaping @Sendable () -> Void) async {
        await withCheckedContinuation { continuation in
            let thread = Thread {
                work()
                continuation.resume()
            }
            thread.stackSize = 8 << 20
            thread.qualityOfService = .utility
            thread.start()
        }
    }

    private func reload() {
        do {
            let loaded = try PlaybookFolder(path: path).load()
            let arrival = try shelf.take(loaded.playbook) { try Edition($0, model: model, articles: articles) }
            switch arrival {
            case .put(let version): log.notice("playbook reloaded", metadata: ["version": "\(version)"])
            case .unchanged: break
            case .faulty:
                log.error(
                    "playbook not reloaded, the present one stays",
                    metadata: ["complaints": "\(DiagnosticPrinter.text(loaded.diagnostics, folder: path))"])
            }
        } catch {
            log.error("playbook not reloaded, the present one stays", metadata: ["error": "\(error)"])
        }
    }

    /// Changes when any file does.
    private func fingerprint() -> [String: String] {
        let names = (try? FileManager.default.subpathsOfDirectory(atPath: path)) ?? []
        var result: [String: String] = [:]
        for name in names {
            guard let attributes = try? FileManager.default.attributesOfItem(atPath: "\(path)/\(name)") else {
                continue
            }
            let changed = (attributes[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
            result[name] = "\(changed) \(attributes[.size] ?? 0)"
        }
        return result
    }
}
