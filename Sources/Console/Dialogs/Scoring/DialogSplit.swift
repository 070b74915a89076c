internal import Vocabulary

/// Recorded dialogs in two parts by their ids alone, so that every run and every machine cuts the same way.
public struct DialogSplit: Sendable {
    public let train: [RecordedDialog]
    public let dev: [RecordedDialog]

    public init(_ dialogs: [RecordedDialog], oneIn parts: Int) {
        train = dialogs.filter { !Self.isDev($0, parts) }
        dev = dialogs.filter { Self.isDev($0, parts) }
    }

    private static func isDev(_ dialog: RecordedDialog, _ parts: Int) -> Bool {
        let hash = dialog.id.utf8.fnv1a()
        // The low bits of consecutive numbers are too regular.
        return (hash >> 20) % UInt64(max(1, parts)) == 0
    }
}
