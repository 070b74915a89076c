import Testing

extension BrowserTests {
    @Suite struct Story {
        @Test func `a visitor is answered, refunded, taken over by a person, handed back, resolved, and gives stars`()
            async throws
        {
            let visitor = try await visitor()
            try await visitor.screenshot("story-1-welcome")

            // An article, cited and opened in place.
            try await visitor.type("How long do refunds take?")
            try await visitor.key("Enter")
            try await visitor.clickInFrame(".citation")
            try await visitor.until("document.querySelector('#article[open] .reading section p')", inFrame: true)
            try await visitor.screenshot("story-2-article")
            try await visitor.key("Escape")
            try await visitor.until("!document.querySelector('#article[open]')", inFrame: true)

            // A refund, once, for the exact amount.
            try await visitor.click("document.querySelector('#warmline')")
            try await visitor.clickInFrame("#composer textarea")
            try await visitor.say("I want my money back", answeredBy: "order")
            try await visitor.say("10042", answeredBy: "e-mail")
            try await visitor.say("maya.okafor@example.com", answeredBy: "postcode")
            try await visitor.say("BS3 1TF", answeredBy: "£49.90")
            // A suggested answer, then the button that confirms.
            try await visitor.clickInFrame(".choice")
            try await visitor.untilBot("4242")
            try await visitor.screenshot("story-3-confirm")
            try await visitor.clickInFrame(".choice")
            try await visitor.untilBot("RF-")
            try await visitor.screenshot("story-4-refunded")
            #expect(try await visitor.faintTexts(inFrame: true) == [])

            // A person.
            try await visitor.clickInFrame("#person")
            try await visitor.until("!document.querySelector('#queue').hidden", inFrame: true)
            try await visitor.screenshot("story-5-waiting")

            // In a second window, an agent, without a mouse.
            let agent = try await agent("ida")
            try await agent.until("document.querySelectorAll('#queue li').length > 0")
            try await agent.screenshot("story-6-queue")
            try await agent.key("j")
            try await agent.key("Enter")
            try await agent.until("document.querySelectorAll('.timeline .line').length > 8")
            try await agent.until("document.querySelector('#context .summary')?.textContent.length > 10")
            try await agent.until("document.querySelector('#context').textContent.includes('10042')")
            try await visitor.untilLine("Ida")
            try await agent.screenshot("story-7-claimed")
            try await agent.type("Hello Maya, I have read everything. Your refund is on its way.")
            try await agent.key("Enter")
            try await visitor.untilLine("I have read everything")
            try await visitor.until("document.querySelector('#lines .agent .mark')", inFrame: true)
            try await visitor.type("Thank you, that was quick")
            try await visitor.key("Enter")
            try await agent.until("document.querySelector('.timeline').textContent.includes('that was quick')")
            try await agent.key("n", code: "KeyN", modifiers: 1)
            try await agent.type("Polite, and right about the lid.")
            try await agent.screenshot("story-8-note")
            #expect(try await agent.faintTexts() == [])
            try await agent.key("Enter")
            try await agent.until("document.querySelector('.timeline .note')?.textContent.includes('Polite')")

            // Back to the bot, and to a person again.
            try await agent.key("Escape")
            try await agent.key("h")
            try await agent.until("document.querySelector('dialog.ask')")
            try await agent.type("Refund is done; nothing open.")
            try await agent.key("Enter")
            try await visitor.until("document.querySelector('#status').dataset.holder === 'bot'", inFrame: true)
            try await visitor.screenshot("story-9-handed-back")
            let seen = try await visitor.evaluate("document.querySelector('#lines').textContent", inFrame: true)
            #expect(seen.string?.contains("Polite") == false, "a note is for colleagues")
            try await visitor.clickInFrame("#person")
            try await agent.until("document.querySelectorAll('#queue li').length > 0")
            try await agent.evaluate("document.querySelector('#queue button').focus()")
            try await agent.key("Enter")
            try await agent.until("!document.querySelector('#resolve').hidden")
            try await agent.until("document.activeElement === document.querySelector('#composer textarea')")

            // Resolved, and stars.
            try await agent.key("Escape")
            try await agent.key("e")
            try await agent.until("document.querySelector('dialog.ask')")
            try await agent.key("Enter")
            try await visitor.until("document.querySelector('.stars')", inFrame: true)
            try await visitor.screenshot("story-10-stars")
            try await visitor.clickInFrame(".stars .row button:nth-child(5)")
            try await visitor.untilLine("5 of 5")
            try await agent.until("document.querySelector('.timeline .rating')")
            try await visitor.screenshot("story-11-rated")
            try await agent.screenshot("story-12-resolved")

            #expect(await visitor.complaints() == [])
            #expect(await agent.complaints() == [])
            try await visitor.close()
            try await agent.close()
        }
    }
}
