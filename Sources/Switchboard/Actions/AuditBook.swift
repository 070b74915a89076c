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
        /// Which of the deeds left by commands it is, counted from 1.
        var order: Int?
    }

    /// Calls whose end is awaited; one that is forgotten ends without its inputs' hash.
    static let mostOpen = 10_000
    static let mostWords = 8_000

    private(set) var count = 0
    private(set) var position = LogPosition.start
    private(set) var open: [String: OpenCall] = [:]
    /// What stands here of each approval, by the call it is about; the oldest are forgotten, long after the approvals are.
    private var words: [String: Set<AuditRecord.Deed>]?
    private var latestWords: [String]?
    /// Deeds left by commands that stand here; nothing in images of before there were any.
    private(set) var orders: Int?

    mutating func apply(_ entry: Entry, at moment: Timestamp) {
        count = entry.record.number
        if let position = entry.position { self.position = position }
        if let order = entry.order { orders = order }
        guard let effect = entry.effect else { return }
        switch entry.record.deed {
        case .asked:
            guard open.count < Self.mostOpen, let key = entry.record.key else { return }
            open[effect] = OpenCall(
                action: ActionName(entry.record.subject), key: key, inputs: entry.record.inputs)
        case .called, .undone: open[effect] = nil
        case .approvalAsked, .approved, .declined: keep(entry.record.deed, of: effect)
        case .signedIn, .roleChanged, .exported, .erased, .settingChanged: break
        }
    }

    /// Whether the question about a call, or the word that was given, stands here.
    func holds(_ deed: AuditRecord.Deed, of effect: String) -> Bool {
        words?[effect]?.contains(deed) ?? false
    }

    private mutating func keep(_ deed: AuditRecord.Deed, of effect: String) {
        if words?[effect] == nil { latestWords = (latestWords ?? []) + [effect] }
        words = words ?? [:]
        words?[effect, default: []].insert(deed)
        guard let oldest = latestWords?.first, latestWords?.count ?? 0 > Self.mostWords else { return }
        latestWords?.removeFirst()
        words?[oldest] = nil
    }
}
