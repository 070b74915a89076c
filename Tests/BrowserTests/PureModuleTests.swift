import Testing

extension BrowserTests {
    /// The arithmetic of the pages' modules, in the engine that runs it.
    @Suite struct PureModules {
        static let page = Task { try await BrowserTests.visitor(opened: false) }

        @Test func `identifiers are UUIDs of version 7 that sort in the order of their making`() async throws {
            let page = try await Self.page.value
            let made = try await page.evaluate(
                """
                import("/widget/identifiers.js").then(({ makeIdentifier }) => {
                  const now = 1700000000000;
                  return [...Array(5000).keys()].map((at) => makeIdentifier(now - (at === 7 ? 5000 : 0)));
                })
                """
            ).array.compactMap(\.string)
            #expect(made.count == 5000)
            #expect(made == made.sorted())
            #expect(Set(made).count == 5000)
            let form = /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/
            #expect(made.allSatisfy { $0.wholeMatch(of: form) != nil })
            #expect(made.first?.hasPrefix("018bcfe5-6800") == true)
        }

        @Test func `a clock warns once before a promise to a visitor is broken, and once when it is`() async throws {
            let page = try await BrowserTests.agent("ida")
            let told = try await page.evaluate(
                """
                import("/desk/clocks.js").then(({ alarms }) => {
                  const chat = (rest) => ({ title: "Maya", ended: "", watching: false, warned: new Set(), clocks: [{ kind: "next", due: 300, warns: 225 }], ...rest });
                  const mine = chat({}), others = [chat({ watching: true }), chat({ ended: "resolved" }), chat({ clocks: [{ kind: "next" }] })];
                  return [0, 224, 225, 226, 299, 300, 400].map((second) => alarms([mine, ...others], second).length);
                })
                """
            ).array.compactMap(\.double)
            #expect(told == [0, 0, 1, 0, 0, 1, 0])
            try await page.close()
        }

        @Test(arguments: [
            ("reconnectDelay(0, 0)", 0.0), ("reconnectDelay(0, 0.5)", 200), ("reconnectDelay(3, 0.5)", 1600),
            ("reconnectDelay(99, 1)", 10_000), ("reconnectDelay(2, 0, { atLeast: 5000 })", 5000),
            ("reconnectDelay(2, 0.5, { atLeast: 5000 })", 5800),
        ])
        func `a reconnect waits a random share of a doubling time, never less than the server asked`(
            _ expression: String, _ expected: Double
        ) async throws {
            let page = try await Self.page.value
            let delay = try await page.evaluate(
                "import('/widget/timing.js').then(({ reconnectDelay }) => \(expression))")
            #expect(delay.double == expected)
        }

        @Test(arguments: [
            ("{ seq: 5 }", 4, "next"), ("{ seq: 9, since: 5 }", 4, "next"), ("{ seq: 9, since: 3 }", 4, "next"),
            ("{ seq: 4 }", 4, "seen"), ("{ seq: 6 }", 4, "gap"), ("{ seq: 9, since: 6 }", 4, "gap"),
        ])
        func `an event is next, seen already, or behind a gap`(
            _ event: String, _ last: Int, _ expected: String
        ) async throws {
            let page = try await Self.page.value
            let place = try await page.evaluate(
                "import('/widget/timing.js').then(({ placeOf }) => placeOf(\(event), \(last)))")
            #expect(place.string == expected)
        }

        @Test(arguments: [
            // now, heard, pinged, asked
            ([19_000, 0, 0, 0], "wait"), ([20_000, 0, 0, 0], "ping"), ([44_000, 0, 40_000, 20_000], "wait"),
            ([45_000, 0, 40_000, 20_000], "dead"),
            // Timers slept for two minutes: it asks before it gives up.
            ([120_000, 0, 0, 0], "ping"), ([121_000, 0, 120_000, 120_000], "wait"),
            ([140_000, 0, 120_000, 120_000], "dead"),
        ])
        func `silence is death only when it was asked for an answer`(
            _ times: [Int], _ expected: String
        ) async throws {
            let page = try await Self.page.value
            let verdict = try await page.evaluate(
                """
                import('/widget/timing.js').then(({ heartbeat }) => heartbeat({ now: \(times[0]), heard: \(times[1]),
                  pinged: \(times[2]), asked: \(times[3]), everyMs: 20000, deadMs: 45000 }))
                """)
            #expect(verdict.string == expected)
        }

        @Test func `a part that could not be had is asked for again, four times in all`() async throws {
            let page = try await visitor(opened: false)
            try await page.send("Network.setBlockedURLs", ["urls": ["*/widget/slots.js"]])
            try await page.evaluate(
                """
                window.waits = [];
                import('/widget/part.js').then(async ({ part }) => {
                  const wait = (ms) => new Promise((done) => { window.waits.push(ms); window.goOn = done; });
                  window.found = typeof (await part("slots", wait)).CallbackSlots;
                });
                1
                """)
            try await page.until("window.goOn")
            try await page.send("Network.setBlockedURLs", ["urls": .list([])])
            try await page.evaluate("goOn(); 1")
            try await page.until("window.found")
            let late = try await page.evaluate("[window.found, ...window.waits]")
            #expect(late == ["function", 700])
            let never = try await page.evaluate(
                """
                import('/widget/part.js').then(async ({ part }) => {
                  const waits = [];
                  return part("nothing", (ms) => { waits.push(ms); }).then(() => [], () => waits);
                })
                """)
            #expect(never == [700, 2500, 8000])
            try await page.close()
        }

        @Test(arguments: [
            ("https://a.example/x", true), ("mailto:a@b.example", true), ("javascript:alert(1)", false),
            ("data:text/html,x", false), ("java\\nscript:alert(1)", false), ("//a.example", false),
            ("vbscript:x", false), ("blob:https://a.example/1", false), ("file:///etc/passwd", false),
        ])
        func `only http, https and mailto become links`(_ address: String, _ isLink: Bool) async throws {
            let page = try await Self.page.value
            let made = try await page.evaluate(
                """
                import('/widget/rich.js').then(({ anchor }) => { const made = anchor("\(address)", "x");
                  return [made.tagName, made.rel ?? ""]; })
                """)
            #expect(made == (isLink ? ["A", "noopener noreferrer nofollow"] : ["SPAN", ""]))
        }
    }
}
