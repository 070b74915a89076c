import ChatClient
import ChatService
import Engagement
import Foundation
import Gateway
import Logging
import Store
import Switchboard
import Telemetry
import TestSupport
import Testing
import Vocabulary

/// A house that answers over HTTP, with people of every role signed in.
struct Served {
    static let password = "correct horse battery"

    let house: House
    let key: SigningKey
    let service: ChatService
    let port: UInt16
    private let cookies: [AgentAccount.Role: String]

    /// For as long as the body runs.
    static func with(_ world: World, _ body: (Served) async throws -> Void) async throws {
        let served = try await Served(world)
        do {
            try await body(served)
        } catch {
            await served.service.drain()
            throw error
        }
        await served.service.drain()
    }

    private init(_ world: World) async throws {
        house = House(world, edition: try TestPlaybook.edition.get())
        key = try SigningKey()
        var configuration = ChatServiceConfiguration()
        configuration.engagement = house.engagement
        let surroundings = Surroundings(
            now: { world.now }, freshName: { UUID().uuidString }, tokens: key)
        let log = Logger(label: "served") { _ in SwiftLogNoOpLogHandler() }
        let dispatcher = Dispatcher(
            store: house.store, lanes: house.lanes, shelf: house.shelf, surroundings: surroundings, log: log)
        house.lanes.observe(with: dispatcher)
        service = ChatService(
            configuration, store: house.store, lanes: house.lanes, shelf: house.shelf, surroundings: surroundings,
            dispatcher: dispatcher, key: key, registry: MetricsRegistry(), log: log, readiness: "test")
        let hash = try #require(await PasswordHash.make(of: Self.password))
        for role in AgentAccount.Role.allCases {
            try await house.store.save(
                AgentAccount(
                    id: AgentID("a-\(role.rawValue)"), name: role.rawValue, displayName: role.rawValue,
                    passwordHash: hash, role: role, teams: ["support"], generation: 1))
        }
        port = try await service.start().port
        var cookies: [AgentAccount.Role: String] = [:]
        for role in AgentAccount.Role.allCases {
            let body = #"{"name":"\#(role.rawValue)","password":"\#(Self.password)"}"#
            let answer = try await Self.outside { [port] in
                try HTTPPeer.post(port: port, path: "/v1/desk/sign-in", body: Array(body.utf8))
            }
            let cookie: String = try #require(answer.cookie)
            cookies[role] = cookie
        }
        self.cookies = cookies
    }

    func get(
        _ path: String, as role: AgentAccount.Role? = nil, bearer: String? = nil
    ) async throws -> HTTPPeer.Answer {
        let cookie = role.flatMap { cookies[$0] }
        return try await Self.outside { [port] in
            try HTTPPeer.get(port: port, path: path, cookie: cookie, bearer: bearer)
        }
    }

    @discardableResult
    func post(
        _ path: String, _ body: [String: Any] = [:], as role: AgentAccount.Role? = nil, bearer: String? = nil,
        origin: String? = nil
    ) async throws -> HTTPPeer.Answer {
        let bytes = Array(try JSONSerialization.data(withJSONObject: body))
        let cookie = role.flatMap { cookies[$0] }
        return try await Self.outside { [port] in
            try HTTPPeer.post(port: port, path: path, body: bytes, cookie: cookie, bearer: bearer, origin: origin)
        }
    }

    /// A thread that waits for an answer must be none of those that give it.
    private static func outside<Answer: Sendable>(
        _ ask: @escaping @Sendable () throws -> Answer
    ) async throws -> Answer {
        try await withCheckedThrowingContinuation { answer in
            Thread.detachNewThread { answer.resume(with: Result(catching: ask)) }
        }
    }
}

extension HTTPPeer.Answer {
    var json: [String: Any] {
        (try? JSONSerialization.jsonObject(with: Data(body))) as? [String: Any] ?? [:]
    }

    func list(_ name: String) -> [[String: Any]] { json[name] as? [[String: Any]] ?? [] }
}
