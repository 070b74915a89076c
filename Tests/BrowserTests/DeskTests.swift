import Testing

extension BrowserTests {
    @Suite struct Desk {
        @Test func `a wrong password is refused in words and the desk stays shut`() async throws {
            let address = try await DemoService.shared.value.address
            let page = try await BrowserTests.browser.value.page(address + "/desk/")
            try await page.until("document.activeElement?.name === 'name'")
            try await page.type("ida")
            try await page.key("Tab")
            try await page.type("wrong")
            try await page.key("Enter")
            try await page.until("document.querySelector('#sign-in-told').textContent.includes('do not fit')")
            #expect(try await page.evaluate("document.querySelector('#desk').hidden") == true)
            try await page.close()
        }

        @Test func `of two agents who claim one visitor one is told kindly, and the chat is the other's`() async throws
        {
            let visitor = try await visitor()
            try await visitor.clickInFrame("#person")
            try await visitor.until("!document.querySelector('#queue').hidden", inFrame: true)
            let ida = try await agent("ida")
            let sam = try await agent("sam", dark: true)
            for desk in [ida, sam] {
                try await desk.until("document.querySelectorAll('#queue li').length === 1")
                try await desk.evaluate("window.row = document.querySelector('#queue button'); 1")
            }
            async let first: Void = ida.evaluate("window.row.click()").discard
            async let second: Void = sam.evaluate("window.row.click()").discard
            _ = try await (first, second)
            let idaHas = try await BrowserTests.hasChat(ida)
            let samHas = try await BrowserTests.hasChat(sam)
            #expect(idaHas != samHas)
            let winner = idaHas ? ida : sam
            let loser = idaHas ? sam : ida
            #expect(try await loser.evaluate("document.querySelector('#toasts').textContent").string?.isEmpty == false)
            try await loser.screenshot("desk-collision")
            #expect(try await ida.faintTexts() == [])
            #expect(try await sam.faintTexts() == [])
            try await winner.key("Escape")
            try await winner.key("e")
            try await winner.until("document.querySelector('dialog.ask')")
            try await winner.key("Enter")
            try await visitor.until("document.querySelector('.stars')", inFrame: true)
            for page in [visitor, ida, sam] { try await page.close() }
        }

        @Test func `an agent who loses the page finds the chat again where it was`() async throws {
            let visitor = try await visitor()
            try await visitor.type("the lid of my kettle is cracked <img src=x onerror=window.hurt=1>")
            try await visitor.key("Enter")
            try await visitor.untilLine("the lid of my kettle")
            try await visitor.clickInFrame("#person")
            let agent = try await agent("ida")
            try await agent.until("document.querySelectorAll('#queue li').length === 1")
            try await agent.key("j")
            try await agent.key("Enter")
            try await agent.until("document.querySelector('.timeline').textContent.includes('onerror')")
            try await agent.type("I am here")
            try await agent.key("Enter")
            try await agent.until("document.querySelector('.timeline .lines .agent')")
            try await agent.reload()
            try await agent.until("document.querySelectorAll('#mine li').length === 1")
            try await agent.evaluate("document.querySelector('#mine button').click()")
            try await agent.until("document.querySelector('.timeline').textContent.includes('I am here')")
            #expect(try await agent.evaluate("document.querySelectorAll('.timeline .agent').length") == 1)
            #expect(try await agent.evaluate("window.hurt === undefined") == true)
            #expect(try await agent.evaluate("document.querySelectorAll('.timeline img').length") == 0)
            try await agent.screenshot("desk-resumed")
            try await agent.key("Escape")
            try await agent.key("e")
            try await agent.until("document.querySelector('dialog.ask')")
            try await agent.key("Enter")
            try await visitor.until("document.querySelector('.stars')", inFrame: true)
            #expect(await agent.complaints() == [])
            try await visitor.close()
            try await agent.close()
        }

        @Test func `on a tablet the context is a drawer that Escape closes`() async throws {
            let agent = try await agent("sam", width: 820, height: 1180)
            #expect(try await agent.evaluate("document.documentElement.scrollWidth <= 820") == true)
            try await agent.key("?")
            try await agent.until("document.querySelector('dialog.sheet')")
            try await agent.screenshot("desk-tablet-keys")
            try await agent.key("Escape")
            try await agent.until("!document.querySelector('dialog.sheet')")
            try await agent.key("i")
            try await agent.until("document.querySelector('#context').matches(':focus')")
            try await agent.key("Escape")
            try await agent.until("!document.body.classList.contains('context-open')")
            try await agent.close()
        }
    }

    /// Waits for either outcome of a claim.
    static func hasChat(_ desk: Page) async throws -> Bool {
        try await desk.until(
            "document.querySelectorAll('#mine li').length > 0 || document.querySelector('#toasts').textContent !== ''")
        return try await desk.evaluate("document.querySelectorAll('#mine li').length > 0") == true
    }
}

extension JSONValue {
    /// For values that nobody asked for.
    var discard: Void { () }
}
