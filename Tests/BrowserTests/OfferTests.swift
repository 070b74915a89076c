import Testing

extension BrowserTests {
    /// Visitors are offered to agents, change hands, and are watched over.
    @Suite struct Offers {
        @Test func `an offer stands over an open question, counts down, and is accepted from there`() async throws {
            let agent = try await agent("ida")
            let visitor = try await visitor()
            try await agent.key("?")
            try await agent.until("document.querySelector('dialog.sheet')")
            try await visitor.clickInFrame("#person")
            try await agent.until("document.querySelector('dialog #offers:not([hidden]) .offer')")
            let alarm = try await agent.evaluate("document.querySelector('#alarm').textContent").string
            #expect(alarm?.contains("Alt A") == true)
            // Seconds go by where they can be seen, and are not spoken.
            try await agent.evaluate(
                "window.before = Number.parseInt(document.querySelector('.offer .left').textContent)")
            #expect(try await agent.evaluate("window.before > 0 && window.before <= 20") == true)
            try await agent.until(
                "Number.parseInt(document.querySelector('.offer .left').textContent) < window.before")
            #expect(try await agent.evaluate("document.querySelector('#alarm').textContent").string == alarm)
            #expect(try await agent.faintTexts() == [])
            try await agent.screenshot("offer-over-question")
            try await agent.key("a", code: "KeyA", modifiers: 1)
            try await agent.until("document.querySelectorAll('#mine li').length === 1")
            try await agent.until("document.querySelector('#offers').hidden")
            try await agent.key("Escape")
            try await agent.until("document.activeElement === document.querySelector('#composer textarea')")
            try await visitor.untilLine("Ida has joined")
            try await BrowserTests.resolve(agent)
            #expect(await agent.complaints() == [])
            for page in [visitor, agent] { try await page.close() }
        }

        /// The notification's constructor is the browser's; what is handed to it is ours.
        @Test func `who looks elsewhere is notified of an offer, without a word of the visitor`() async throws {
            let agent = try await agent("ida")
            try await agent.evaluate(
                """
                window.told = [];
                window.Notification = class extends EventTarget {
                  static permission = "granted";
                  constructor(title, options) { super(); window.told.push(`${title} ${options.body}`); }
                  close() { window.told.push("closed"); }
                };
                Object.defineProperty(document, "hasFocus", { value: () => false });
                1
                """)
            let visitor = try await visitor()
            try await visitor.say("my name is Zebedee and I want my money back", answeredBy: "order")
            try await visitor.clickInFrame("#person")
            try await agent.until("window.told.length === 1")
            let told = try await agent.evaluate("window.told[0]").string ?? ""
            #expect(told.contains("offered to you") && !told.contains("Zebedee"))
            try await agent.key("a", code: "KeyA", modifiers: 1)
            try await agent.until("window.told[1] === 'closed'")
            // Resolved too soon: one click brings the visitor back, before newcomers.
            try await BrowserTests.resolve(agent)
            try await visitor.until("document.querySelector('.stars .reopen')", inFrame: true)
            try await visitor.screenshot("stars-not-solved")
            try await visitor.clickInFrame(".stars .reopen")
            try await visitor.until("document.querySelector('#status').dataset.holder === 'queue'", inFrame: true)
            try await agent.until("document.querySelectorAll('#offers .offer').length === 1")
            try await agent.key("a", code: "KeyA", modifiers: 1)
            try await agent.until("!document.querySelector('#resolve').hidden")
            try await BrowserTests.resolve(agent)
            #expect(await visitor.complaints() == [])
            for page in [visitor, agent] { try await page.close() }
        }

        @Test func `a declined offer goes to a colleague, and the queue says who is asked and what makes the place`()
            async throws
        {
            let ida = try await agent("ida")
            let sam = try await agent("sam", dark: true)
            let visitor = try await visitor()
            try await visitor.clickInFrame("#person")
            let offered = "!document.querySelector('#offers').hidden"
            try await ida.until("document.querySelector('#queue .why strong')?.textContent.startsWith('Offered to')")
            let isIdas = try await ida.evaluate(offered) == true
            let asked = isIdas ? ida : sam
            let other = isIdas ? sam : ida
            try await asked.until(offered)
            let why = try await other.evaluate("document.querySelector('#queue .why').textContent").string
            #expect(why?.contains("point") == true)
            try await asked.key("d", code: "KeyD", modifiers: 1)
            try await asked.until("!(\(offered))")
            try await other.until(offered)
            try await other.screenshot("offer-second")
            #expect(try await sam.faintTexts() == [])
            try await other.evaluate("document.querySelector('#offers .primary').click()")
            try await other.until("document.querySelectorAll('#mine li').length === 1")
            try await BrowserTests.resolve(other)
            for page in [visitor, ida, sam] { try await page.close() }
        }

        @Test func `who is away is asked nothing, and an offer is withdrawn when the visitor goes on with the bot`()
            async throws
        {
            let agent = try await agent("sam")
            try await agent.key("p")
            try await agent.until("document.querySelector('#presence').getAttribute('aria-checked') === 'false'")
            let visitor = try await visitor()
            try await visitor.clickInFrame("#person")
            try await agent.until("document.querySelectorAll('#queue li').length === 1")
            #expect(try await agent.evaluate("document.querySelector('#offers').hidden") == true)
            try await agent.key("p")
            try await agent.until("!document.querySelector('#offers').hidden")
            try await visitor.until(
                "document.querySelector('#queue .place').textContent.includes('in line')", inFrame: true)
            try await visitor.until(
                "document.querySelector('#queue .eta').textContent.includes('Probably')", inFrame: true)
            #expect(try await visitor.faintTexts(inFrame: true) == [])
            try await visitor.screenshot("waiting")
            try await visitor.clickInFrame("#queue button")
            try await visitor.until("document.querySelector('#status').dataset.holder === 'bot'", inFrame: true)
            try await visitor.until("document.querySelector('#queue').hidden", inFrame: true)
            try await agent.until("document.querySelector('#offers').hidden")
            try await agent.until("document.querySelector('#toasts').textContent.includes('withdrawn')")
            #expect(await visitor.complaints() == [])
            for page in [visitor, agent] { try await page.close() }
        }

        @Test func `two missed offers set an agent away in words, and one button brings them back`() async throws {
            let agent = try await agent("sam")
            for missed in 1...2 {
                let visitor = try await visitor()
                try await visitor.clickInFrame("#person")
                try await agent.until("!document.querySelector('#offers').hidden")
                try await agent.until("document.querySelector('#offers').hidden")
                if missed == 2 {
                    try await agent.until("document.querySelector('#away').textContent.includes('two missed offers')")
                    try await agent.screenshot("away-after-misses")
                    #expect(try await agent.faintTexts() == [])
                    // Loading the page again does not bring anyone back.
                    try await agent.reload()
                    try await agent.until("document.querySelector('#line').dataset.state === 'open'")
                    try await agent.until("!document.querySelector('#away').hidden")
                }
                try await visitor.clickInFrame("#queue button")
                try await visitor.until("document.querySelector('#queue').hidden", inFrame: true)
                try await visitor.close()
            }
            try await agent.evaluate("document.querySelector('#back').click()")
            try await agent.until("document.querySelector('#away').hidden")
            try await agent.until("document.querySelector('#presence').getAttribute('aria-checked') === 'true'")
            try await agent.close()
        }

        @Test func `a chat is watched, whispered into, taken over and passed on with a note, all by keyboard`()
            async throws
        {
            let sam = try await agent("sam")
            let visitor = try await visitor()
            try await visitor.clickInFrame("#person")
            try await sam.until("!document.querySelector('#offers').hidden")

            // A supervisor looks at the floor while there is nothing on it, and stands on the first chat when it comes.
            let ida = try await agent("ida")
            try await ida.until("!document.querySelector('#board-toggle').hidden")
            try await ida.key("f")
            try await ida.until("document.activeElement === document.querySelector('#board')")
            try await sam.key("a", code: "KeyA", modifiers: 1)
            try await sam.until("!document.querySelector('#pass-on').hidden")

            // She watches and whispers; the visitor hears nothing of it.
            try await ida.until("document.activeElement?.textContent === 'Watch'")
            try await ida.screenshot("floor")
            #expect(try await ida.faintTexts() == [])
            try await ida.key("Enter")
            try await ida.until("!document.querySelector('#take-over').hidden")
            try await ida.until("document.activeElement === document.querySelector('#composer textarea')")
            try await ida.type("Offer a new lid")
            try await ida.key("Enter")
            try await sam.until("document.querySelector('.timeline .note')?.textContent.includes('Note by Ida')")
            let heard = try await visitor.evaluate("document.querySelector('#lines').textContent", inFrame: true)
            #expect(heard.string?.contains("new lid") == false)

            // Taken over: everyone is told.
            try await ida.key("Escape")
            try await ida.key("o")
            try await ida.until("document.querySelector('dialog.ask .primary')")
            try await ida.evaluate("document.querySelector('dialog.ask .primary').focus()")
            try await ida.key("Enter")
            try await sam.until("document.querySelector('#over-text').textContent.includes('Ida has taken')")
            try await visitor.untilLine("Ida has joined")
            try await ida.until("!document.querySelector('#pass-on').hidden")

            // And passed on, to Sam.
            try await ida.key("Escape")
            try await ida.key("t")
            try await ida.until("document.querySelector('dialog.ask select')?.value !== ''")
            try await ida.screenshot("pass-on")
            try await ida.evaluate("document.querySelector('dialog.ask textarea').focus()")
            try await ida.type("Knows the lid better")
            try await ida.key("Enter")
            try await ida.until("document.querySelector('#over-text').textContent.includes('Passed on')")
            try await sam.until("!document.querySelector('#offers').hidden")
            try await sam.key("a", code: "KeyA", modifiers: 1)
            try await sam.until("document.querySelector('.timeline').textContent.includes('Knows the lid better')")
            try await sam.until("!document.querySelector('#resolve').hidden")
            try await BrowserTests.resolve(sam)
            #expect(await sam.complaints() == [])
            #expect(await ida.complaints() == [])
            for page in [visitor, sam, ida] { try await page.close() }
        }

        @Test(arguments: [false, true])
        func `on a phone an offer and the floor fit and can be read`(_ dark: Bool) async throws {
            let agent = try await agent("ida", width: 390, height: 844, dark: dark)
            let visitor = try await visitor()
            try await visitor.clickInFrame("#person")
            try await agent.until("!document.querySelector('#offers').hidden")
            try await agent.screenshot(dark ? "offer-phone-dark" : "offer-phone")
            #expect(try await agent.evaluate("document.documentElement.scrollWidth <= 390") == true)
            #expect(try await agent.faintTexts() == [])
            try await agent.evaluate("document.querySelector('#offers .primary').click()")
            try await agent.until("document.querySelectorAll('#mine li').length === 1")
            try await agent.evaluate("document.querySelector('#board-toggle').click()")
            try await agent.until("document.querySelector('#board .person')")
            try await agent.screenshot(dark ? "floor-phone-dark" : "floor-phone")
            #expect(try await agent.evaluate("document.documentElement.scrollWidth <= 390") == true)
            try await agent.evaluate("document.querySelector('#mine button').click()")
            try await BrowserTests.resolve(agent)
            for page in [visitor, agent] { try await page.close() }
        }
    }

    /// Ends the chat that is open on a desk.
    static func resolve(_ desk: Page) async throws {
        try await desk.until("document.querySelector('#resolve').checkVisibility()")
        try await desk.evaluate("document.querySelector('#resolve').click()")
        try await desk.until("document.querySelector('dialog.ask')")
        try await desk.key("Enter")
        try await desk.until("!document.querySelector('#over').hidden")
    }
}
