internal import Foundation
public import Logging
public import Store
internal import Telemetry
public import Vocabulary

/// The log of deeds: who did what with which inputs, and how it ended. What actions did is read off the conversations'
/// log, so that no crash leaves one out; everything else is told to it.
public final class AuditLog: ApprovalObserver {
    /// Something that somebody did.
    public struct Deed: Hashable, Sendable {
        public let actor: AuditRecord.Actor
        public let kind: AuditRecord.Deed
        public let subject: String
        public let conversation: ConversationID?
        public let key: BusinessKey?
        /// The inputs' bytes; only their hash is kept.
        public let inputs: [UInt8]?
        public let result: String
        /// Whose question or word it is; it stands in the log once.
        var approval: ApprovalID?
        /// When, if not now.
        var moment: Timestamp?

        public init(
            _ kind: AuditRecord.Deed, by actor: AuditRecord.Actor, subject: String, conversation: ConversationID? = nil,
            key: BusinessKey? = nil, inputs: [UInt8]? = nil, result: String
        ) {
            self.actor = actor
            self.kind = kind
            self.subject = subject
            self.conversation = conversation
            self.key = key
            self.inputs = inputs
            self.result = result
        }
    }

    public static let journal: JournalName = "audit"
    /// Where commands leave what they did.
    public static let orders: JournalName = "audit-orders"
    private static let page = 500
    /// Deeds on their way to the disk.
    private static let bound = 4_096

    private let book: JournaledMachine<AuditBook>
    private let store: any ConversationStore
    private let digest: @Sendable ([UInt8]) -> [UInt8]
    private let now: @Sendable () -> Timestamp
    private let log: Logger
    /// How far the conversations' log was read, deeds or not.
    private let cursor = Locked(LogPosition.start)
    private let mailbox = Locked<Mailbox<Deed>?>(nil)

    /// - Parameter digest: SHA-256.
    public init(
        store: any ConversationStore, digest: @escaping @Sendable ([UInt8]) -> [UInt8],
        now: @escaping @Sendable () -> Timestamp, log: Logger
    ) {
        book = JournaledMachine(Self.journal, store: store, now: now)
        self.store = store
        self.digest = digest
        self.now = now
        self.log = log
        let mailbox = Mailbox<Deed>(bound: Self.bound) { [weak self] deed in await self?.keep(deed) }
        self.mailbox.withLock { $0 = mailbox }
    }

    public func restore() async throws(StoreError) {
        try await book.restore()
        cursor.withLock { $0 = book.state.position }
    }

    /// Durable when this returns.
    public func record(_ deed: Deed) async throws(StoreError) {
        let moment = deed.moment ?? now()
        let inputs = deed.inputs.map(digest) ?? []
        try await book.change { book in
            if let approval = deed.approval, book.holds(deed.kind, of: approval.rawValue) { return ([], ()) }
            let record = AuditRecord(
                number: book.count + 1, at: moment, actor: deed.actor, deed: deed.kind, subject: deed.subject,
                conversation: deed.conversation, key: deed.key, inputs: inputs, result: deed.result)
            return ([AuditBook.Entry(record: record, effect: deed.approval?.rawValue)], ())
        }
    }

    /// Durable soon. Never blocks.
    public func tell(_ deed: Deed) {
        let isTaken = mailbox.withLock { $0 }?.post(deed) ?? false
        if !isTaken { log.error("a deed is not in the log of deeds", metadata: ["deed": "\(deed.kind.rawValue)"]) }
    }

    private func keep(_ deed: Deed) async {
        do throws(StoreError) {
            try await record(deed)
        } catch {
            log.error("a deed is not in the log of deeds", metadata: ["deed": "\(deed.kind.rawValue)"])
        }
    }

    // MARK: Approvals

    public func changed(_ request: ApprovalRequest) {
        if let deed = Self.deeds(of: request).last { tell(deed) }
    }

    /// Words that were given just before a crash stand here too when this returns. Before anything else happens.
    public func catchUp(with requests: [ApprovalRequest]) async throws(StoreError) {
        for request in requests {
            for deed in Self.deeds(of: request) where !book.state.holds(deed.kind, of: request.id.rawValue) {
                try await record(deed)
            }
        }
    }

    /// The question, and the word if there is one.
    private static func deeds(of request: ApprovalRequest) -> [Deed] {
        func deed(_ kind: AuditRecord.Deed, by actor: AuditRecord.Actor, _ result: String, at moment: Timestamp) -> Deed
        {
            var deed = Deed(
                kind, by: actor, subject: request.call.action.rawValue, conversation: request.conversation,
                key: request.call.key, inputs: bytes(of: request.call), result: result)
            (deed.approval, deed.moment) = (request.id, moment)
            return deed
        }
        let asked = deed(.approvalAsked, by: .bot, "asked", at: request.askedAt)
        return switch request.state {
        case .open: [asked]
        case .approved(let agent, let moment, _): [asked, deed(.approved, by: .agent(agent), "approved", at: moment)]
        case .declined(let agent, let moment, _): [asked, deed(.declined, by: .agent(agent), "declined", at: moment)]
        case .lapsed(let moment): [asked, deed(.declined, by: .service, "lapsed", at: moment)]
        case .withdrawn(let moment): [asked, deed(.declined, by: .service, "withdrawn", at: moment)]
        }
    }

    // MARK: What commands did

    /// Leaves a deed of a command's, durable when this returns. The lines are numbered by the service alone, which takes
    /// it in within seconds, or when it next starts.
    public static func leave(
        _ deed: Deed, in store: any ConversationStore, at moment: Timestamp
    ) async throws(StoreError) {
        let left = LeftDeed(kind: deed.kind, actor: deed.actor, subject: deed.subject, result: deed.result)
        guard let body = try? JSONEncoder().encode(left) else { throw .rejected("a deed has no coded form") }
        try await store.append([JournalEntry(at: moment, body: Array(body))], to: orders, image: nil)
    }

    private struct LeftDeed: Codable {
        let kind: AuditRecord.Deed
        let actor: AuditRecord.Actor
        let subject: String
        let result: String
    }

    private func takeOrders() async throws(StoreError) {
        let lines = try await store.journal(Self.orders).entries
        guard lines.count > book.state.orders ?? 0 else { return }
        try await book.change { book in
            var book = book
            var entries: [AuditBook.Entry] = []
            for (index, line) in lines.enumerated().dropFirst(book.orders ?? 0) {
                let left = try? JSONDecoder().decode(LeftDeed.self, from: Data(line.body))
                let record = AuditRecord(
                    number: book.count + 1, at: line.at, actor: left?.actor ?? .administrator("unknown"),
                    deed: left?.kind ?? .settingChanged, subject: left?.subject ?? "",
                    result: left?.result ?? "unreadable")
                entries.append(AuditBook.Entry(record: record, order: index + 1))
                book.apply(entries[entries.count - 1], at: line.at)
            }
            return (entries, ())
        }
    }

    // MARK: What actions did

    /// Reads what has happened in conversations, and what commands have left, since it last did.
    public func catchUp() async throws(StoreError) {
        try await takeOrders()
        while true {
            let page = try await store.log(after: cursor.withLock { $0 }, limit: Self.page)
            guard let last = page.last else { return }
            let hashes = page.map { Self.call(in: $0.record.event).map { digest(Self.bytes(of: $0)) } ?? [] }
            try await book.change { book in
                var book = book
                var entries: [AuditBook.Entry] = []
                for (event, inputs) in zip(page, hashes) where event.position > book.position {
                    guard let entry = Self.entry(of: event, inputs, in: book) else { continue }
                    book.apply(entry, at: entry.record.at)
                    entries.append(entry)
                }
                return (entries, ())
            }
            cursor.withLock { $0 = last.position }
        }
    }

    private static func call(in event: Event) -> ActionCall? {
        guard case .actionStarted(let call) = event else { return nil }
        return call
    }

    private static func entry(of event: LoggedEvent, _ inputs: [UInt8], in book: AuditBook) -> AuditBook.Entry? {
        let deed: AuditRecord.Deed
        let call: AuditBook.OpenCall
        let effect: EffectID
        let result: String
        if case .actionStarted(let started) = event.record.event {
            effect = started.id
            call = AuditBook.OpenCall(action: started.action, key: started.key, inputs: inputs)
            (deed, result) = (.asked, "asked")
        } else if case .actionFinished(let id, let ended) = event.record.event {
            effect = id
            call = book.open[id.text] ?? AuditBook.OpenCall(action: "", key: "", inputs: [])
            (deed, result) = (.called, word(of: ended))
        } else {
            return nil
        }
        let record = AuditRecord(
            number: book.count + 1, at: event.record.at, actor: .bot, deed: deed, subject: call.action.rawValue,
            conversation: event.conversation, key: call.key, inputs: call.inputs, result: result)
        return AuditBook.Entry(record: record, position: event.position, effect: effect.text)
    }

    private static func word(of result: ActionResult) -> String {
        switch result {
        case .done: "done"
        case .refused(let reason): "refused: \(reason)"
        case .overLimit: "over the limit"
        case .unknown: "unknown"
        }
    }

    /// The same call always gives the same bytes.
    private static func bytes(of call: ActionCall) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        return (try? encoder.encode(call.arguments)).map(Array.init) ?? []
    }
}
