import DemoShop
import Foundation
import Gateway
import Testing

struct DocumentTests {
    private static let zbar = "/usr/bin/zbarimg"

    private func openReturn(_ shop: TestShop) async throws -> (id: String, code: String, label: String) {
        let answer = try await shop.send("POST", "/v1/orders/10042/returns", #"{"line":"1"}"#, key: "return:10042:1")
        let origin = "http://shop.test:8090"
        let code = try #require(answer.text("return.qr_url")).replacing(origin, with: "")
        let id = try #require(answer.text("return.id"))
        let booked = try await shop.send("POST", "/v1/returns/\(id)/labels", "{}", key: "label:\(id)")
        return (id, code, try #require(booked.text("label.url")).replacing(origin, with: ""))
    }

    @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: zbar)))
    func `a phone reads the return's number off its code`() async throws {
        let shop = try TestShop()
        let (id, code, _) = try await openReturn(shop)
        let answer = try await shop.send("GET", code, token: nil)
        #expect(answer.status == 200)
        #expect(answer.response.headers["Content-Type"] == "image/png")
        let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).png")
        defer { try? FileManager.default.removeItem(at: file) }
        try Data(answer.response.body).write(to: file)
        #expect(try run(Self.zbar, "--raw", "-q", "--nodbus", file.path) == id + "\n")
    }

    @Test func `the label is a PDF of one page`() async throws {
        let shop = try TestShop()
        let (_, _, label) = try await openReturn(shop)
        let answer = try await shop.send("GET", label, token: nil)
        #expect(answer.response.headers["Content-Type"] == "application/pdf")
        let text = String(decoding: answer.response.body, as: UTF8.self)
        #expect(text.hasPrefix("%PDF-1."))
        #expect(text.contains("%%EOF"))
        #expect(text.matches(of: /\/Type \/Page\b/).count == 1)
    }

    @Test func `without its secret a label is as good as missing`() async throws {
        let shop = try TestShop()
        let (id, code, _) = try await openReturn(shop)
        let missing = try await shop.send("GET", "/v1/returns/RT-AAAAAA/label.pdf?t=x", token: nil)
        #expect(missing.status == 404)
        let guesses = ["", "?t=", "?t=0", "?t=" + String(repeating: "0", count: 32)]
        for guess in guesses.map({ "/v1/returns/\(id)/label.pdf\($0)" }) + [String(code.dropLast())] {
            let answer = try await shop.send("GET", guess, token: nil)
            #expect(answer.response == missing.response)
        }
    }

    @Test func `the back office shows orders and refunds to who has the token`() async throws {
        let shop = try TestShop()
        _ = try await shop.send(
            "POST", "/v1/orders/10042/refunds",
            #"{"line":"1","amount_minor":4990,"reason":"<script>alert(1)</script>"}"#, key: "k")
        #expect(try await shop.send("GET", "/admin", token: nil).status == 401)
        let basic = Data("finch:\(TestShop.token)".utf8).base64EncodedString()
        let page = try await shop.send("GET", "/admin", headers: ["Authorization": "Basic \(basic)"])
        #expect(page.status == 200)
        let html = String(decoding: page.response.body, as: UTF8.self)
        #expect(html.contains("<td>RF-70001</td><td>10042</td><td>1</td><td>£49.90</td>"))
        #expect(html.contains("&lt;script&gt;"))
        #expect(!html.contains("<script>"))
    }

    @Test func `the back office shows the mail that was sent, and what else was done`() async throws {
        let shop = try TestShop()
        _ = try await shop.post("/v1/codes", #"{"email":"maya.okafor@example.com"}"#)
        _ = try await shop.post("/v1/orders/10053/cancellations", #"{"amount_minor":5840}"#)
        _ = try await shop.post("/v1/bugs", #"{"service":"shop","symptom":"<b>slow</b>","email":"a@b.example"}"#)
        let basic = Data("finch:\(TestShop.token)".utf8).base64EncodedString()
        let page = try await shop.send("GET", "/admin", headers: ["Authorization": "Basic \(basic)"])
        let html = String(decoding: page.response.body, as: UTF8.self)
        #expect(html.contains("<td>\(try await shop.lastCode(to: "maya.okafor@example.com")) is your code"))
        #expect(html.contains("<td>cancellation</td><td>10053</td><td>-£58.40</td>"))
        #expect(html.contains("shop: &lt;b&gt;slow&lt;/b&gt;"))
    }

    @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/openssl")))
    func `the back office's policy admits its own style and nothing else`() async throws {
        let basic = Data("finch:\(TestShop.token)".utf8).base64EncodedString()
        let page = try await TestShop().send("GET", "/admin", headers: ["Authorization": "Basic \(basic)"])
        let html = String(decoding: page.response.body, as: UTF8.self)
        let style = try #require(html.firstMatch(of: /<style>(?<css>.*)<\/style>/)).output.css
        let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).css")
        defer { try? FileManager.default.removeItem(at: file) }
        try Data(style.utf8).write(to: file)
        let digest = try run("/usr/bin/openssl", "dgst", "-sha256", "-r", file.path).prefix(64)
        let bytes = stride(from: 0, to: 64, by: 2).compactMap { UInt8(digest.dropFirst($0).prefix(2), radix: 16) }
        let policy = try #require(page.response.headers["Content-Security-Policy"])
        #expect(policy.contains("style-src 'sha256-\(Data(bytes).base64EncodedString())'"))
        #expect(policy.hasPrefix("default-src 'none'"))
    }

    private func run(_ program: String, _ arguments: String...) throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return String(decoding: output, as: UTF8.self)
    }
}
