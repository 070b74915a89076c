import Foundation
import Testing

extension BrowserTests {
    /// Cards and codes, as the chat shows them.
    @Suite struct LineParts {
        private static let zbar = "/usr/bin/zbarimg"

        /// Shows a line as if the service had said it; gives back what a screen reader is told.
        @discardableResult
        private func show(_ parts: String, on page: Page) async throws -> String {
            try await page.evaluate(
                """
                Promise.all([import("/widget/transcript.js"), import("/widget/words.js")]).then(([{ Transcript }, { speaking }]) => {
                  const part = (id) => document.getElementById(id);
                  window.chosen = [];
                  window.transcript = new Transcript({ lines: part("lines"), pending: part("pending"), typing: part("typing") },
                    speaking(), { choose: (button) => window.chosen.push(button), grown: () => {
                      part("scroll").scrollTop = part("scroll").scrollHeight;
                    }, site: () => "https://shop.example/kettles?from=chat" });
                  const said = window.transcript.show({ kind: "bot", at: 0, text: "Which one is it?", \(parts) },
                    { assistant: { name: "Finch" } });
                  part("scroll").scrollTop = part("scroll").scrollHeight;
                  return said;
                })
                """, inFrame: true
            ).string ?? ""
        }

        private static let kettles = """
            cards: [
              { title: "Gooseneck kettle", text: "1 litre, £89.00", image: { url: "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7",
                description: "A black kettle" }, link: { url: "/products/1", label: "Look" },
                button: { label: "This one", choice: { slot: "kettle", value: "K1" } } },
              { title: "<b>Dripper</b>", link: { url: "javascript:alert(1)", label: "Bad" },
                button: { label: "This one", choice: { slot: "kettle", value: "K2" } } },
            ]
            """

        @Test
        func `a card has a picture with words for it, a link into the shop, and a real button that says what it picks`()
            async throws
        {
            let page = try await visitor()
            let said = try await show(Self.kettles, on: page)
            #expect(said.contains("Gooseneck kettle, 1 litre, £89.00, This one"))
            let found = try await page.evaluate(
                """
                [...document.querySelectorAll(".thing")].map((thing) => [thing.querySelector("img")?.alt ?? "",
                  thing.querySelector("a")?.href ?? "", thing.querySelector("button").getAttribute("aria-label"),
                  thing.querySelector(".title").textContent, thing.closest("ul").getAttribute("role")])
                """, inFrame: true)
            #expect(
                found == [
                    [
                        "A black kettle", "https://shop.example/products/1", "This one: Gooseneck kettle",
                        "Gooseneck kettle", "list",
                    ], ["", "", "This one: <b>Dripper</b>", "<b>Dripper</b>", "list"],
                ])
            #expect(await page.complaints() == [])
            try await page.close()
        }

        @Test func `pressing a card's button says the thing's name; once the talk has moved on the buttons are gone`()
            async throws
        {
            let page = try await visitor()
            try await show(Self.kettles, on: page)
            try await page.evaluate("document.querySelectorAll('.thing button')[1].click()", inFrame: true)
            #expect(
                try await page.evaluate("window.chosen")
                    == [["label": "<b>Dripper</b>", "choice": ["slot": "kettle", "value": "K2"]]])
            try await page.evaluate(
                "window.transcript.show({ kind: 'visitor', at: 0, text: 'x' }, { assistant: {} })", inFrame: true)
            #expect(
                try await page.evaluate(
                    "[document.querySelectorAll('.thing').length, document.querySelectorAll('.thing button').length]",
                    inFrame: true) == [2, 0])
            try await page.close()
        }

        @Test(arguments: [false, true])
        func `cards and codes can be read in both themes, and fit a phone`(_ dark: Bool) async throws {
            let page = try await visitor(dark: dark, phone: true)
            try await show(
                Self.kettles + ", codes: [{ text: 'RT-8H2M4X', description: 'Return code' }]", on: page)
            try await page.until("document.querySelector('.code svg')", inFrame: true)
            #expect(try await page.faintTexts(inFrame: true) == [])
            let isWide = "document.querySelector('#scroll').scrollWidth > document.querySelector('#scroll').clientWidth"
            #expect(try await page.evaluate(isWide, inFrame: true) == false)
            try await page.screenshot("cards-\(dark ? "dark" : "light")")
            try await page.close()
        }

        @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: zbar)), arguments: [false, true])
        func `a scanner reads the code off the screen`(_ dark: Bool) async throws {
            let page = try await visitor(dark: dark, phone: true)
            try await show("codes: [{ text: 'RT-8H2M4X ü', description: 'Return code' }]", on: page)
            try await page.until("document.querySelector('.code svg')", inFrame: true)
            #expect(
                try await page.evaluate(
                    "[...document.querySelectorAll('.code svg, .code figcaption')].map((part) => part.getAttribute('aria-label') ?? part.textContent)",
                    inFrame: true) == ["Return code", "Return code RT-8H2M4X ü"])
            let shot = try await page.send("Page.captureScreenshot", ["format": "png"])
            let bytes = try #require(shot["data"].string.flatMap { Data(base64Encoded: $0) })
            let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).png")
            defer { try? FileManager.default.removeItem(at: file) }
            try bytes.write(to: file)
            #expect(try Self.read(file) == "RT-8H2M4X ü\n")
            try await page.close()
        }

        private static func read(_ file: URL) throws -> String {
            let scanner = Process()
            let output = Pipe()
            scanner.executableURL = URL(fileURLWithPath: zbar)
            scanner.arguments = ["--raw", "-q", "--nodbus", file.path]
            scanner.standardOutput = output
            try scanner.run()
            let read = output.fileHandleForReading.readDataToEndOfFile()
            scanner.waitUntilExit()
            return String(decoding: read, as: UTF8.self)
        }

        @Test func `an agent reads what the cards and codes said, and is not led where a visitor's page says`()
            async throws
        {
            let page = try await PureModules.page.value
            let made = try await page.evaluate(
                """
                import("/desk/timeline.js").then(({ Timeline }) => {
                  const timeline = new Timeline({});
                  timeline.show({ kind: "bot", at: 0, text: "Which one?", \(Self.kettles),
                    codes: [{ text: "RT-1", description: "Return code" }] });
                  return [...timeline.root.querySelectorAll(".part")].map((part) => part.textContent)
                    .concat(timeline.root.querySelectorAll("a").length);
                })
                """)
            #expect(
                made == [
                    "Card: Gooseneck kettle 1 litre, £89.00 (picture: A black kettle), Look (/products/1 on the site) [This one]",
                    "Card: <b>Dripper</b>, Bad [This one]", "Code to scan: Return code (RT-1)", 0,
                ])
        }

        /// The size of a code is its version's: 17 modules and four more a version.
        @Test(arguments: [(0, 21), (14, 21), (15, 25), (106, 41), (107, 45), (213, 57), (214, 0)])
        func `a code is as large as its text needs, up to version 10`(_ bytes: Int, _ side: Int) async throws {
            let page = try await PureModules.page.value
            let made = try await page.evaluate(
                "import('/widget/qr.js').then(({ modulesOf }) => modulesOf('x'.repeat(\(bytes)))?.length ?? 0)")
            #expect(made.int == side)
        }
    }
}
