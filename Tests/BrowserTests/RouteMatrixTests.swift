import Foundation
import FoundationNetworking
import Testing

extension BrowserTests {
    /// Who may ask for what over HTTP (`security.md`, check 13), against the running service. A path that stands in the
    /// service's sources and not in this table fails the build.
    @Suite struct RouteMatrix {
        /// Who asks. A visitor has nothing but a conversation's token, which no route of the desk reads.
        enum Who: CaseIterable {
            case nobody, visitor, forged, key, foreignPage, agent, supervisor
        }

        struct Row: CustomTestStringConvertible, Sendable {
            let method: String
            let path: String
            let agent: Set<Int>
            let supervisor: Set<Int>
            /// Everyone who is not signed in.
            let others: Set<Int>
            /// A signed-in supervisor whose browser stands on a page that is not ours.
            let foreign: Set<Int>

            var testDescription: String { "\(method) \(path)" }

            /// Signed-in people only; what changes something counts from our own pages only.
            static func desk(_ method: String, _ path: String, agent: Set<Int>, supervisor: Set<Int>) -> Row {
                Row(
                    method: method, path: path, agent: agent, supervisor: supervisor, others: [401, 403],
                    foreign: method == "GET" ? supervisor : [401, 403])
            }

            static func open(_ path: String, _ status: Int = 200, method: String = "GET") -> Row {
                Row(
                    method: method, path: path, agent: [status], supervisor: [status], others: [status],
                    foreign: [status])
            }

            func allowed(_ who: Who) -> Set<Int> {
                switch who {
                case .nobody, .visitor, .forged, .key: others
                case .foreignPage: foreign
                case .agent: agent
                case .supervisor: supervisor
                }
            }
        }

        static let rows: [Row] = [
            .desk("GET", "/v1/desk/me", agent: [200], supervisor: [200]),
            .desk("POST", "/v1/desk/ticket", agent: [200], supervisor: [200]),
            .desk("GET", "/v1/desk/timeline?conversation=c-unknown", agent: [403, 404], supervisor: [404]),
            .desk("GET", "/v1/desk/timeline?customer=k-unknown", agent: [403], supervisor: [404]),
            .desk("GET", "/v1/approvals", agent: [200], supervisor: [200]),
            .desk("POST", "/v1/approvals/decisions", agent: [400], supervisor: [400]),
            .desk("GET", "/api/v1/report", agent: [200], supervisor: [200]),
            .desk("GET", "/api/v1/report?by=agent", agent: [403], supervisor: [200]),
            .desk("GET", "/api/v1/alerts", agent: [200], supervisor: [200]),
            .desk("GET", "/api/v1/digest", agent: [200], supervisor: [200]),
            .desk("GET", "/api/v1/knowledge", agent: [200], supervisor: [200]),
            .desk("GET", "/api/v1/articles?q=refund", agent: [200], supervisor: [200]),
            .desk("GET", "/api/v1/articles/unknown", agent: [404], supervisor: [404]),
            .desk("POST", "/api/v1/alerts/snooze", agent: [403], supervisor: [400]),
            .desk("POST", "/api/v1/alerts/judge", agent: [403], supervisor: [400]),
            .desk("GET", "/v1/incidents", agent: [200], supervisor: [200]),
            .desk("GET", "/v1/incidents/unknown", agent: [404], supervisor: [404]),
            .desk("POST", "/v1/incidents", agent: [403], supervisor: [400]),
            .desk("POST", "/v1/incidents/unknown/resolve", agent: [403], supervisor: [400, 404]),
            .desk("GET", "/v1/outreach", agent: [403, 404], supervisor: [200, 404]),
            .desk("POST", "/v1/outreach/unknown/go", agent: [403], supervisor: [400, 404]),
            // Signing in is for everybody, from our own page.
            Row(
                method: "POST", path: "/v1/desk/sign-in", agent: [400], supervisor: [400], others: [400], foreign: [403]
            ),
            Row(method: "POST", path: "/v1/desk/sign-out", agent: [], supervisor: [], others: [204], foreign: [403]),
            // Other machines sign what they say.
            .open("/api/v1/events", 401, method: "POST"), .open("/api/v1/mail", 401, method: "POST"),
            .open("/api/v1/callbacks/unknown", 401, method: "POST"),
            .open("/healthz"), .open("/readyz"), .open("/metrics"), .open("/asyncapi.json"), .open("/openapi.json"),
            .open("/schemas/handover.json"), .open("/v1/articles/unknown", 404), .open("/v1/help/unknown", 404),
            .open("/api/v2/summary.json"), .open("/api/v2/status.json"), .open("/api/v2/components.json"),
            .open("/api/v2/incidents.json"), .open("/api/v2/incidents/unresolved.json"),
            .open("/api/v2/scheduled-maintenances.json"), .open("/api/v2/scheduled-maintenances/active.json"),
            .open("/api/v2/scheduled-maintenances/upcoming.json"),
            // The sockets' own addresses, asked as if they were pages.
            .open("/v1/chat", 404), .open("/v1/desk", 404),
        ]

        @Test(arguments: rows)
        func `a route is open to those who stand in its row, and to nobody else`(_ row: Row) async throws {
            for who in Who.allCases where !row.allowed(who).isEmpty {
                let status = try await Door.shared.value.status(of: row, for: who)
                #expect(row.allowed(who).contains(status), "\(who): \(status)")
            }
        }

        @Test func `every path of the sources has a row`() throws {
            let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
                .deletingLastPathComponent().appendingPathComponent("Sources/ChatService")
            let known = Self.rows.map { String($0.path.prefix { $0 != "?" }) }
            var paths: Set<String> = []
            for file in try FileManager.default.contentsOfDirectory(atPath: folder.path) where file.hasSuffix(".swift")
            {
                let text = try String(contentsOf: folder.appendingPathComponent(file), encoding: .utf8)
                for match in text.matches(of: /"(\/(?:v1|api)\/[a-z0-9\/._-]+)/) { paths.insert(String(match.1)) }
            }
            #expect(paths.count > 15)
            let missing = paths.filter { path in
                !known.contains { $0 == path || (path.hasSuffix("/") && $0.hasPrefix(path)) }
            }
            #expect(missing.sorted() == [])
        }
    }
}

/// The running service, asked by people who are signed in and by people who are not.
struct Door {
    let service: String
    let agent: String
    let supervisor: String

    static let shared = Task { try await Door() }

    private init() async throws {
        service = try await DemoService.shared.value.address
        agent = try await Self.signIn("sam", at: service)
        supervisor = try await Self.signIn("ida", at: service)
    }

    func status(of row: BrowserTests.RouteMatrix.Row, for who: BrowserTests.RouteMatrix.Who) async throws -> Int {
        var fields: [String: String] = ["Origin": service]
        switch who {
        case .nobody: break
        // What a visitor's browser may hold, in every place a route might look.
        case .visitor: fields["Cookie"] = "warmline_token=visitor; warmline_desk=visitor"
        case .forged: fields["Cookie"] = "warmline_desk=" + String(supervisor.reversed())
        case .key: fields["Authorization"] = "Bearer of-nobody"
        case .foreignPage:
            fields["Cookie"] = supervisor
            fields["Origin"] = "https://stranger.example"
        case .agent: fields["Cookie"] = agent
        case .supervisor: fields["Cookie"] = supervisor
        }
        return try await Self.ask(row.method, service + row.path, fields).status
    }

    private static func signIn(_ name: String, at service: String) async throws -> String {
        let answer = try await ask(
            "POST", service + "/v1/desk/sign-in", ["Origin": service],
            Data(#"{"name":"\#(name)","password":"alder-and-finch"}"#.utf8))
        let cookie = try #require(answer.cookie)
        return String(cookie.prefix { $0 != ";" })
    }

    private static func ask(
        _ method: String, _ address: String, _ fields: [String: String], _ body: Data = Data("{}".utf8)
    ) async throws -> (status: Int, cookie: String?) {
        var request = URLRequest(url: try #require(URL(string: address)))
        request.httpMethod = method
        request.httpShouldHandleCookies = false
        for (name, value) in fields { request.setValue(value, forHTTPHeaderField: name) }
        if method == "POST" {
            request.httpBody = body
            request.setValue("application/json", forHTTPHeaderField: "Content-Type")
        }
        let configuration = URLSessionConfiguration.ephemeral
        configuration.httpCookieStorage = nil
        let (_, answer) = try await URLSession(configuration: configuration).data(for: request)
        let response = try #require(answer as? HTTPURLResponse)
        return (response.statusCode, response.value(forHTTPHeaderField: "Set-Cookie"))
    }
}
