internal import ChatProtocol
internal import Engagement
public import Gateway
public import Logging
public import Store
public import Switchboard
public import Telemetry
internal import Vocabulary

/// The running service: the gateway's connections meet the switchboard's sessions.
public final class ChatService: Sendable {
    private enum Session: Sendable {
        case visitor(VisitorSession)
        case agent(AgentSession)
    }

    private struct Memory {
        var sessions: [ConnectionID: Session] = [:]
        var origins: OriginPolicy?
        var pages: WebPages?
        var help: HelpRoutes?
        var isDraining = false
    }

    private let memory = Locked(Memory())
    private let configuration: ChatServiceConfiguration
    private let gateway: Gateway
    private let visitors: VisitorReception
    private let desk: DeskReception
    private let approvals: (any ApprovalsAtDesk)?
    private let store: any ConversationStore
    private let access: DeskAccess
    private let key: SigningKey
    private let lanes: ConversationLanes
    private let shelf: PlaybookShelf
    private let readiness: String
    private let now: @Sendable () -> Timestamp

    public init(
        _ configuration: ChatServiceConfiguration, store: any ConversationStore, lanes: ConversationLanes,
        shelf: PlaybookShelf, surroundings: Surroundings, dispatcher: Dispatcher, key: SigningKey,
        registry: MetricsRegistry, companion: Companion? = nil, casebook: Casebook? = nil,
        approvals: Approvals? = nil, log: Logger, readiness: String
    ) {
        var gatewayConfiguration = configuration.gateway
        gatewayConfiguration.extraHeaders += MachineRoutes.headers
        gatewayConfiguration.routeBodyLimits.merge(MachineRoutes.bodyLimits) { own, _ in own }
        gatewayConfiguration.subprotocols = [Self.visitorProtocol, Self.deskProtocol]
        self.configuration = configuration
        self.lanes = lanes
        self.shelf = shelf
        self.readiness = readiness
        now = surroundings.now
        let access = DeskAccess(store: store, key: key, now: surroundings.now)
        self.access = access
        self.key = key
        gateway = Gateway(gatewayConfiguration, registry: registry, logger: log)
        visitors = VisitorReception(
            store: store, lanes: lanes, dispatcher: dispatcher, shelf: shelf, surroundings: surroundings,
            rateLimit: configuration.visitorRate,
            signatures: configuration.identitySecrets.isEmpty
                ? nil : SignedSites(secrets: configuration.identitySecrets, key: key))
        let approvals = approvals.map { DeskReception.approvals($0, on: dispatcher) }
        self.approvals = approvals
        self.store = store
        desk = DeskReception(
            store: store, lanes: lanes, shelf: shelf, surroundings: surroundings,
            dispatcher: dispatcher, companion: companion, casebook: casebook,
            approvals: approvals, log: log,
            redeem: { await access.redeem($0) })
    }

    static let visitorProtocol = "warmline.v1"
    static let deskProtocol = "warmline.desk.v1"

    /// Agents' desks and who is at them.
    public var deskReception: DeskReception { desk }

    /// Listens, and says where.
    public func start() async throws(GatewayError) -> BoundAddress {
        gateway.install(
            GatewayHandlers(
                http: { [weak self] request in await self?.answer(request) ?? .status(503) },
                admit: { [weak self] request in self?.admit(request) ?? .refuse(status: 503) },
                opened: { [weak self] connection, request in self?.opened(connection, request) },
                received: { [weak self] connection, bytes in self?.received(connection, bytes) },
                closed: { [weak self] connection, _ in self?.closed(connection) },
                readiness: readiness))
        let bound = try await gateway.start()
        let origins = OriginPolicy(configuration, bound: bound)
        let pages = WebPages(configuration, origins: origins)
        let scheme = configuration.gateway.tls == nil ? "http" : "https"
        let help = HelpRoutes(
            shelf: shelf, configuration: configuration,
            address: configuration.publicURL.map(OriginPolicy.origin(of:)) ?? "\(scheme)://\(bound)", now: now)
        memory.withLock { memory in
            memory.origins = origins
            memory.pages = pages
            memory.help = help
        }
        return bound
    }

    /// Takes no new frames, lets turns in flight finish and be acknowledged, then sends everyone away to come back
    /// after a jittered while (`contract.md`, R14).
    public func drain() async {
        memory.withLock { $0.isDraining = true }
        await lanes.quiesce()
        let spread = UInt64(2_000)
        await gateway.drain(reason: "restart") { connection in
            let wait = TimeSpan(milliseconds: Int64(200 + connection.rawValue &* 2_654_435_761 % spread))
            return VisitorFrame.bye(reason: "restart", retryAfter: wait).bytes
        }
        await gateway.stop()
    }

    // MARK: WebSockets

    private var origins: OriginPolicy? {
        memory.withLock { $0.origins }
    }

    private func admit(_ request: WebSocketRequest) -> Admission {
        guard let origins else { return .refuse(status: 503) }
        switch request.path {
        case "/v1/chat":
            guard origins.admitsVisitors(from: request.origin) else { return .refuse(status: 403) }
            return accept(request, Self.visitorProtocol)
        case "/v1/desk":
            guard origins.admitsAgents(from: request.origin) else { return .refuse(status: 403) }
            return accept(request, Self.deskProtocol)
        default: return .refuse(status: 404)
        }
    }

    private func accept(_ request: WebSocketRequest, _ spoken: String) -> Admission {
        guard !request.subprotocols.isEmpty else { return .accept(subprotocol: nil) }
        return request.subprotocols.first == spoken ? .accept(subprotocol: spoken) : .refuse(status: 400)
    }

    private func opened(_ connection: ConnectionID, _ request: WebSocketRequest) {
        let wire = GatewayWire(gateway: gateway, connection: connection)
        let session: Session =
            request.path == "/v1/desk"
            ? .agent(desk.session(over: wire)) : .visitor(visitors.session(over: wire))
        memory.withLock { $0.sessions[connection] = session }
    }

    private func received(_ connection: ConnectionID, _ bytes: [UInt8]) {
        // Unread while draining: it is not acknowledged, so the client says it again elsewhere.
        let session = memory.withLock { $0.isDraining ? nil : $0.sessions[connection] }
        switch session {
        case .visitor(let session): session.received(bytes)
        case .agent(let session): session.received(bytes)
        case nil: break
        }
    }

    private func closed(_ connection: ConnectionID) {
        switch memory.withLock({ $0.sessions.removeValue(forKey: connection) }) {
        case .visitor(let session): session.closed()
        case .agent(let session): session.closed()
        case nil: break
        }
    }

    /// Ends the connections of agents whose password, role or account is no longer what they came in with
    /// (`security.md`, check 11). Called every few seconds: another process may have changed it.
    public func revalidate() async {
        var known: [AgentID: Int] = [:]
        for case .agent(let session) in memory.withLock({ Array($0.sessions.values) }) {
            guard let account = session.account else { continue }
            // A store that does not answer ends nobody's shift.
            if known[account.id] == nil { known[account.id] = await access.generation(of: account.id) }
            guard let generation = known[account.id], generation != account.generation else { continue }
            session.expel()
        }
    }

    private func expel(_ agent: AgentID) {
        let sessions = memory.withLock { Array($0.sessions.values) }
        for case .agent(let session) in sessions where session.agent == agent { session.expel() }
    }

    // MARK: HTTP

    private func answer(_ request: HTTPRequest) async -> HTTPResponse {
        guard let origins else { return .status(503) }
        let routes = DeskRoutes(access: access, origins: origins, signedIn: configuration.signedIn) { [weak self] in
            self?.expel($0)
        }
        if let response = await routes.response(to: request) { return response }
        if let desk = configuration.reports,
            let response = await ReportRoutes(desk: desk, access: access, origins: origins, now: now)
                .response(to: request)
        {
            return response
        }
        let articles = ArticleRoutes(shelf: shelf, access: access, configuration: configuration, now: now())
        if let response = await articles.response(to: request) { return response }
        let entry = OrderDesk(access: access, origins: origins, key: key, now: now())
        if let response = await engagementResponse(to: request, entry) { return response }
        if let approvals,
            let response = await ApprovalRoutes(approvals: approvals, store: store, entry: entry).response(to: request)
        {
            return response
        }
        if let response = await configuration.machines.response(to: request) { return response }
        let open = PublicRoutes(shelf: shelf, visitors: visitors, today: HelpRoutes.day(of: now(), in: shelf))
        if let response = await open.response(to: request) { return response }
        if let response = memory.withLock({ $0.help })?.response(to: request) { return response }
        if let response = memory.withLock({ $0.pages })?.response(to: request) { return response }
        return Problem.response(404, "There is nothing here.")
    }

    private func engagementResponse(to request: HTTPRequest, _ entry: OrderDesk) async -> HTTPResponse? {
        guard let engagement = configuration.engagement else { return nil }
        let incidents = IncidentRoutes(engagement: engagement, entry: entry, shelf: shelf, now: entry.now)
        if let response = await incidents.response(to: request) { return response }
        if let response = await OutreachRoutes(engagement: engagement, entry: entry).response(to: request) {
            return response
        }
        let timeline = TimelineRoutes(engagement: engagement, access: access, desk: desk)
        if let response = await timeline.response(to: request) { return response }
        let address = memory.withLock { $0.help }?.address ?? ""
        return await StatusRoutes(engagement: engagement, shelf: shelf, key: key, address: address, now: entry.now)
            .response(to: request)
    }
}
