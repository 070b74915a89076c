internal import CLibWebSockets
internal import Logging
internal import Telemetry

/// The gateway's one loop: an actor whose executor is the thread that turns libuv, so that every callback of
/// libwebsockets steps straight into its isolation and the state of connections needs no lock.
actor EventLoop {
    nonisolated let executor: LoopExecutor
    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    nonisolated let configuration: GatewayConfiguration
    let connectionBound: Int
    let handlers: GatewayHandlers
    let metrics: GatewayMetrics
    let registry: MetricsRegistry
    let mailbox: Mailbox
    let logger: Logger

    nonisolated let uv: UVLoop
    var context: LWSContext?
    var listener: Listener?
    private var timer: UVTimer?

    /// Every TCP connection.
    var connections = ConnectionTable()
    /// Open connections and WebSockets of each address.
    var connectionsOfAddress: [RemoteAddress: Int] = [:]
    var webSocketsOfAddress: [RemoteAddress: Int] = [:]
    /// Sockets that nobody has vouched for yet, with the time at which they are closed.
    var unauthenticated = Deadlines()
    /// Connections with a request under way, and the number of the latest request.
    var exchanging: Set<ConnectionID> = []
    var lastSerial: UInt64 = 0
    var wheel: HeartbeatWheel
    var isDraining = false
    /// Whoever waits for the last connection to go.
    var drain: Drain?
    var dateSecond = UInt64.max
    var dateText = ""
    private var stopping: CheckedContinuation<Void, Never>?

    init(
        _ configuration: GatewayConfiguration, _ handlers: GatewayHandlers, _ mailbox: Mailbox,
        _ metrics: GatewayMetrics, _ registry: MetricsRegistry, _ logger: Logger
    ) throws(GatewayError) {
        guard let uv = UVLoop(loopWoke) else { throw .noContext }
        self.uv = uv
        executor = LoopExecutor(uv)
        self.configuration = configuration
        connectionBound = configuration.connectionBound
        self.handlers = handlers
        self.mailbox = mailbox
        self.metrics = metrics
        self.registry = registry
        self.logger = logger
        wheel = HeartbeatWheel(configuration)
    }

    /// What C callbacks find this loop by. The thread's closure keeps the loop alive for as long as any can come.
    private nonisolated var owner: UnsafeMutableRawPointer { Unmanaged.passUnretained(self).toOpaque() }

    /// Starts the thread; jobs run from here on.
    nonisolated func startThread() throws(GatewayError) {
        uv.setOwner(owner)
        let started = Thread.start {
            self.executor.adopt()
            self.uv.run()
            let stopping = self.assumeIsolated { $0.tearDown() }
            self.executor.runLate()
            stopping?.resume()
        }
        guard started else { throw .noContext }
    }

    /// Makes the context and listens.
    func open(_ listening: ListeningSocket) throws(GatewayError) {
        context = try LWSContext(loop: uv, owner: owner, configuration: configuration)
        let listener = Listener(listening, loop: uv, owner: owner)
        listener.resume()
        self.listener = listener
        let timer = UVTimer(uv, owner: owner)
        timer.start(every: wheel.tick, loopTicked)
        self.timer = timer
    }

    /// Cuts everything that is left. Returns when the thread is done with the C side.
    func stop() async {
        await withCheckedContinuation { continuation in
            stopping = continuation
            uv.stop()
        }
    }

    /// No accept, no order from outside; every connection is cut, which takes turns of the loop.
    private func tearDown() -> CheckedContinuation<Void, Never>? {
        executor.seal()
        isDraining = true
        listener?.close()
        listener = nil
        timer?.close()
        timer = nil
        cutAll()
        let isEmpty = uv.finish { connections.count == 0 }
        if !isEmpty { logger.error("connections were left open") }
        context?.retire(with: uv)
        context = nil
        drain?.waiter.resume()
        drain = nil
        defer { stopping = nil }
        return stopping
    }

    private func cutAll() {
        var left: [Connection] = []
        connections.each { left.append($0) }
        for connection in left {
            guard let instance = connection.instance else { continue }
            // LWS_TO_KILL_SYNC is -2.
            lws_set_timeout(instance, PENDING_TIMEOUT_USER_OK, -2)
        }
    }
}
