internal import ChatService
internal import Encoder
internal import Engagement
internal import Logging
internal import PlaybookModel
internal import Reporting
internal import Store
internal import Switchboard
internal import Telemetry
internal import Understanding
internal import Vocabulary

/// The reports of a running service: they read what is committed, and nothing waits for them.
struct RunningReports: Sendable {
    let reporter: Reporter
    let voice: VoiceDesk
    let knowledge: KnowledgeDesk
    /// For events of other systems: reviews, posts, rollouts.
    let intake: VoiceIntake
    private let log: Logger

    init(
        store: any ConversationStore, shelf: PlaybookShelf, model: LanguageModel, alerts: AlertSettings,
        engagement: Engagement, registry: MetricsRegistry, log: Logger, now: @escaping @Sendable () -> Timestamp
    ) throws {
        let rules = ReportRules(shelf.current.playbook)
        self.log = log
        reporter = try Reporter(
            store: store, rules: rules, channels: alerts.channels + [SpikeDrafts(engagement)],
            gauges: FigureGauges(registry), log: log, now: now)
        let encoder = model.encoder
        voice = VoiceDesk(store: store, reporter: reporter, rules: rules, log: log, now: now) { text in
            encoder?.encode(text).last
        }
        knowledge = KnowledgeDesk(
            store: store, reporter: reporter, playbook: { shelf.current.playbook }, encoder: encoder, log: log, now: now
        )
        intake = VoiceIntake(reporter: reporter) { [shelf] text in
            let read = shelf.current.understander.interpret(text, at: now())
            return VoiceIntake.Understood(
                intent: read.band == .act ? read.intents.first?.value : nil, frustration: read.sentiment.frustration)
        }
    }

    var desk: ReportDesk { ReportDesk(reporter: reporter, voice: voice, knowledge: knowledge) }

    /// Until cancelled.
    func run() async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { [reporter] in await reporter.run() }
            group.addTask(priority: .background) { [voice] in await voice.run() }
            group.addTask(priority: .background) { [knowledge] in await knowledge.run() }
        }
    }

    /// What was read is written down, so that the next start need not read it again.
    func keep() async {
        do throws(StoreError) {
            try await reporter.keep()
        } catch {
            log.info("the reports read the last events again next time: \(error)")
        }
    }
}

/// Reviews, answers to surveys, posts and rollouts, as other systems tell of them.
extension RunningReports: CustomerEventListener {
    func happened(_ event: ReceivedEvent) async throws(StoreError) {
        let wrong = try await intake.take(type: event.type, id: "\(event.source) \(event.id)", data: event.data)
        if let wrong { log.warning("an event of type \(event.type) says nothing that can be counted: \(wrong)") }
    }
}

/// Everybody who wants to know what happens elsewhere. An event that one of them could not keep is told to all again;
/// each knows it by its source and id.
struct EventAudience: CustomerEventListener {
    private let listeners: [any CustomerEventListener]

    init(_ listeners: [any CustomerEventListener]) {
        self.listeners = listeners
    }

    func happened(_ event: ReceivedEvent) async throws(StoreError) {
        for listener in listeners { try await listener.happened(event) }
    }
}
