import Testing

extension BrowserTests {
    /// Every page in the light and in the dark, wide and as on a phone, by rules that others wrote.
    @Suite(.enabled(if: Audit.script != nil, Comment(rawValue: Audit.missing)))
    struct Accessibility {
        struct Look: CustomTestStringConvertible, Sendable {
            let isDark: Bool
            let isPhone: Bool

            var testDescription: String { "\(isDark ? "dark" : "light"), \(isPhone ? "390" : "1280") px" }
            var width: Int { isPhone ? 390 : 1_280 }

            static let all = [false, true].flatMap { dark in
                [false, true].map { Look(isDark: dark, isPhone: $0) }
            }
        }

        private static func audit(_ page: Page, inFrame: Bool = false, _ what: String = "") async throws {
            let found = try await page.seriousFindings(inFrame: inFrame)
            #expect(found == [], "\(what)")
        }

        @Test func `what stands in the way is found`() async throws {
            let page = try await visitor(opened: false)
            try await page.evaluate(
                """
                (() => {
                  const button = document.createElement("button");
                  const faint = document.createElement("p");
                  faint.style = "color:#999;background:#aaa";
                  faint.textContent = "Who can read this?";
                  document.body.append(button, faint);
                })()
                """)
            let found = try await page.seriousFindings()
            #expect(found.contains { $0.hasPrefix("critical button-name") })
            #expect(found.contains { $0.hasPrefix("serious color-contrast") })
            try await page.close()
        }

        @Test(arguments: Look.all)
        func `nothing in the chat stands in a visitor's way`(_ look: Look) async throws {
            let page = try await visitor(dark: look.isDark, phone: look.isPhone)
            try await Self.audit(page)
            try await Self.audit(page, inFrame: true)
            try await page.type("How long do refunds take?")
            try await page.key("Enter")
            try await page.clickInFrame(".citation")
            try await page.until("document.querySelector('#article[open] .reading section p')", inFrame: true)
            try await Self.audit(page, inFrame: true)
            try await page.close()
        }

        @Test(arguments: Look.all)
        func `nothing at the desk stands in an agent's way`(_ look: Look) async throws {
            let visitor = try await visitor(dark: look.isDark, phone: look.isPhone)
            try await visitor.say("I want my money back for order 10042", answeredBy: "e-mail")
            try await visitor.clickInFrame("#person")
            try await visitor.until("!document.querySelector('#queue').hidden", inFrame: true)
            // By which its row is known among whoever else waits.
            try await visitor.evaluate("document.querySelector('#composer textarea').focus()", inFrame: true)
            try await visitor.type("Look: \(look.testDescription)")
            try await visitor.key("Enter")
            try await Self.audit(visitor, inFrame: true, "waiting")
            let service = try await DemoService.shared.value.address
            let door = try await browser.value.page(
                service + "/desk/", width: look.width, dark: look.isDark, phone: look.isPhone)
            try await door.until("document.activeElement?.name === 'name'")
            try await Self.audit(door, "the door")
            try await door.close()

            let agent = try await agent("ida", width: look.width, dark: look.isDark)
            let row =
                "[...document.querySelectorAll('#queue button')].find((row) => row.textContent.includes('\(look.testDescription)'))"
            try await agent.until(row)
            try await Self.audit(agent, "the queue")
            try await agent.screenshot("audit-queue-\(look.testDescription)")
            try await agent.evaluate("\(row).click(); 1")
            try await agent.until("document.querySelector('#mine .active')")
            try await agent.until("document.querySelector('#chat-clocks .due')")
            try await Self.audit(agent, "a chat")
            try await agent.screenshot("audit-chat-\(look.testDescription)")
            try await agent.key("Escape")
            try await agent.key("i")
            try await Self.audit(agent, "the context")
            try await agent.screenshot("audit-context-\(look.testDescription)")
            try await agent.key("i")
            // What the bot was told is not asked again unseen.
            try await agent.evaluate("document.querySelector('#mine .active').click(); 1")
            try await agent.until("document.activeElement.matches('#composer textarea')")
            try await agent.type("Could I have your order number?")
            try await agent.key("Enter")
            try await agent.until(
                "document.querySelector('#held-back').textContent.includes('known already: order number 10042')")
            try await Self.audit(agent, "a line held back")
            try await agent.screenshot("audit-held-\(look.testDescription)")
            try await agent.evaluate(
                """
                document.querySelector('#held-back .ghost').click();
                const field = document.querySelector('#composer textarea');
                field.value = '';
                field.dispatchEvent(new Event('input', { bubbles: true }));
                """)
            for (key, name) in [
                ("e", "resolving"), ("t", "passing on"), ("h", "handing back"), ("#", "tags"), ("?", "keys"),
            ] {
                try await agent.evaluate("document.activeElement?.blur(); 1")
                try await agent.key(key)
                try await agent.until("document.querySelector('dialog[open]')")
                try await Self.audit(agent, "\(name)")
                try await agent.screenshot("audit-\(name)-\(look.testDescription)")
                try await agent.key("Escape")
                try await agent.until("!document.querySelector('dialog[open]')")
            }
            for (key, place) in [("f", "board"), ("v", "inbox"), ("m", "mentions")] {
                try await agent.evaluate("document.activeElement?.blur(); 1")
                try await agent.key(key)
                try await agent.until("!document.querySelector('#\(place)').hidden")
                try await Self.audit(agent, "\(place)")
                try await agent.screenshot("audit-\(place)-\(look.testDescription)")
                try await agent.key(key)
                try await agent.until("document.querySelector('#\(place)').hidden")
            }
            try await BrowserTests.resolve(agent)
            try await visitor.until("document.querySelector('.stars')", inFrame: true)
            try await Self.audit(visitor, inFrame: true, "the stars")
            for page in [visitor, agent] { try await page.close() }
        }

        @Test(arguments: Look.all)
        func `nothing on the other pages stands in a reader's way`(_ look: Look) async throws {
            let service = try await DemoService.shared.value.address
            let page = try await agent("ida", width: look.width, dark: look.isDark)
            for (path, ready) in [
                (
                    "/desk/insight/",
                    "document.querySelector('main, #figures') && document.querySelectorAll('svg, table, h2').length > 0"
                ),
                ("/status/", "document.querySelector('h1')"), ("/help/", "document.querySelector('h1')"),
                ("/help/search?q=refund", "document.querySelector('a')"),
            ] {
                try await page.open(service + path)
                try await page.until(ready)
                try await Self.audit(page, "\(path)")
                try await page.screenshot(
                    "audit\(path.prefix { $0 != "?" }.replacing("/", with: "-"))\(look.testDescription)")
            }
            try await page.close()
        }
    }
}
