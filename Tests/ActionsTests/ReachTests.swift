import Actions
import Foundation
import Gateway
import PlaybookModel
import Switchboard
import TestSupport
import Testing
import Vocabulary

struct ReachTests {
    private func outcomes(
        of urls: [String], _ exchanges: HTTPExchanges, within timeout: TimeSpan = TimeSpan(milliseconds: 400)
    ) async -> [HTTPOutcome] {
        await withTaskGroup(of: HTTPOutcome.self) { group in
            for url in urls {
                group.addTask {
                    await exchanges.exchange(
                        HTTPCall(
                            method: .post, url: url, headers: [], body: [0x7B, 0x7D],
                            timeout: timeout))
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
    }

    @Test func `no wording of an address leads to this machine`() async {
        let canary = Canary()
        let urls = canary.wordings + canary.neighbours
        let guarded = HTTPExchanges(bound: 100, reach: .outside())
        #expect(urls.count >= 40)
        for outcome in await outcomes(of: urls, guarded) {
            guard case .answered = outcome else { continue }
            Issue.record("answered")
        }
        #expect(canary.reached == 0)
        // The control: without the guard the same addresses do lead there, so the canary can be reached at all.
        _ = await outcomes(of: canary.wordings, HTTPExchanges(bound: 100, reach: .anywhere))
        #expect(canary.reached >= 20)
    }

    @Test(arguments: ["127.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "10.1.2.3", "169.254.169.254", "[fd00::1]"])
    func `a name is judged by where it leads when it is called`(address: String) async {
        let canary = Canary()
        let name = "rebound.example:\(canary.port)"
        let exchanges = HTTPExchanges(bound: 4, reach: .outside(), names: [name: address])
        let outcome = await outcomes(of: ["https://\(name)/"], exchanges)
        #expect(outcome == [.barred("the address leads to a place inside")])
        #expect(canary.reached == 0)
    }

    @Test func `a host that the operator allows is called, and its redirect is not followed`() async throws {
        let canary = Canary()
        let status = try await TestProvider.with({ _, _ in
            HTTPResponse(status: 307, headers: ["Location": "http://127.0.0.1:\(canary.port)/"])
        }) { provider in
            let host = try #require(URL(string: provider.address)?.port.map { "127.0.0.1:\($0)" })
            let exchanges = HTTPExchanges(bound: 4, reach: .outside(allowing: [host]))
            let near = "http://127.0.0.1:\(canary.port)/"
            #expect(await outcomes(of: [near], exchanges) == [.barred("only https goes to other machines")])
            return await outcomes(of: [provider.address + "/x"], exchanges, within: .seconds(30))
        }
        #expect(status == [.answered(HTTPAnswer(status: 307))])
        #expect(canary.reached == 0)
    }

    @Test func `a barred action is not tried again`() async {
        let actions = HTTPActions(
            actions: { _ in .sample(.post, url: [.text("https://127.0.0.1:9/x")]) }, environment: { _ in nil },
            reach: .outside())
        #expect(await actions.perform(.sample(), attempt: 1) == .finished(.refused(reason: "failed")))
    }

    @Test(arguments: [
        ("0.1.2.3", false), ("9.255.255.255", true), ("10.0.0.0", false), ("11.0.0.0", true), ("100.63.255.255", true),
        ("100.64.0.0", false), ("100.127.255.255", false), ("100.128.0.0", true), ("126.255.255.255", true),
        ("127.0.0.0", false), ("128.0.0.0", true), ("169.253.0.0", true), ("169.254.0.0", false), ("172.15.0.0", true),
        ("172.16.0.0", false), ("172.31.255.255", false), ("172.32.0.0", true), ("192.0.0.8", false),
        ("192.0.1.1", true), ("192.0.2.1", false), ("192.88.99.1", false), ("192.167.0.0", true),
        ("192.168.255.255", false), ("198.17.0.0", true), ("198.18.0.0", false), ("198.19.0.0", false),
        ("198.20.0.0", true), ("198.51.100.7", false), ("203.0.113.7", false), ("223.255.255.255", true),
        ("224.0.0.1", false), ("255.255.255.255", false), ("8.8.8.8", true), ("::", false), ("::1", false),
        ("::8.8.8.8", false), ("::ffff:8.8.8.8", true), ("::ffff:10.0.0.1", false), ("64:ff9b::8.8.8.8", true),
        ("64:ff9b::10.0.0.1", false), ("64:ff9b:1::8.8.8.8", false), ("100::1", false), ("1fff::1", false),
        ("2000::1", true), ("2001::1", false), ("2001:1ff::1", false), ("2001:200::1", true), ("2001:db8::1", false),
        ("2001:4860:4860::8888", true), ("2002:808:808::1", false), ("3ffe::1", true), ("3fff:fff::1", false),
        ("3fff:1000::1", true), ("4000::1", false), ("fc00::1", false), ("fe80::1", false), ("ff02::1", false),
    ])
    func `inside and outside are told apart at their borders`(text: String, isOutside: Bool) throws {
        var bytes = [UInt8](repeating: 0, count: 16)
        let isSix = text.contains(":")
        #expect(inet_pton(isSix ? AF_INET6 : AF_INET, text, &bytes) == 1)
        let address = try #require(NetworkAddress(bytes: Array(bytes.prefix(isSix ? 16 : 4))))
        #expect(address.isOutside == isOutside)
    }
}
