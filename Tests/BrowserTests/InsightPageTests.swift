import Testing

extension BrowserTests {
    /// What was learned from customers, as a shift lead reads it.
    @Suite(.serialized) struct InsightPages {
        private static func page(
            _ place: String, as name: String = "ida", width: Int = 1_280, dark: Bool = false
        ) async throws -> Page {
            let page = try await agent(name, width: width, height: 1_000, dark: dark)
            try await page.open(try await DemoService.shared.value.address + "/desk/insight/#\(place)")
            try await page.untilShown()
            return page
        }

        /// A visit, and reviews of two kinds, an issue that the playbook has a word for and one that it has not; until
        /// all are heard and the first has raised its alert.
        private static let heard = Task<Void, any Error> {
            let visitor = try await BrowserTests.visitor()
            try await visitor.say("How long do refunds take?", answeredBy: "days")
            try await visitor.close()
            let page = try await InsightPages.page("voice")
            try await page.review(
                14, "I paid with my gift card and ann@example.com got nothing, useless", of: "gift_card")
            for (first, words) in [
                "the volcano podcast has no sound", "no sound in your volcano podcast",
                "your volcano podcast is silent",
            ].enumerated() {
                try await page.review(5, from: first * 5, words, stars: 3)
            }
            try await page.until(
                "(await asked(\"/v1/incidents\")).drafts.some(({ title }) => title === \"Gift card\")", asking: true)
            try await page.until(
                """
                (({ issues, trends }) => trends.length > 0
                  && issues.some(({ name, has_spiked }) => name === "gift_card" && has_spiked))
                (await asked("/api/v1/digest"))
                """, asking: true)
            try await page.until("(await asked(\"/api/v1/report\")).all.contacts?.value > 0", asking: true)
            try await page.close()
        }

        @Test func `the figures are those of the service, whole, split and in the file, worked by keyboard`()
            async throws
        {
            let visitor = try await visitor()
            try await visitor.say("How long do refunds take?", answeredBy: "days")
            let page = try await Self.page("figures?days=30&by=channel")
            try await page.until(
                "(await asked(\"/api/v1/report?by=channel\")).rows.some(({ name }) => name === \"widget\")",
                asking: true)
            try await page.reload()
            try await page.untilShown()
            let shown = try await page.evaluate(
                """
                (async () => {
                  const text = (selector) => document.querySelector(selector)?.textContent;
                  const report = await (await fetch("/api/v1/report?by=channel")).json();
                  const file = await (await fetch(document.querySelector("a[download]").href)).text();
                  const row = [...document.querySelectorAll("tbody tr")]
                    .find((row) => row.querySelector("th[title=widget]"));
                  const kept = file.split("\\r\\n").find((line) => line.startsWith("channel,widget,"));
                  const number = (text) => Number(text.replaceAll(",", ""));
                  return [report.all.contacts.value, number(text(".tiles .tile strong")),
                    number(row.querySelector("td.share span").textContent), number(kept.split(",")[2])];
                })()
                """
            ).array
            #expect(shown.count == 4 && Set(shown.map(\.double)).count == 1, "\(shown)")

            try await page.evaluate("document.querySelector('.chips button').focus(); 1")
            try await page.key("Enter")
            let pressed = "document.querySelector('.chips [aria-pressed=true]')"
            try await page.until("\(pressed).textContent === '7 days' && \(pressed) === document.activeElement")
            try await page.evaluate("document.querySelector('.switch input').focus(); 1")
            try await page.key(" ", code: "Space")
            try await page.until("document.querySelector('.tiles').textContent.includes('First response, open hours')")
            #expect(try await page.evaluate("document.activeElement.id") == "open-hours", "where the keyboard was")
            try await page.evaluate("document.querySelector('.plot summary').focus(); 1")
            try await page.key("Enter")
            try await page.until("document.querySelectorAll('.plot details[open] tbody tr').length === 7")
            try await page.send(
                "Input.dispatchMouseEvent",
                [
                    "type": "mouseMoved", "x": try await page.middle("x", of: ".plot svg"),
                    "y": try await page.middle("y", of: ".plot svg"),
                ])
            try await page.until("document.querySelector('.plot .under.read')?.textContent.includes('Contacts: ')")
            #expect(await page.complaints() == [])
            try await page.close()
            try await visitor.close()
        }

        @Test func `figures by agent are for who leads`() async throws {
            let lead = try await Self.page("figures?by=agent")
            #expect(try await lead.evaluate("document.querySelector('.breakdown select')?.value") == "agent")
            let agent = try await Self.page("figures?by=agent", as: "sam")
            #expect(try await agent.evaluate("document.querySelector('.breakdown select').value") == "intent")
            #expect(try await agent.evaluate("document.querySelector('option[value=agent]') === null") == true)
            #expect(try await agent.evaluate("fetch('/api/v1/report?by=agent').then(({ status }) => status)") == 403)
            for page in [lead, agent] { try await page.close() }
        }

        @Test func `the digest names issues in customers' words, each with two things to do, and the form knows them`()
            async throws
        {
            try await Self.heard.value
            let page = try await Self.page("voice")
            let issues = "[...document.querySelectorAll('.issue')]"
            let issue = "\(issues).find((one) => one.querySelector('h3').textContent === 'gift card')"
            #expect(
                try await page.evaluate(
                    "\(issues).every((one) => one.querySelectorAll('.remedies li').length === 2)") == true)
            #expect(
                try await page.evaluate("\(issue).querySelector('blockquote').textContent")
                    == "I paid with my gift card and [address] got nothing, useless")
            #expect(try await page.evaluate("\(issue).querySelector('.hot').textContent") == "alert this week")
            #expect(try await page.evaluate("\(issue).querySelector('.moods').textContent") == "14 of 14 upset")
            #expect(try await page.evaluate("document.body.textContent.includes('ann@example.com')") == false)
            #expect(try await page.evaluate("\(issue).querySelector('a[href=\"#knowledge\"]').textContent") == "Write")
            #expect(
                try await page.evaluate("document.querySelector('.topics').textContent.includes('volcano')") == true)
            try await page.evaluate("\(issue).querySelector('.remedies a').focus(); 1")
            try await page.key("Enter")
            try await page.until("document.querySelector('.opening [name=title]')?.value === 'gift card'")
            #expect(try await page.evaluate("document.querySelector('.opening [value=gift_card]').checked") == true)
            #expect(await page.complaints() == [])
            try await page.close()
        }

        @Test(.enabled(if: Audit.script != nil, Comment(rawValue: Audit.missing)))
        func `nothing on the pages of insight stands in a reader's way, with an alert, a draft and an open incident`()
            async throws
        {
            try await Self.heard.value
            let lead = try await Self.page("incidents")
            let id = try await lead.evaluate(
                """
                fetch("/v1/incidents", {
                  method: "POST", headers: { "Content-Type": "application/json" },
                  body: JSON.stringify({
                    title: "The oven is cold", text: "We are looking into it.", impact: "minor", components: [],
                    intents: [], next_minutes: 30,
                  }),
                }).then((answer) => answer.json()).then(({ id, incident }) => id ?? incident.id)
                """
            ).string
            let incident = try #require(id)
            let pages = [
                ("figures", ".tiles"), ("figures?days=365&by=agent&hours=open", ".tiles"), ("alerts", ".alert.open"),
                ("incidents", "article.draft"), ("voice", ".issue"), ("knowledge", "h2"),
            ]
            for look in Accessibility.Look.all {
                let page = try await Self.page("figures", width: look.width, dark: look.isDark)
                for (place, part) in pages {
                    try await page.evaluate("location.hash = '\(place)'; 1")
                    try await page.untilShown()
                    try await page.until("document.querySelector('\(part)')")
                    if place == "incidents" {
                        try await page.until("document.body.textContent.includes('The oven is cold')")
                    }
                    let found = try await page.seriousFindings()
                    #expect(found == [], "\(place), \(look)")
                    #expect(
                        try await page.evaluate("document.documentElement.scrollWidth <= innerWidth") == true,
                        "\(place), \(look)")
                    try await page.screenshot("insight-\(place.prefix { $0 != "?" })-\(look.testDescription)")
                }
                try await page.open(try await DemoService.shared.value.address + "/status/")
                try await page.until("document.body.textContent.includes('The oven is cold')")
                let found = try await page.seriousFindings()
                #expect(found == [], "status, \(look)")
                try await page.screenshot("insight-status-\(look.testDescription)")
                #expect(await page.complaints() == [])
                try await page.close()
            }
            let ended = try await lead.evaluate(
                """
                fetch("/v1/incidents/\(incident)/updates", {
                  method: "POST", headers: { "Content-Type": "application/json" },
                  body: JSON.stringify({ stage: "resolved", text: "Warm again.", tell: true }),
                }).then(({ status }) => status)
                """)
            #expect(ended == 200)
            try await lead.close()
        }
    }
}

extension Page {
    /// A page of insight stands as it is asked for.
    func untilShown() async throws {
        try await until(
            "document.querySelector('#page').childElementCount > 0 && !document.querySelector('[aria-busy]')")
    }

    /// The same with answers of the service in it: `asked` is one, as JSON.
    func until(_ expression: String, asking: Bool) async throws {
        try await evaluate(
            """
            (() => { const asked = (path) => fetch(path).then((answer) => answer.json());
              const timer = setInterval(async () => { if (!(await (async () => \(expression))())) return;
                clearInterval(timer); window.isTold = true; }, 300); window.isTold = false; })()
            """)
        try await until("window.isTold", within: 240)
    }

    /// Many say the same elsewhere; the same numbers are the same reviews.
    func review(
        _ count: Int, from first: Int = 0, _ words: String, stars: Int = 1, of intent: String? = nil
    ) async throws {
        let about = intent.map { ", intent: \(Self.literal($0))" } ?? ""
        let told = try await evaluate(
            """
            fetch("/api/v1/events", {
              method: "POST",
              headers: {
                "Content-Type": "application/cloudevents-batch+json", Authorization: "Bearer \(DemoService.eventKey)",
              },
              body: JSON.stringify([...Array(\(count)).keys()].map((number) => ({
                specversion: "1.0", id: `\(intent ?? "said")-${number + \(first)}`, source: "/reviews",
                type: "dev.warmline.review.posted", subject: "shop",
                data: { text: \(Self.literal(words)), stars: \(stars)\(about) },
              }))),
            }).then(({ status }) => status)
            """)
        guard told == 202 else { throw Never(description: "the reviews were not taken: \(told)") }
    }

    /// Where a pointer would stand.
    func middle(_ axis: String, of selector: String) async throws -> JSONValue {
        try await evaluate(
            """
            (() => { const found = document.querySelector('\(selector)'); found.scrollIntoView({ block: "center" });
              const box = found.getBoundingClientRect();
              return box.\(axis) + box.\(axis == "x" ? "width" : "height") / 2; })()
            """)
    }
}
