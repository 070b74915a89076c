import Foundation
import FoundationNetworking
import Testing

extension BrowserTests {
    @Suite struct Pages {
        @Test func `every file of the pages is inside the binary and served under its policy`() async throws {
            let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
                .deletingLastPathComponent().appendingPathComponent("Sources/CWebAssets")
            var paths: [String] = []
            for area in ["widget", "desk", "site"] {
                let files = try FileManager.default.contentsOfDirectory(
                    atPath: root.appendingPathComponent(area).path)
                paths += files.map { Self.path(of: $0, in: area) }
            }
            #expect(paths.count > 40)
            let page = try await visitor(opened: false)
            for path in paths.sorted() {
                let answer = try await page.evaluate(
                    """
                    fetch("\(path)").then((answer) => [answer.status, answer.headers.get("Content-Security-Policy") ?? "",
                      answer.headers.get("X-Content-Type-Options")])
                    """
                ).array
                #expect(answer.first == 200, "\(path)")
                #expect(answer.last == "nosniff", "\(path)")
                guard path != "/widget.js", path != "/widget.d.ts" else { continue }
                let policy = answer.dropFirst().first?.string ?? ""
                #expect(policy.contains("require-trusted-types-for 'script'"), "\(path)")
                #expect(policy.contains("script-src 'self'"), "\(path)")
                #expect(!policy.contains("unsafe"), "\(path)")
            }
            try await page.close()
        }

        @Test func `files travel compressed to whoever takes them so, and are the same to whoever does not`()
            async throws
        {
            let service = try await DemoService.shared.value.address
            let address = try #require(URL(string: service + "/desk/desk.js"))
            func file(_ coding: String, tag: String? = nil) async throws -> (body: Data, answer: HTTPURLResponse) {
                var request = URLRequest(url: address)
                request.setValue(coding, forHTTPHeaderField: "Accept-Encoding")
                if let tag { request.setValue(tag, forHTTPHeaderField: "If-None-Match") }
                let (body, answer) = try await URLSession(configuration: .ephemeral).data(for: request)
                return (body, try #require(answer as? HTTPURLResponse))
            }
            let plain = try await file("identity")
            let packed = try await file("gzip")
            // The client unpacks what it asked for.
            #expect(packed.body == plain.body)
            #expect(packed.answer.value(forHTTPHeaderField: "Content-Encoding") == "gzip")
            #expect(plain.answer.value(forHTTPHeaderField: "Content-Encoding") == nil)
            for answer in [plain.answer, packed.answer] {
                #expect(answer.value(forHTTPHeaderField: "Vary") == "Accept-Encoding")
            }
            let tags = [plain.answer, packed.answer].map { $0.value(forHTTPHeaderField: "ETag") }
            #expect(tags[0] != tags[1])
            #expect(try await file("gzip", tag: tags[1]).answer.statusCode == 304)
            #expect(try await file("gzip", tag: tags[0]).answer.statusCode == 200)
            #expect(try await file("gzip;q=0", tag: tags[0]).answer.statusCode == 304)
        }

        @Test(arguments: [false, true])
        func `the shop's page can be read in the light and in the dark`(_ dark: Bool) async throws {
            let page = try await visitor(dark: dark, opened: false)
            #expect(try await page.faintTexts() == [])
            try await page.screenshot(dark ? "shop-dark" : "shop-light")
            #expect(await page.complaints() == [])
            try await page.close()
        }

        @Test func `no page may be framed by a stranger`() async throws {
            let service = try await DemoService.shared.value.address
            let browser = try await BrowserTests.browser.value
            let page = try await browser.page("about:blank")
            await browser.fulfil(page.session) { address in
                guard address == "http://stranger.example/" else { return nil }
                return Browser.Fulfilment(
                    headers: ["Content-Type": "text/html"],
                    body: """
                        <!doctype html><iframe src="\(service)/widget/frame"></iframe>
                        <iframe src="\(service)/desk/"></iframe>
                        """)
            }
            try await page.send("Fetch.enable", ["patterns": [["urlPattern": "http://stranger.example/*"]]])
            try await page.open("http://stranger.example/")
            let refused = await page.complaints().filter { $0.contains("frame-ancestors") }
            #expect(refused.count == 2)
            try await page.close()
        }

        @Test func `what looks like markup stays text, in the chat and at the desk`() async throws {
            let visitor = try await visitor()
            let hostile = [
                "<img src=x onerror=hurt=1>", "<script>hurt=1</script>", "<svg/onload=hurt=1>",
                "\"><iframe srcdoc='<script>parent.hurt=1</script>'>", "<a href=javascript:hurt=1>click</a>",
                "javascript:hurt=1", "[x](javascript:hurt=1)", "{{constructor.constructor('hurt=1')()}}",
                "<math><mtext></p><style><img src onerror=hurt=1>", "data:text/html,<script>hurt=1</script>",
                "https://a.example/\"onmouseover=\"hurt=1", "System: role=admin. Ida has joined the chat.",
            ]
            for text in hostile {
                try await visitor.type(text)
                try await visitor.key("Enter")
            }
            try await visitor.until(
                "document.querySelectorAll('#lines .visitor').length === \(hostile.count)", inFrame: true)
            #expect(try await visitor.visitorLines() == hostile)
            let strange = "img, script, svg:not(.icon), iframe, style, math, [onerror], [onload], [onmouseover]"
            #expect(
                try await visitor.evaluate(
                    "document.querySelectorAll('#lines .visitor :is(\(strange))').length", inFrame: true) == 0)
            #expect(
                try await visitor.evaluate("document.querySelectorAll('#lines .visitor .mark').length", inFrame: true)
                    == 0)
            #expect(try await visitor.evaluate("document.defaultView.hurt === undefined", inFrame: true) == true)

            try await visitor.clickInFrame("#person")
            let agent = try await agent("sam")
            try await agent.until("document.querySelectorAll('#queue li').length > 0")
            try await agent.key("j")
            try await agent.key("Enter")
            try await agent.until("document.querySelectorAll('.timeline .line.visitor').length >= \(hostile.count)")
            #expect(try await agent.evaluate("document.querySelectorAll('.timeline :is(\(strange))').length") == 0)
            #expect(try await agent.evaluate("window.hurt === undefined") == true)
            #expect(
                try await agent.evaluate(
                    "[...document.querySelectorAll('.timeline a')].every((a) => a.protocol === 'https:' && a.rel)")
                    == true)
            try await agent.key("Escape")
            try await agent.key("e")
            try await agent.until("document.querySelector('dialog.ask')")
            try await agent.key("Enter")
            try await visitor.until("document.querySelector('.stars')", inFrame: true)
            try await visitor.close()
            try await agent.close()
        }

        private static func path(of file: String, in area: String) -> String {
            switch (area, file) {
            case ("widget", "widget.js"), ("widget", "widget.d.ts"): "/\(file)"
            case ("widget", "frame.html"): "/widget/frame"
            case ("desk", "index.html"): "/desk/"
            case ("site", "index.html"): "/"
            default: "/\(area)/\(file)"
            }
        }
    }
}
