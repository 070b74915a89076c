import Testing

extension BrowserTests {
    @Suite struct Endings {
        @Test func `a visitor keeps the chat as text and ends it, and the agent sees that it is over`() async throws {
            let visitor = try await visitor()
            try await visitor.say("I want my money back for order 10042", answeredBy: "e-mail")
            try await visitor.clickInFrame("#person")
            let ida = try await agent("ida")
            try await ida.until("!document.querySelector('#offers').hidden")
            try await ida.key("a", code: "KeyA", modifiers: 1)
            try await ida.until("!document.querySelector('#chat').hidden")
            try await visitor.until("document.querySelector('#status').dataset.holder === 'agent'", inFrame: true)

            try await visitor.clickInFrame("#menu")
            try await visitor.until("document.querySelector('#about[open]')", inFrame: true)
            try await visitor.evaluate(
                """
                ((page) => {
                  page.URL.createObjectURL = (blob) => { page.saved = blob; return ""; };
                  page.HTMLAnchorElement.prototype.click = () => {};
                })(document.defaultView)
                """, inFrame: true)
            try await visitor.evaluate(Self.press("Save this conversation as text"), inFrame: true)
            let text = try await visitor.evaluate("document.defaultView.saved.text()", inFrame: true).string ?? ""
            #expect(text.contains("I want my money back for order 10042"))
            #expect(text.contains("Finch, "))
            try await visitor.screenshot("about-the-chat")

            try await visitor.evaluate(Self.press("End this conversation"), inFrame: true)
            try await visitor.until("document.querySelector('.stars')", inFrame: true)
            try await ida.until("document.querySelector('#over-text').textContent.startsWith('Resolved')")
            try await ida.until("document.querySelector('.timeline').textContent.includes('ended by the visitor')")
            #expect(await visitor.complaints() == [])
            #expect(await ida.complaints() == [])
            for page in [visitor, ida] { try await page.close() }
        }

        @Test func `who signs out leaves nothing on the page`() async throws {
            let ida = try await agent("ida")
            try await ida.click("document.querySelector('#sign-out')")
            try await ida.until("document.querySelector('#desk').hidden && !document.querySelector('#sign-in').hidden")
            #expect(await ida.complaints() == [])
            try await ida.close()
        }

        private static func press(_ words: String) -> String {
            "[...document.querySelectorAll('#about button')].find((one) => one.textContent === '\(words)').click()"
        }
    }
}
