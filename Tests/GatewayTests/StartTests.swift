import Gateway
import Testing

@Suite struct StartTests {
    @Test func `a port in use is an error, not a second listener`() async throws {
        let first = Gateway(.test())
        let address = try await first.start()
        let second = Gateway(.test { $0.port = address.port })
        await #expect(throws: GatewayError.addressInUse("127.0.0.1:\(address.port)")) { try await second.start() }
        await first.stop()
    }

    @Test func `a gateway starts once`() async throws {
        let gateway = Gateway(.test())
        try await gateway.start()
        await #expect(throws: GatewayError.alreadyStarted) { try await gateway.start() }
        await gateway.stop()
        await #expect(throws: GatewayError.alreadyStarted) { try await gateway.start() }
    }

    @Test func `plain text in public is refused unless it is meant`() async throws {
        await #expect(throws: GatewayError.plainTextInPublic("0.0.0.0")) {
            try await Gateway(.test { $0.host = "0.0.0.0" }).start()
        }
        let meant = Gateway(
            .test {
                $0.host = "0.0.0.0"
                $0.allowsPlainTextInPublic = true
            })
        #expect(try await meant.start().port != 0)
        await meant.stop()
    }

    @Test func `a host that is no address and a certificate that is none are named`() async throws {
        await #expect(throws: GatewayError.badAddress("example.com")) {
            try await Gateway(
                .test {
                    $0.host = "example.com"
                    $0.allowsPlainTextInPublic = true
                }
            ).start()
        }
        await #expect(throws: GatewayError.badCertificate(certificate: "none.pem", key: "none.key")) {
            try await Gateway(.test { $0.tls = .init(certificate: "none.pem", key: "none.key") }).start()
        }
    }

    @Test func `it listens on IPv6`() async throws {
        let gateway = Gateway(.test { $0.host = "::1" })
        let address = try await gateway.start()
        #expect(address.description == "[::1]:\(address.port)")
        await gateway.stop()
    }
}
