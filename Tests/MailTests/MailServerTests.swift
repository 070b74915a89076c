import Mail
import Testing

/// A server by its address, as operators write it.
struct MailServerTests {
    @Test(arguments: [
        ("smtps://mail.example.com", 465, MailServer.Security.tls),
        ("smtps://mail.example.com:2465", 2465, .tls),
        ("smtp://mail.example.com:587", 587, .startTLS),
        ("smtp://mail.example.com", 587, .startTLS),
        ("smtp://127.0.0.1:25", 25, .none),
        ("smtp://localhost:1025", 1025, .none),
    ]) func `the address says how it is spoken to`(_ url: String, _ port: Int, _ security: MailServer.Security) throws {
        let server = try #require(MailServer(url: url))
        #expect(server.port == port && server.security == security)
    }

    @Test(arguments: [
        "", "mail.example.com", "http://mail.example.com", "smtp://", "smtp://ma il:25", "smtp://h:99999",
    ])
    func `what is no address of a server is none`(_ url: String) {
        #expect(MailServer(url: url) == nil)
    }
}
