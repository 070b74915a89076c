public import Logging
public import Telemetry

/// HTTP and WebSocket on one port: bytes in, bytes out, everything bounded.
///
/// One thread turns a libuv loop with libwebsockets on it. Every call here may come from any thread and returns at
/// once, save what is `async`. A running gateway keeps itself alive: call `stop` when done.
public final class Gateway: Sendable {
    /// The process's metrics, the gateway's own among them under `warmline_gateway_`.
    public let registry: MetricsRegistry
    private let configuration: GatewayConfiguration
    private let metrics: GatewayMetrics
    private let mailbox: Mailbox
    private let logger: Logger
    private let life: Locked<Life>

    private enum Life {
        case unborn(GatewayHandlers)
        case running(EventLoop)
        case over
    }

    /// A gateway that does not listen yet.
    public init(
        _ configuration: GatewayConfiguration = GatewayConfiguration(), registry: MetricsRegistry = MetricsRegistry(),
        logger: Logger = Logger(label: "warmline.gateway"), handlers: GatewayHandlers = GatewayHandlers()
    ) {
        self.configuration = configuration
        self.registry = registry
        self.logger = logger
        metrics = GatewayMetrics(registry)
        mailbox = Mailbox(frameBound: configuration.mailboxFrames, byteBound: configuration.mailboxBytes)
        life = Locked(.unborn(handlers))
    }

    /// Replaces the handlers, which mostly need the gateway itself. Without effect once it was started.
    public func install(_ handlers: GatewayHandlers) {
        life.withLock { life in
            guard case .unborn = life else { return }
            life = .unborn(handlers)
        }
    }

    /// Listens, and says where. Once only.
    @discardableResult
    public func start() async throws(GatewayError) -> BoundAddress {
        guard let handlers = takeHandlers() else { throw .alreadyStarted }
        try checkConfiguration()
        let listening = try ListeningSocket(host: configuration.host, port: configuration.port)
        let loop: EventLoop
        do throws(GatewayError) {
            loop = try EventLoop(configuration, handlers, mailbox, metrics, registry, logger)
            try loop.startThread()
        } catch {
            listening.close()
            throw error
        }
        do throws(GatewayError) {
            try await loop.open(listening)
        } catch {
            listening.close()
            await loop.stop()
            throw error
        }
        life.withLock { $0 = .running(loop) }
        logger.debug("listening on \(listening.address)")
        return listening.address
    }

    private func takeHandlers() -> GatewayHandlers? {
        life.withLock { life -> GatewayHandlers? in
            guard case .unborn(let handlers) = life else { return nil }
            life = .over
            return handlers
        }
    }

    private func checkConfiguration() throws(GatewayError) {
        let host = configuration.host
        if let tls = configuration.tls {
            guard TLSCheck.belongTogether(tls) else {
                throw .badCertificate(certificate: tls.certificate, key: tls.key)
            }
        } else {
            let isPrivate = host == "localhost" || RemoteAddress(host)?.isLoopback ?? true
            guard isPrivate || configuration.allowsPlainTextInPublic || !configuration.trustedProxies.isEmpty else {
                throw .plainTextInPublic(host)
            }
        }
    }

    private var loop: EventLoop? {
        life.withLock { life -> EventLoop? in
            guard case .running(let loop) = life else { return nil }
            return loop
        }
    }

    /// Sends a text message. To a connection that is gone it is lost without a word; `closed` has told so.
    ///
    /// Messages of one caller to one connection keep their order. `droppable` ones are thrown away when the reader
    /// is slow; for others a reader that is slower than its outbox is closed with 1013.
    public func send(_ bytes: [UInt8], to connection: ConnectionID, droppable: Bool = false) {
        order(CollectionOfOne(.send(connection, Frame(bytes, kind: .text, isDroppable: droppable))))
    }

    /// Sends a binary message.
    public func sendBinary(_ bytes: [UInt8], to connection: ConnectionID, droppable: Bool = false) {
        order(CollectionOfOne(.send(connection, Frame(bytes, kind: .binary, isDroppable: droppable))))
    }

    /// One text message to one connection, in a batch.
    public struct Posting: Sendable {
        public var connection: ConnectionID
        public var bytes: [UInt8]
        public var droppable: Bool

        public init(_ bytes: [UInt8], to connection: ConnectionID, droppable: Bool = false) {
            self.connection = connection
            self.bytes = bytes
            self.droppable = droppable
        }
    }

    /// Sends many messages with one wake-up of the loop.
    public func post(_ postings: [Posting]) {
        order(
            postings.map { posting in
                .send(posting.connection, Frame(posting.bytes, kind: .text, isDroppable: posting.droppable))
            })
    }

    /// Returns when everything sent to a connection has been handed to the kernel; false when it is gone. For senders
    /// of more than an outbox holds.
    public func drained(_ connection: ConnectionID) async -> Bool {
        await loop?.drained(connection) ?? false
    }

    /// Closes a connection after what was sent to it before. `reason` is cut at 123 bytes.
    public func close(_ connection: ConnectionID, code: UInt16 = CloseCode.normal, reason: String = "") {
        order(CollectionOfOne(.close(connection, code: code, reason: reason)))
    }

    /// Vouches for a connection, which is otherwise closed after the configuration's `unauthenticatedDeadline`.
    public func authenticated(_ connection: ConnectionID) {
        order(CollectionOfOne(.authenticated(connection)))
    }

    /// On the loop itself orders are carried out in place, after those that came before.
    private func order(_ orders: some Collection<Mailbox.Order> & Sendable) {
        guard let loop else { return }
        guard loop.executor.isCurrent else {
            if mailbox.put(orders) { loop.executor.wakeUp() }
            return
        }
        loop.assumeIsolated { loop in
            if !mailbox.isEmpty { loop.emptyMailbox() }
            for order in orders {
                loop.carryOut(order)
            }
        }
    }

    /// Stops accepting, closes every WebSocket with `code`, lets requests under way finish, and returns when all
    /// connections are gone or the `drainDeadline` has cut the rest. `/readyz` says no from here on.
    ///
    /// `farewell` gives each WebSocket its last message, such as when to come back; nil sends none.
    public func drain(
        code: UInt16 = CloseCode.serviceRestart, reason: String = "",
        farewell: @escaping @Sendable (ConnectionID) -> [UInt8]? = { _ in nil }
    ) async {
        await loop?.drain(code: code, reason: reason, farewell: farewell)
    }

    /// Cuts what is left and ends the loop's thread. Every open connection's `closed` has been called when this
    /// returns. Handlers are let go.
    public func stop() async {
        let loop = life.withLock { life -> EventLoop? in
            defer { life = .over }
            guard case .running(let loop) = life else { return nil }
            return loop
        }
        await loop?.stop()
    }

    /// What was counted so far.
    public var counters: GatewayCounters { metrics.snapshot }
}
