import Gateway
import Telemetry

/// A provider of our own on a real socket: it notes what it was asked and answers as the test says.
///
/// All providers of the process share one gateway, told apart by the first segment of the path.
final class TestProvider: Sendable {
    typealias Answer = @Sendable (HTTPRequest, Int) async -> HTTPResponse

    /// `http://127.0.0.1:PORT/p7`
    let address: String
    fileprivate let answer: Answer
    private let requests = Locked<[HTTPRequest]>([])

    fileprivate init(address: String, _ answer: @escaping Answer) {
        self.address = address
        self.answer = answer
    }

    /// Everything asked so far, in order; paths without the provider's own segment.
    var asked: [HTTPRequest] { requests.withLock { $0 } }

    /// Runs `body` against a provider that answers by `answer`, which is told how many requests came, this included.
    static func with<Result>(
        _ answer: @escaping Answer, _ body: (TestProvider) async throws -> Result
    ) async throws -> Result {
        try await body(try await Street.shared.open(answer))
    }

    fileprivate func take(_ request: HTTPRequest) async -> HTTPResponse {
        let count = requests.withLock { requests in
            requests.append(request)
            return requests.count
        }
        return await answer(request, count)
    }
}

/// The one gateway, with its providers side by side. It lives as long as the test process.
private actor Street {
    static let shared = Street()

    private let providers = Providers()
    private var starting: Task<String, any Error>?

    func open(_ answer: @escaping TestProvider.Answer) async throws -> TestProvider {
        let providers = providers
        let task =
            starting
            ?? Task {
                var configuration = GatewayConfiguration()
                configuration.connectionsPerAddress = 5_000
                let gateway = Gateway(
                    configuration, handlers: GatewayHandlers(http: { await providers.answer($0) }))
                return "http://\(try await gateway.start())"
            }
        starting = task
        return providers.add(try await task.value, answer)
    }
}

private final class Providers: Sendable {
    private let byName = Locked<[String: TestProvider]>([:])

    func add(_ address: String, _ answer: @escaping TestProvider.Answer) -> TestProvider {
        byName.withLock { byName in
            let name = "p\(byName.count)"
            let provider = TestProvider(address: "\(address)/\(name)", answer)
            byName[name] = provider
            return provider
        }
    }

    func answer(_ request: HTTPRequest) async -> HTTPResponse {
        let name = String(request.path.dropFirst().prefix { $0 != "/" })
        guard let provider = byName.withLock({ $0[name] }) else { return .notFound }
        var inner = request
        inner.path = String(request.path.dropFirst(1 + name.count))
        return await provider.take(inner)
    }
}

extension HTTPResponse {
    static func json(_ text: String, status: Int = 200) -> HTTPResponse {
        .json(Array(text.utf8), status: status)
    }
}
