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
        let moment = now()
        let inputs = deed.inputs.map(digest) ?? []
        try await book.change { book in
            let record = AuditRecord(
                number: book.count + 1, at: moment, actor: deed.actor, deed: deed.kind, subject: deed.subject,
                conversation: deed.conversation, key: deed.key, inputs: inputs, result: deed.result)
            return ([AuditBook.Entry(record: record)], ())
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

    public func changed(_ request: ApprovalRequest) {
        let (kind, actor, result): (AuditRecord.Deed, AuditRecord.Actor, String) =
            switch request.state {
            case .open: (.approvalAsked, .bot, "asked")
            case .approved(let agent, _, _): (.approved, .agent(agent), "approved")
            case .declined(let agent, _, _): (.declined, .agent(agent), "declined")
            case .lapsed: (.declined, .service, "lapsed")
            case .withdrawn: (.declined, .service, "withdrawn")
            }
        tell(
            Deed(
                kind, by: actor, subject: request.call.action.rawValue, conversation: request.conversation,
                key: request.call.key, inputs: Self.bytes(of: request.call), result: result))
    }

    // MARK: What actions did

    /// Reads what has happened in conversations since it last did.
    public func catchUp() async throws(StoreError) {
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
