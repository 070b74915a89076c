internal import ArgumentParser
internal import ChatService
internal import Engagement
internal import Foundation
internal import Gateway
internal import Logging
internal import Outreach
internal import PlaybookModel
internal import Reporting
internal import SQLiteStore
internal import Store
internal import Switchboard
internal import Telemetry
internal import Understanding
internal import Vocabulary
internal import Webhooks

/// All rooms wired into one service. Nothing is decided here.
struct RunningService {
    /// As a URL.
    let address: String
    let store: any ConversationStore
    private let service: ChatService
    private let actions: RunningActions
    private let dispatcher: Dispatcher
    private let watch: PlaybookWatch
    private let engagement: Engagement
    /// What is owed to visitors, for the desks of those who have them.
    private let alarms: AsyncStream<CareAlarm>
    private let reports: RunningReports
    private let casebook: Casebook
    private let log: Logger

    init(_ settings: ServeSettings) async throws {
        let log = Self.logger(settings)
        self.log = log
        let folder = PlaybookFolder(path: settings.playbook)
        let articles = ServedArticles(settings.model, .serving, log: log)
        var known = try KnownFolder(folder)
        let playbook = try folder.checked(try known.look() ?? folder.load())
        let shelf = PlaybookShelf(try Edition(playbook, model: settings.model, articles: articles))
        let understanding: Logger.Message = "understanding by \(settings.model.words)"
        if settings.model.encoder == nil { log.warning(understanding) } else { log.notice(understanding) }
        let (store, key) = try Self.open(settings.store)
        self.store = store
        let now: @Sendable () -> Timestamp = { .present }
        let surroundings = Surroundings(now: now, freshName: FreshName.make, tokens: key)
        let registry = MetricsRegistry()
        let lanes = ConversationLanes(store: store, shelf: shelf, surroundings: surroundings, log: log)
        let (alarms, alarmed) = AsyncStream.makeStream(of: CareAlarm.self, bufferingPolicy: .bufferingNewest(256))
        self.alarms = alarms
        let engagement = try await RunningEngagement.make(
            store: store, lanes: lanes, shelf: shelf, key: key, publicURL: settings.service.publicURL,
            carriers: settings.outreach.carriers, log: log, now: now,
            alarmed: { alarmed.yield($0) })
        self.engagement = engagement
        actions = RunningActions(
            settings.machines, store: store, lanes: lanes, shelf: shelf, visitor: { key.visitor(for: $0) }, now: now,
            log: log, wrap: { IncidentAnswers(backend: Self.tested($0), engagement: engagement) })
        dispatcher = Dispatcher(
            store: store, lanes: lanes, shelf: shelf, surroundings: surroundings, log: log)
        lanes.observe(with: actions.runner)
        lanes.observe(with: dispatcher)
        lanes.observe(with: TurnMetrics(registry: registry))
        casebook = Casebook(store: store, lanes: lanes, shelf: shelf)
        lanes.observe(with: casebook)
        let companion = Companion(store: store, shelf: shelf, surroundings: surroundings, log: log)
        try await companion.restore()
        try await dispatcher.restore()
        try await actions.restore()
        var configuration = settings.service
        configuration.machines = actions.routes
        configuration.signedIn = { [audit = actions.audit] agent in
            audit.tell(AuditLog.Deed(.signedIn, by: .agent(agent), subject: "desk", result: "done"))
        }
        configuration.articleChanged = { folder.changed($0) }
        configuration.foundArticles = { [shelf] question, readers, limit, now in
            shelf.current.understander.articles(for: question, readers: readers, limit: limit, at: now)
        }
        reports = try RunningReports(
            store: store, shelf: shelf, model: settings.model, alerts: settings.alerts, engagement: engagement,
            registry: registry, log: log, now: now)
        configuration.reports = reports.desk
        actions.events.listen(with: EventAudience([engagement, reports]))
        configuration.engagement = engagement
        service = ChatService(
            configuration, store: store, lanes: lanes, shelf: shelf, surroundings: surroundings,
            dispatcher: dispatcher, key: key, registry: registry, companion: companion, casebook: casebook,
            approvals: actions.approvals, log: log,
            readiness: "understanding by \(settings.model.words)")
        watch = PlaybookWatch(
            folder: folder, known: known, shelf: shelf, model: settings.model, articles: articles, log: log)
        let bound = try await service.start()
        let scheme = settings.service.gateway.tls == nil ? "http" : "https"
        address = "\(scheme)://\(bound)"
    }

    /// Until SIGTERM or SIGINT, then drains.
    func runUntilStopped() async {
        let tasks = [
            Task { await actions.run() },
            Task { await watch.run() },
            Task { await engagement.run() },
            Task { [alarms, service, log] in
                for await alarm in alarms {
                    do {
                        try await alarm.remind(service.deskReception)
                    } catch {
                        log.error("nobody was reminded", metadata: ["alarm": "\(alarm.key)", "error": "\(error)"])
                    }
                }
            },
            Task { await reports.run() },
            Task { [casebook] in _ = try? await casebook.restore() },
            Task {
                while !Task.isCancelled {
                    await dispatcher.tick()
                    await service.revalidate()
                    try? await Task.sleep(for: .seconds(1))
                }
            },
        ]
        actions.runner.poke()
        await StopSignal().wait()
        log.notice("draining")
        await service.drain()
        for task in tasks { task.cancel() }
        actions.runner.poke()
        await reports.keep()
        await store.close()
    }

    /// What tests may break on purpose.
    private static func tested(_ backend: any ActionBackend) -> any ActionBackend {
        #if WARMLINE_FAULTS
            TestFaults.forgetsKeys ? KeylessBackend(backend: backend) : backend
        #else
            backend
        #endif
    }

    private static func open(_ path: String) throws -> (any ConversationStore, SigningKey) {
        guard path != ":memory:" else { return (InMemoryStore(), try SigningKey()) }
        guard !path.hasPrefix("postgres") else {
            throw ValidationError("PostgreSQL is not built into this version; give a SQLite file.")
        }
        LargeBuffers.giveBack()
        let store: SQLiteStore
        var options = SQLiteStoreOptions()
        options.isOnlyRunner = true
        #if WARMLINE_FAULTS
            options.faults = TestFaults.store
            options.atEachCommit = TestFaults.death
        #endif
        do throws(StoreError) {
            store = try SQLiteStore(path: path, options: options)
        } catch {
            StandardError.write("\(path): \(error)")
            throw ExitCode(1)
        }
        return (store, try SigningKey(file: path + ".key"))
    }

    private static func logger(_ settings: ServeSettings) -> Logger {
        let level = Logger.Level(rawValue: settings.logLevel) ?? .notice
        LoggingSystem.bootstrap { label in
            var handler = StreamLogHandler.standardError(label: label)
            handler.logLevel = level
            return handler
        }
        return Logger(label: "warmline")
    }
}
