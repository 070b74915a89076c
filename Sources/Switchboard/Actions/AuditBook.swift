internal import Store
internal import Vocabulary

/// How far the log of deeds has come: pure, bounded.
struct AuditBook: JournaledState {
    struct OpenCall: Codable, Sendable {
        let action: ActionName
        let key: BusinessKey
        let inputs: [UInt8]
    }

    /// A record, and where in the conversations' log it was read off, if it was.
    struct Entry: Codable, Sendable {
        let record: AuditRecord
        var position: LogPosition?
        var effect: String?
    }

    /// Calls whose end is awaited; one that is forgotten ends without its inputs' hash.
    static let mostOpen = 10_000

    private(set) var count = 0
    private(set) var position = LogPosition.start
    private(set) var open: [String: OpenCall] = [:]

    mutating func apply(_ entry: Entry, at moment: Timestamp) {
        count = entry.record.number
        if let position = entry.position { self.position = position }
        guard let effect = entry.effect else { return }
        switch entry.record.deed {
        case .asked:
            guard open.count < Self.mostOpen, let key = entry.record.key else { return }
            open[effect] = OpenCall(
                action: ActionName(entry.record.subject), key: key, inputs: entry.record.inputs)
        case .called, .undone: open[effect] = nil
        case .approvalAsked, .approved, .declined, .signedIn, .roleChanged, .exported, .erased, .settingChanged: break
        }
    }
}
