import Testing

extension BrowserTests {
    @Suite struct Widget {
        @Test func `before its first click the widget asks the network for nothing but its loader`() async throws {
            let page = try await visitor(opened: false)
            let asked = await page.requests().filter { $0.contains("widget") || $0.contains("/v1/") }
            #expect(asked.map { $0.split(separator: "/").last } == ["widget.js"])
            try await page.click(Page.launcher)
            try await page.until("document.querySelector('#lines .bot')", inFrame: true)
            #expect(await page.complaints() == [])
            try await page.close()
        }

        @Test func `the chat weighs no more than thirty kilobytes when it is first opened`() async throws {
            let page = try await visitor()
            let sizes = """
                [...performance.getEntriesByType('resource'), ...document.querySelector('#warmline').shadowRoot
                  .querySelector('iframe').contentWindow.performance.getEntriesByType('resource')]
                  .filter(({ name }) => /\\/widget(\\.js|\\/)/.test(name))
                """
            let files = try await page.evaluate("\(sizes).length").int ?? 0
            #expect(files > 15)
            let weight = try await page.evaluate("\(sizes).reduce((sum, one) => sum + one.encodedBodySize, 0)").int ?? 0
            print("the chat's first load: \(weight) bytes in \(files) files")
            #expect(weight > 10_000)
            #expect(weight <= 30_000)
            try await page.close()
        }

        @Test func `a foreign site under a strict policy embeds the chat with one script and one call`() async throws {
            let service = try await DemoService.shared.value.address
            let browser = try await BrowserTests.browser.value
            let page = try await browser.page("about:blank")
            await browser.fulfil(page.session) { address in
                if address == "http://shop.example/" {
                    return Browser.Fulfilment(
                        headers: [
                            "Content-Type": "text/html",
                            "Content-Security-Policy":
                                "default-src 'none'; script-src 'self' \(service); frame-src \(service)",
                        ],
                        body: """
                            <!doctype html><title>A foreign shop</title><body><h1>Shop</h1>
                            <script src="\(service)/widget.js"></script><script src="/run.js"></script>
                            """)
                }
                guard address == "http://shop.example/run.js" else { return nil }
                return Browser.Fulfilment(
                    headers: ["Content-Type": "text/javascript"],
                    body: """
                        window.heard = [];
                        window.addEventListener("warmline:message", (event) => window.heard.push(event.detail.kind));
                        warmlineSDK.run({ websiteToken: "foreign", baseUrl: "\(service)" });
                        """)
            }
            try await page.send("Fetch.enable", ["patterns": [["urlPattern": "http://shop.example/*"]]])
            try await page.open("http://shop.example/")
            try await page.until("window.$warmline")
            try await page.click(Page.launcher)
            try await page.until("\(Page.frame).matches(':focus')")
            // The frame is of another origin: we only hear what it tells the page.
            try await BrowserTests.sayIntoForeignFrame(page, "hello there")
            try await page.until("window.heard.includes('bot')")
            try await page.screenshot("foreign-site")
            #expect(await page.complaints() == [])
            try await page.close()
        }

        @Test func `what is written offline is sent once and in order when the connection is back`() async throws {
            let page = try await visitor()
            try await page.cutLine(true)
            try await page.until("document.querySelector('#status').dataset.holder === 'connecting'", inFrame: true)
            for text in ["first thing", "second thing", "third thing"] {
                try await page.type(text)
                try await page.key("Enter")
            }
            try await page.until("document.querySelectorAll('#pending .queued').length === 3", inFrame: true)
            try await page.screenshot("offline")
            #expect(try await page.faintTexts(inFrame: true) == [])
            try await page.cutLine(false)
            try await page.until(
                "document.querySelectorAll('#lines .visitor').length === 3 && !document.querySelector('#pending li')",
                inFrame: true)
            #expect(try await page.visitorLines() == ["first thing", "second thing", "third thing"])
            try await page.reload()
            try await page.until("window.$warmline")
            try await page.click(Page.launcher)
            try await page.until("document.querySelectorAll('#lines .visitor').length === 3", inFrame: true)
            #expect(try await page.visitorLines() == ["first thing", "second thing", "third thing"])
            try await page.close()
        }

        @Test func `a message whose acknowledgement was lost with the line stands there once`() async throws {
            let page = try await visitor()
            try await page.evaluate("\(Page.frame).contentWindow.dropAfterSay = true")
            try await page.type("only once please")
            try await page.key("Enter")
            try await page.until("\(Page.frame).contentWindow.drops === 1")
            try await page.until(
                "document.querySelector('#lines .visitor') && !document.querySelector('#pending li')", inFrame: true)
            try await page.type("and this after it")
            try await page.key("Enter")
            try await page.until("document.querySelectorAll('#lines .visitor').length >= 2", inFrame: true)
            #expect(try await page.visitorLines() == ["only once please", "and this after it"])
            try await page.close()
        }

        @Test func `two tabs of one visitor show one conversation`() async throws {
            let first = try await visitor()
            let address = try await DemoService.shared.value.address
            let second = try await BrowserTests.browser.value.page(address + "/", in: first.context)
            try await second.until("window.$warmline")
            try await second.click(Page.launcher)
            try await second.until("document.querySelector('#lines .bot')", inFrame: true)
            try await second.type("hello from the second tab")
            try await second.key("Enter")
            try await first.untilLine("hello from the second tab")
            #expect(try await first.visitorLines() == ["hello from the second tab"])
            try await second.close()
            try await first.close()
        }

        @Test func `reset forgets the visitor, and the next one sees nothing of it`() async throws {
            let page = try await visitor()
            try await page.type("my secret question")
            try await page.key("Enter")
            try await page.untilLine("my secret question")
            try await page.evaluate("$warmline.reset()")
            try await page.until("!document.querySelector('#lines').textContent.includes('secret')", inFrame: true)
            try await page.until("document.querySelector('#lines .bot')", inFrame: true)
            try await page.reload()
            try await page.until("window.$warmline")
            try await page.click(Page.launcher)
            try await page.until("document.querySelector('#lines .bot')", inFrame: true)
            #expect(try await page.visitorLines() == [])
            try await page.close()
        }

        /// Made in the page, as a site's server makes one: HS256 over the page's own moment.
        private static let identity = """
            (async () => {
              const url = (text) => btoa(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
              const claims = { sub: "C-31", aud: "warmline", jti: crypto.randomUUID(), name: "Maya",
                exp: Math.floor(Date.now() / 1000) + 600, attributes: { plan: "roastery" } };
              const text = `${url(JSON.stringify({ alg: "HS256", kid: "site" }))}.${url(JSON.stringify(claims))}`;
              const key = await crypto.subtle.importKey("raw", new TextEncoder().encode("\(DemoService.siteSecret)"),
                { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
              const code = await crypto.subtle.sign("HMAC", key, new TextEncoder().encode(text));
              return `${text}.${url(String.fromCharCode(...new Uint8Array(code)))}`;
            })()
            """

        @Test func `an article for those of one plan is cited to them and opens in the chat, and to nobody else`()
            async throws
        {
            let question = "When is the tasting room open?"
            let stranger = try await visitor()
            try await stranger.type(question)
            try await stranger.key("Enter")
            try await stranger.until("document.querySelectorAll('#lines .line.bot').length > 1", inFrame: true)
            let knows = "document.querySelector('#lines').textContent.includes('Thursdays')"
            #expect(try await stranger.evaluate(knows, inFrame: true) == false)
            let page = try await visitor(opened: false)
            try await page.evaluate("window.levels = []; $warmline.on('identified', ({ level }) => levels.push(level))")
            try await page.evaluate("\(Self.identity).then((identity) => $warmline.setUser('C-31', { identity }))")
            try await page.click(Page.launcher)
            try await page.until("levels.includes('signed')")
            try await page.say(question, answeredBy: "on Thursdays from 16:00")
            try await page.clickInFrame(".citation")
            let reading = "document.querySelector('dialog[open] .reading')"
            try await page.until(
                "\(reading)?.querySelector('.cited')?.textContent.includes('You may bring one friend')", inFrame: true)
            #expect(
                try await page.evaluate("\(reading).textContent.includes('behind the roastery')", inFrame: true) == true
            )
            try await page.screenshot("article-for-a-plan")
            #expect(await page.complaints() == [])
            for one in [stranger, page] { try await one.close() }
        }

        @Test func `with storage blocked the chat works for as long as the page lasts`() async throws {
            let browser = try await BrowserTests.browser.value
            let page = try await browser.page("about:blank")
            try await page.send(
                "Page.addScriptToEvaluateOnNewDocument",
                [
                    "source": """
                    Object.defineProperty(window, "localStorage", { get() { throw new DOMException("no", "SecurityError"); } });
                    """
                ])
            try await page.open(try await DemoService.shared.value.address + "/")
            try await page.until("window.$warmline")
            try await page.click(Page.launcher)
            try await page.until("document.querySelector('#lines .bot')", inFrame: true)
            try await page.type("hello without storage")
            try await page.key("Enter")
            try await page.untilLine("hello without storage")
            #expect(await page.complaints() == [])
            try await page.close()
        }

        @Test func `on a phone the chat is a sheet over the whole page, in the dark as well`() async throws {
            let page = try await visitor(dark: true, phone: true)
            let box = try await page.evaluate(
                "(({ x, y, width, height }) => [x, y, width, height])(\(Page.frame).getBoundingClientRect())")
            #expect(box == [0, 0, 390, 844])
            try await page.screenshot("phone-dark")
            #expect(try await page.faintTexts(inFrame: true) == [])
            #expect(try await page.evaluate("document.documentElement.scrollWidth <= 390", inFrame: true) == true)
            try await page.key("Escape")
            try await page.until("\(Page.launcher).matches(':focus')")
            try await page.close()
        }

        @Test func `the chat says it is a bot and everything in it has a role and a name`() async throws {
            let page = try await visitor()
            #expect(
                try await page.evaluate(
                    "document.querySelector('.intro').textContent.includes('not a person')", inFrame: true) == true)
            let tree = try await page.send(
                "Accessibility.getFullAXTree", ["frameId": try await BrowserTests.frameIdentifier(page)])["nodes"].array
            let controls = tree.filter { node in
                ["button", "textbox", "link"].contains(node["role"]["value"].string ?? "")
                    && node["ignored"] != true
            }
            let names = controls.map { $0["name"]["value"].string ?? "" }
            #expect(controls.count >= 5)
            #expect(!names.contains(""))
            #expect(names.contains("Talk to a person"))
            #expect(tree.contains { $0["role"]["value"] == "log" && $0["name"]["value"] == "Conversation" })
            try await page.close()
        }
    }

    /// Types into a frame that we cannot look into; its field has the focus once the chat is open.
    static func sayIntoForeignFrame(_ page: Page, _ text: String) async throws {
        let browser = try await browser.value
        let targets = try await browser.send("Target.getTargets")["targetInfos"].array
        let frame = targets.first { $0["type"] == "iframe" && $0["url"].string?.contains("shop.example") == true }
        guard let frame, let id = frame["targetId"].string else {
            // The frame shares the page's process: it is reached through the page.
            try await page.type(text)
            try await page.key("Enter")
            return
        }
        let session = try await browser.send("Target.attachToTarget", ["targetId": .text(id), "flatten": true])
        guard let name = session["sessionId"].string else { throw Page.Never(description: "no session in the frame") }
        let inside = Page(browser: browser, session: name, context: page.context, target: .text(id))
        try await inside.until("document.querySelector('#lines .bot')")
        try await inside.type(text)
        try await inside.key("Enter")
    }

    static func frameIdentifier(_ page: Page) async throws -> JSONValue {
        let tree = try await page.send("Page.getFrameTree")["frameTree"]
        guard let child = tree["childFrames"].array.first else { throw Page.Never(description: "no frame") }
        return child["frame"]["id"]
    }
}
