import Testing

extension BrowserTests {
    @Suite struct Crowded {
        /// 20 lines, 2 queues of 200 and 5 hints a second, for five seconds.
        @Test func `the desk keeps its frames with 200 in the queue and 20 chats open`() async throws {
            let address = try await DemoService.shared.value.address
            let page = try await browser.value.page("about:blank")
            try await page.send("Page.addScriptToEvaluateOnNewDocument", ["source": .text(CrowdedDesk.script)])
            try await page.open(address + "/desk/")
            try await page.until("document.querySelectorAll('#queue li').length === 200")
            try await page.until("document.querySelectorAll('#mine li').length === 20")
            try await page.evaluate("document.querySelector('#mine button').click(); 1")
            try await page.until("document.querySelectorAll('.timeline .line').length > 20")
            let figures = try await page.evaluate(
                """
                crowd.start(5000).then(() => {
                  const frames = crowd.frames.toSorted((a, b) => a - b);
                  const at = (share) => frames[Math.floor(frames.length * share)];
                  return Object.fromEntries(Object.entries({ p50: at(0.5), p95: at(0.95), p99: at(0.99), most: frames.at(-1),
                    work: crowd.work / crowd.told }).map(([name, ms]) => [name, Math.round(ms * 1000)])
                    .concat([["frames", frames.length], ["late", frames.filter((one) => one > 25).length], ["long", crowd.long.length]]));
                })
                """)
            let words = ["frames", "p50", "p95", "p99", "most", "late", "long", "work"].map {
                "\($0) \(figures[$0].int ?? 0)"
            }
            print("crowded desk, µs: \(words.joined(separator: ", "))")
            // A frame at 60 Hz is 16.7 ms; the machine may be twice as slow and busy with other tests.
            #expect((figures["p95"].int ?? .max) < 70_000)
            #expect((figures["work"].int ?? .max) < 20_000)
            try await page.screenshot("crowded-desk")
            try await page.close()
        }
    }
}
