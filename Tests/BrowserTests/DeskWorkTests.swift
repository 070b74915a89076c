import Testing

extension BrowserTests {
    /// What stands beside a chat, worked with the keyboard alone.
    @Suite struct DeskWork {
        private static let field = "document.querySelector('#composer textarea')"

        @Test func `a whole case is worked without a mouse`() async throws {
            let visitor = try await visitor()
            try await visitor.say("I want my money back for order 10042", answeredBy: "e-mail")
            try await visitor.type("this is ridiculous, I want a person")
            try await visitor.key("Enter")
            let agent = try await agent("ida")
            try await agent.until("!document.querySelector('#offers').hidden")
            try await agent.key("a", code: "KeyA", modifiers: 1)
            try await agent.until("document.querySelectorAll('#mine li').length === 1")
            try await agent.until("document.querySelector('#chat-clocks .due')")
            // A reply by its name, with what the bot knows in it.
            try await agent.type("/late")
            try await agent.until("document.querySelectorAll('#picker [role=option]').length === 1")
            try await agent.key("Enter")
            try await agent.until("\(Self.field).value.includes('order 10042')")
            try await agent.screenshot("desk-reply")
            try await agent.evaluate("\(Self.field).value = ''; 1")
            // What must not be said is held back, and goes when it is meant.
            try await agent.type("Please calm down, we will get back to you.")
            try await agent.key("Enter")
            try await agent.until("!document.querySelector('#held-back').hidden")
            #expect(try await agent.evaluate("document.querySelectorAll('.timeline .lines .agent').length") == 0)
            #expect(try await agent.evaluate("\(Self.field).value.includes('calm down')") == true)
            #expect(try await agent.faintTexts() == [])
            try await agent.screenshot("desk-held-back")
            try await agent.key("s", code: "KeyS", modifiers: 1)
            try await visitor.untilLine("Please calm down")
            // A tag with one key, a note that names a colleague.
            try await agent.key("g", code: "KeyG", modifiers: 1)
            try await agent.until("document.querySelector('#chat-tags .tag:not(.suggested, .more)')")
            try await agent.key("n", code: "KeyN", modifiers: 1)
            try await agent.type("@sam What do you think?")
            try await agent.key("Enter")
            try await agent.until("document.querySelector('.timeline .lines .note')")
            #expect(
                try await visitor.evaluate("document.body.textContent.includes('What do you think')", inFrame: true)
                    == false)
            try await agent.key("Escape")
            try await agent.key("v")
            try await agent.until("!document.querySelector('#inbox').hidden")
            try await agent.key("v")
            try await agent.until("!document.querySelector('#chat').hidden")
            try await BrowserTests.resolve(agent)
            try await visitor.until("document.querySelector('.stars')", inFrame: true)
            #expect(await agent.complaints() == [])
            for page in [visitor, agent] { try await page.close() }
        }

        @Test func `who is named while away finds the note, and an address that names a chat opens it`() async throws {
            let visitor = try await visitor()
            try await visitor.clickInFrame("#person")
            let ida = try await agent("ida")
            try await ida.until("!document.querySelector('#offers').hidden")
            try await ida.key("a", code: "KeyA", modifiers: 1)
            try await ida.until("!document.querySelector('#chat').hidden")
            try await ida.key("n", code: "KeyN", modifiers: 1)
            try await ida.type("@sam have you seen this before?")
            try await ida.key("Enter")
            try await ida.until("document.querySelector('.timeline .lines .note:not(.sending, .queued)')")
            let sam = try await agent("sam")
            // Others may have named him too.
            let card =
                "[...document.querySelectorAll('#mentions li')].find((one) => one.textContent.includes('seen this before'))"
            try await sam.until("Number(document.querySelector('#mentions-count').textContent) > 0")
            try await sam.key("m")
            try await sam.until(card)
            #expect(try await sam.faintTexts() == [])
            try await sam.screenshot("desk-mentions")
            // The chat opens, and the note is read.
            try await sam.evaluate("\(card).querySelector('button').focus(); 1")
            try await sam.key("Enter")
            try await sam.until("document.querySelector('.timeline')?.textContent.includes('seen this before')")
            try await sam.key("Escape")
            try await sam.key("m")
            try await sam.until("!document.querySelector('#mentions').hidden && !\(card)")
            try await sam.key("m")
            let title = try await sam.evaluate("document.querySelector('#chat-title').textContent").string ?? ""
            let isOpen = "document.querySelector('#chat-title')?.textContent === \(Page.literal(title))"
            // An alarm's link, in a desk that is open and in one that is loaded with it.
            let chat =
                try await ida.evaluate("document.querySelector('#mine [data-key]').dataset.key.replace('chat ', '')")
                .string ?? ""
            try await sam.key("Escape")
            try await sam.key("x")
            try await sam.until("document.querySelector('#chat').hidden")
            try await sam.evaluate("location.hash = \(Page.literal(chat)); 1")
            try await sam.until("!document.querySelector('#chat').hidden && location.hash === '' && \(isOpen)")
            try await sam.evaluate("history.replaceState(null, '', '#' + \(Page.literal(chat))); location.reload(); 1")
            try await sam.until(isOpen)
            try await BrowserTests.resolve(ida)
            #expect(await sam.complaints() == [])
            for page in [visitor, ida, sam] { try await page.close() }
        }

        @Test func `every control of the desk has a name, and no heading or list is broken`() async throws {
            let agent = try await agent("ida", dark: true)
            let nameless = try await agent.evaluate(
                """
                [...document.querySelectorAll('button, input, select, textarea, [role=switch], [role=log], section, nav, aside')]
                  .filter((one) => one.checkVisibility() && !(one.textContent.trim() || one.ariaLabel
                    || one.getAttribute('aria-labelledby') || one.labels?.length || one.title)).map((one) => one.outerHTML.slice(0, 80))
                """)
            #expect(nameless.array.isEmpty, "\(nameless)")
            let broken = try await agent.evaluate(
                """
                [...document.querySelectorAll('ul, ol')].filter((list) => [...list.children].some((child) => child.tagName !== 'LI')).length
                  + [...document.querySelectorAll('[aria-controls], [aria-labelledby]')].filter((one) => ['aria-controls', 'aria-labelledby']
                    .some((name) => one.hasAttribute(name) && !document.getElementById(one.getAttribute(name)))).length
                  + (new Set([...document.querySelectorAll('[id]')].map((one) => one.id)).size === document.querySelectorAll('[id]').length ? 0 : 1)
                """)
            #expect(broken == 0)
            #expect(try await agent.faintTexts() == [])
            try await agent.close()
        }
    }
}
