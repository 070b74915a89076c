internal import Actions
internal import ChatService
internal import Foundation
internal import Logging
internal import PlaybookModel
internal import Store
internal import Switchboard
internal import Vocabulary
internal import Webhooks

/// Everything that leaves the house for other machines, and comes back from them. Nothing is decided here.
struct RunningActions {
    let approvals: Approvals
    let audit: AuditLog
    let events: EventIntake
    let routes: MachineRoutes
    let runner: EffectRunner
    private let longActions: LongActions
    private let ledger: JournaledPolicyLedger
    private let webhooks: (book: JournaledWebhookBook, post: WebhookPost)?
    private let log: Logger

    /// - Parameter visitor: the name that books know a proved customer by, and nobody else can read.
    init(
        _ settings: MachineSettings, store: any ConversationStore, lanes: ConversationLanes, shelf: PlaybookShelf,
        visitor: @escaping @Sendable (String) -> VisitorID, now: @escaping @Sendable () -> Timestamp, log: Logger,
        wrap: (any ActionBackend) -> any ActionBackend = { $0 }
    ) {
        self.log = log
        let actions: @Sendable (ActionName) -> Action? = { [shelf] in shelf.current.playbook.actions[$0] }
        let environment: @Sendable (String) -> String? = { ProcessInfo.processInfo.environment[$0] }
        let chosen = NetworkReach.hosts(of: shelf.current.playbook.actions.values, environment: environment)
        audit = AuditLog(store: store, digest: SHA256Digest.of, now: now, log: log)
        let approvals = Approvals(store: store, lanes: lanes, actions: actions, now: now, log: log)
        self.approvals = approvals
        approvals.observe(with: audit)
        let http = HTTPActions(
            actions: actions, environment: environment, approver: { [approvals] in approvals.approval(of: $0)?.by },
            transcript: { [lanes, shelf] in
                await lanes.transcript(before: $0, bot: shelf.current.playbook.assistant.name)
            },
            reach: .outside(allowing: settings.allowedHosts.union(chosen)), logger: log)
        longActions = LongActions(store: store, lanes: lanes, now: now, log: log)
        ledger = JournaledPolicyLedger(store: store, now: now)
        let policed = PolicedActions(
            wrap(http), actions: actions, ledger: ledger,
            surroundings: PolicedActions.Surroundings(
                customer: { [lanes] call, policy in
                    if let input = policy.customer, let value = call.arguments[input], case .text(let name) = value,
                        await lanes.hasProved(value, in: call.id.conversation)
                    {
                        return visitor(name.lowercased())
                    }
                    return await lanes.customer(of: call.id.conversation)
                },
                approval: { [approvals] in approvals.approval(of: $0) },
                today: { [shelf] in Self.day(of: now(), in: shelf.current.playbook.assistant.timeZone) }),
            logger: log)
        runner = EffectRunner(
            store: store, lanes: lanes, backend: policed, approvals: approvals, longActions: longActions, now: now,
            log: log)
        events = EventIntake(keys: settings.eventKeys, store: store, now: now)
        routes = MachineRoutes(
            events: settings.eventKeys.isEmpty ? nil : events,
            callbacks: settings.callbackSecrets.isEmpty
                ? nil
                : CallbackDesk(
                    secrets: settings.callbackSecrets, actions: actions, longActions: longActions, now: now))
        webhooks = settings.webhooks.isEmpty ? nil : Self.webhooks(settings, store, now)
    }

    /// Takes up what was left. Before anything else happens.
    func restore() async throws {
        try await ledger.restore()
        try await audit.restore()
        try await approvals.restore()
        try await audit.catchUp(with: approvals.closed.reversed() + approvals.open)
        try await longActions.restore()
        try await events.restore()
        try await webhooks?.book.restore()
    }

    /// Until its task is cancelled.
    func run() async {
        await withDiscardingTaskGroup { group in
            group.addTask { await runner.run() }
            group.addTask { await follow() }
            if let webhooks {
                group.addTask { await tell(webhooks.book, webhooks.post) }
            }
        }
    }

    private func follow() async {
        while !Task.isCancelled {
            do throws(StoreError) {
                try await audit.catchUp()
            } catch {
                log.warning("the log of deeds cannot be written", metadata: ["error": "\(error)"])
            }
            try? await Task.sleep(for: .seconds(1))
        }
    }

    private func tell(_ book: JournaledWebhookBook, _ post: WebhookPost) async {
        while !Task.isCancelled {
            do {
                try await book.catchUp()
                _ = try await post.pass()
            } catch {
                log.warning("webhooks cannot be told", metadata: ["error": "\(error)"])
            }
            try? await Task.sleep(for: .milliseconds(500))
        }
    }

    private static func webhooks(
        _ settings: MachineSettings, _ store: any ConversationStore, _ now: @escaping @Sendable () -> Timestamp
    ) -> (book: JournaledWebhookBook, post: WebhookPost) {
        let book = JournaledWebhookBook(endpoints: settings.webhooks, store: store, now: now)
        let secrets = settings.webhookSecrets
        let exchanges = HTTPExchanges(bound: 16, reach: .outside(allowing: settings.allowedHosts))
        return (book, WebhookPost(book: book, secrets: { secrets[$0] ?? [] }, exchanges: exchanges, now: now))
    }

    private static func day(of moment: Timestamp, in zone: String) -> CivilDate {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = TimeZone(identifier: zone) ?? .gmt
        let parts = calendar.dateComponents(
            [.year, .month, .day], from: Date(timeIntervalSince1970: Double(moment.milliseconds) / 1_000))
        return CivilDate(year: parts.year ?? 1_970, month: parts.month ?? 1, day: parts.day ?? 1)
            ?? CivilDate(number: moment.milliseconds / 86_400_000)
    }
}
