import Testing

extension BrowserTests {
    /// The public help pages, as a reader with and without a script finds an answer on them.
    @Suite struct Help {
        private static let options = "[...document.querySelectorAll('#found [role=option]')]"

        private static func open(
            _ path: String = "/help/", dark: Bool = false, phone: Bool = false
        ) async throws -> Page {
            let service = try await DemoService.shared.value.address
            return try await BrowserTests.browser.value.page(
                service + path, width: phone ? 390 : 1_280, height: 844, dark: dark, phone: phone)
        }

        private static func search(_ words: String, on page: Page) async throws {
            try await page.until("document.querySelector('#search')?.getAttribute('role') === 'combobox'")
            try await page.evaluate("document.querySelector('#search').focus()")
            try await page.type(words)
            try await page.until("\(options).length > 0 && !document.querySelector('#results').hidden")
        }

        @Test(arguments: Accessibility.Look.all)
        func `what is typed is found at once, chosen by keys, and read`(_ look: Accessibility.Look) async throws {
            let page = try await Self.open(dark: look.isDark, phone: look.isPhone)
            try await Self.search("how long does a refund take", on: page)
            #expect(try await page.seriousFindings() == [])
            try await page.screenshot("help-typing-\(look.testDescription)")
            let field = "document.querySelector('#search')"
            #expect(try await page.evaluate("\(field).getAttribute('aria-expanded')") == "true")
            #expect(
                try await page.evaluate("document.querySelector('#results [role=status]').textContent !== ''") == true)
            try await page.key("ArrowDown")
            let active = "document.getElementById(\(field).getAttribute('aria-activedescendant'))"
            #expect(try await page.evaluate("\(active).getAttribute('aria-selected')") == "true")
            #expect(try await page.evaluate("document.activeElement.id") == "search", "the focus stays where one types")
            try await page.key("ArrowUp")
            #expect(try await page.evaluate("\(field).hasAttribute('aria-activedescendant')") == false)
            try await page.key("Escape")
            #expect(try await page.evaluate("document.querySelector('#results').hidden") == true)
            #expect(try await page.evaluate("\(field).value") == "how long does a refund take")
            try await page.key("ArrowDown")
            try await page.until("\(field).getAttribute('aria-expanded') === 'true'")
            try await page.key("ArrowDown")
            try await page.key("Enter")
            try await page.until("location.pathname === '/help/refunds_time' && document.querySelector('article h1')")
            #expect(try await page.seriousFindings() == [])
            #expect(await page.complaints() == [])
            try await page.close()
        }

        @Test func `what is typed on later is what is shown, and a click opens it`() async throws {
            let page = try await Self.open()
            try await Self.search("gift", on: page)
            try await page.type(" card with no balance")
            try await page.until("\(Self.options)[0]?.textContent.toLowerCase().includes('gift card')")
            try await page.click("\(Self.options)[0]")
            try await page.until("location.pathname === '/help/gift_cards'")
            try await page.close()
        }

        @Test func `an answer comes before the next word is typed`() async throws {
            let page = try await Self.open()
            // The first one may still open the connection.
            _ = try await page.evaluate("fetch('/v1/help/search?q=refund').then((answer) => answer.text())")
            let milliseconds = try await page.evaluate(
                """
                (async () => {
                  const times = [];
                  for (const words of ["where is my parcel", "gift card", "shipping abroad", "descale machine", "vat"]) {
                    const began = performance.now();
                    await (await fetch(`/v1/help/search?q=${encodeURIComponent(words)}`)).json();
                    times.push(performance.now() - began);
                  }
                  return times.sort((left, right) => left - right)[2];
                })()
                """)
            #expect(milliseconds.double ?? .infinity < 200)
            try await page.close()
        }

        @Test func `without a script the form asks for a page`() async throws {
            let page = try await Self.open("/status/")
            try await page.send("Emulation.setScriptExecutionDisabled", ["value": true])
            let service = try await DemoService.shared.value.address
            try await page.send("Page.navigate", ["url": .text(service + "/help/")])
            try await Self.eventually(page, "document.querySelector('#search')?.type === 'search'")
            #expect(try await page.evaluate("document.querySelector('#search').getAttribute('role')") == .null)
            try await page.evaluate("document.querySelector('#search').focus()")
            try await page.type("how long does a refund take")
            try await page.key("Enter")
            try await Self.eventually(page, "location.pathname === '/help/search' && document.querySelector('.hits a')")
            #expect(
                try await page.evaluate("document.querySelector('.hits a').getAttribute('href')").string?
                    .hasPrefix("/help/refunds_time") == true)
            try await page.close()
        }

        /// Asked from outside, again and again: a page without scripts has no clock of its own.
        private static func eventually(_ page: Page, _ expression: String) async throws {
            let clock = ContinuousClock()
            let end = clock.now + .seconds(60)
            while clock.now < end {
                if try await page.evaluate("Boolean(\(expression))") == true { return }
            }
            throw Page.Never(description: "never: \(expression)")
        }
    }

    /// Articles beside a chat.
    @Suite struct LookingUp {
        private static let dialog = "document.querySelector('dialog.articles')"

        @Test(arguments: Accessibility.Look.all)
        func `an agent finds what is for agents alone, and reads it in its place`(_ look: Accessibility.Look)
            async throws
        {
            let page = try await agent("ida", width: look.isPhone ? 390 : 1_280, dark: look.isDark)
            try await page.until("document.querySelector('#line').dataset.state === 'open'")
            try await page.key("l")
            try await page.until("\(Self.dialog)?.open")
            try await page.type("may I waive the return fee as goodwill")
            try await page.until("\(Self.dialog).querySelector('li .audience')?.textContent === 'agents only'")
            // What customers must not read is not one click away from them.
            #expect(
                try await page.evaluate(
                    "\(Self.dialog).querySelector('li:has(.audience) > button') === null") == true)
            #expect(try await page.seriousFindings() == [])
            try await page.screenshot("look-up-found-\(look.testDescription)")
            try await page.click("\(Self.dialog).querySelector('li:has(.audience) .title')")
            try await page.until("\(Self.dialog).querySelector('.reading h3') === document.activeElement")
            #expect(
                try await page.evaluate(
                    "\(Self.dialog).querySelector('.reading').textContent.includes('once for each order')")
                    == true)
            #expect(try await page.evaluate("document.documentElement.scrollWidth <= innerWidth") == true)
            #expect(try await page.seriousFindings() == [])
            try await page.screenshot("look-up-read-\(look.testDescription)")
            #expect(await page.complaints() == [])
            try await page.close()
        }

        @Test func `a passage for customers goes into the reply, and to the visitor`() async throws {
            let visitor = try await visitor()
            try await visitor.clickInFrame("#person")
            let agent = try await agent("ida")
            try await agent.until("!document.querySelector('#offers').hidden")
            try await agent.key("a", code: "KeyA", modifiers: 1)
            try await agent.until("document.querySelectorAll('#mine li').length === 1")
            try await agent.click("document.querySelector('#look-up')")
            try await agent.until("\(Self.dialog)?.open")
            try await agent.type("how long does a refund take")
            let insert =
                "[...\(Self.dialog).querySelectorAll('li')].find((one) => "
                + "one.textContent.includes('How long refunds take'))?.querySelector(':scope > button')"
            try await agent.until(insert)
            try await agent.click(insert)
            try await agent.until("document.querySelector('#composer textarea').value.includes('working days')")
            try await agent.key("Enter")
            try await visitor.untilLine("working days")
            try await BrowserTests.resolve(agent)
            #expect(await agent.complaints() == [])
            for page in [visitor, agent] { try await page.close() }
        }
    }

    /// What the articles do not answer, on the desk.
    @Suite struct Gaps {
        @Test(arguments: Accessibility.Look.all)
        func `a question that nothing answers stands on the desk with the beginning of an article`(
            _ look: Accessibility.Look
        ) async throws {
            let question =
                "do you rent out \(look.isDark ? "roasting" : "grinding") \(look.isPhone ? "yachts" : "barges")"
            let visitor = try await visitor()
            try await visitor.type(question)
            try await visitor.key("Enter")
            try await visitor.until("document.querySelectorAll('#lines .line.bot').length > 1", inFrame: true)
            let page = try await agent("sam", width: look.isPhone ? 390 : 1_280, dark: look.isDark)
            let service = try await DemoService.shared.value.address
            try await page.open(service + "/desk/insight/#knowledge")
            try await Self.shown(".issue", question, on: page)
            try await page.evaluate("document.querySelectorAll('.issue details').forEach((one) => one.open = true)")
            #expect(
                try await page.evaluate("document.querySelector('.issue pre').textContent.startsWith('---\\ntitle: ')")
                    == true)
            #expect(try await page.evaluate("document.documentElement.scrollWidth <= innerWidth") == true)
            #expect(try await page.seriousFindings() == [])
            try await page.screenshot("gaps-\(look.testDescription)")
            #expect(await page.complaints() == [])
            for page in [visitor, page] { try await page.close() }
        }

        @Test func `a no to "did that help?" counts against the article`() async throws {
            let visitor = try await visitor()
            try await visitor.say("How long do refunds take?", answeredBy: "working days")
            try await visitor.until(
                "[...document.querySelectorAll('button')].some((one) => one.textContent === 'No')", inFrame: true)
            try await visitor.type("no")
            try await visitor.key("Enter")
            try await visitor.until("document.querySelectorAll('.line.visitor').length > 1", inFrame: true)
            let page = try await agent("ida")
            let service = try await DemoService.shared.value.address
            try await page.open(service + "/desk/insight/#knowledge")
            try await Self.shown("tbody tr", "refunds time0 % of 1", on: page)
            try await Self.shown(".issue", "was shown and did not help", on: page)
            try await page.screenshot("articles-judged")
            try await page.click(
                "[...document.querySelectorAll('th a')].find((one) => one.textContent === 'refunds time')")
            try await page.until("document.querySelector('.reading h2')?.textContent === 'How long refunds take'")
            #expect(await page.complaints() == [])
            for page in [visitor, page] { try await page.close() }
        }

        @Test(arguments: Accessibility.Look.all)
        func `an article that no customer may read is read on the desk's page`(_ look: Accessibility.Look) async throws
        {
            let page = try await agent("ida", width: look.isPhone ? 390 : 1_280, dark: look.isDark)
            let service = try await DemoService.shared.value.address
            try await page.open(service + "/desk/insight/#knowledge?article=goodwill")
            try await page.until("document.querySelector('.reading')?.textContent.includes('once for each order')")
            #expect(
                try await page.evaluate(
                    "document.querySelector('.reading > .quiet').textContent.startsWith('For agents only')") == true)
            #expect(try await page.evaluate("document.documentElement.scrollWidth <= innerWidth") == true)
            #expect(try await page.seriousFindings() == [])
            try await page.screenshot("article-read-\(look.testDescription)")
            try await page.click("document.querySelector('.controls a')")
            try await page.until("document.querySelector('h2')?.textContent === 'What the articles do not answer'")
            #expect(await page.complaints() == [])
            try await page.close()
        }

        /// Waits for a part of the page with these words; the page is asked for anew until they have come.
        private static func shown(_ part: String, _ words: String, on page: Page) async throws {
            try await page.until(
                """
                (() => {
                  const found = [...document.querySelectorAll('\(part)')].find((one) => one.textContent.includes('\(words)'));
                  if (!found && !document.querySelector('main[aria-busy]')) dispatchEvent(new HashChangeEvent('hashchange'));
                  return found;
                })()
                """)
        }
    }
}
