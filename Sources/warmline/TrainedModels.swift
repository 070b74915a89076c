internal import Foundation
internal import PlaybookModel
internal import Understanding

/// What training found out, kept between starts in the user's cache folder: a file for each set of phrases, the latest
/// few of them. A lost or broken file costs a training, nothing else.
struct TrainedModels {
    private let folder: URL
    private static let kept = 6

    init(environment: [String: String] = ProcessInfo.processInfo.environment) {
        let home = environment["HOME"] ?? NSHomeDirectory()
        let cache = environment["XDG_CACHE_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? "\(home)/.cache"
        folder = URL(fileURLWithPath: cache).appendingPathComponent("warmline/intents")
    }

    func model(named name: String) -> TrainedModel? {
        read(folder.appendingPathComponent("\(name).model"))
    }

    /// The vectors of another playbook's phrases hold for the same phrases here.
    var latest: TrainedModel? {
        files().lazy.compactMap { read($0.url) }.first
    }

    func keep(_ model: TrainedModel) {
        let file = folder.appendingPathComponent("\(model.name).model")
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try Data(model.bytes).write(to: file, options: .atomic)
        } catch {
            // A read-only home is no reason not to serve.
            return
        }
        for old in files().dropFirst(Self.kept) { try? FileManager.default.removeItem(at: old.url) }
    }

    private func read(_ file: URL) -> TrainedModel? {
        (try? Data(contentsOf: file)).flatMap { TrainedModel(bytes: Array($0)) }
    }

    /// Latest first.
    private func files() -> [(url: URL, changed: Date)] {
        let urls =
            (try? FileManager.default.contentsOfDirectory(
                at: folder, includingPropertiesForKeys: [.contentModificationDateKey])) ?? []
        return urls.filter { $0.pathExtension == "model" }
            .map { url in
                let values = try? url.resourceValues(forKeys: [.contentModificationDateKey])
                return (url, values?.contentModificationDate ?? .distantPast)
            }
            .sorted { $0.1 > $1.1 }
    }
}
