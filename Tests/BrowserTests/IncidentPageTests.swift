import Testing

extension BrowserTests {
    /// What is broken, told from the page that runs it: by keyboard, in the light and in the dark.
    @Suite(.serialized) struct IncidentPage {
        private static func page(dark: Bool) async throws -> Page {
            let page = try await agent("ida", dark: dark)
            try await page.open(try await DemoService.shared.value.address + "/desk/insight/#incidents")
            try await page.until("document.querySelector('.controls h2')")
            return page
        }

        /// The card whose heading has these words.
        private static func card(_ title: String) -> String {
            "[...document.querySelectorAll('article')].find((card) => card.querySelector('h3').textContent === '\(title)')"
        }

        /// As whoever has no mouse comes to it: the focus stands there, the rest is keys.
        private static func focus(_ expression: String, on page: Page) async throws {
            try await page.until("(\(expression))?.focus() ?? (\(expression)) === document.activeElement")
        }

        private static func press(_ expression: String, on page: Page) async throws {
            try await focus(expression, on: page)
            try await page.key("Enter")
        }

        @Test(arguments: [false, true])
        func `an incident is opened, goes on and ends by keyboard; who asks about it hears of each`(
            isDark: Bool
        ) async throws {
            let title = "Codes fail \(isDark ? "by night" : "by day")"
            let card = Self.card(title)
            let page = try await Self.page(dark: isDark)
            try await Self.press(
                "[...document.querySelectorAll('.controls button')].find((one) => one.textContent === 'Open an incident')",
                on: page)
            try await page.until("document.activeElement?.name === 'title'")
            try await page.type(title)
            try await Self.focus("document.querySelector('.opening summary')", on: page)
            try await page.key("Enter")
            try await Self.focus("document.querySelector('.opening [name=intent][value=promo_code_problem]')", on: page)
            try await page.key(" ", code: "Space")
            try await page.until("document.activeElement.checked")
            try await page.screenshot("incident-opening-\(isDark ? "dark" : "light")")
            #expect(try await page.faintTexts() == [])
            try await Self.press("document.querySelector('.opening button.main')", on: page)
            try await page.until("\(card)?.querySelector('.steps .now')?.textContent === 'Investigating'")

            let visitor = try await visitor(dark: isDark)
            try await visitor.type("my promo code doesn't work")
            try await visitor.key("Enter")
            try await visitor.untilLine(title)
            try await page.until(
                "[...\(card).querySelectorAll('.run div')].some((row) => row.textContent === 'Reported it1')")
            try await Self.press(
                "[...\(card).querySelectorAll('button')].find((one) => one.textContent === 'Who, and in which words')",
                on: page)
            try await page.until("\(card).querySelector('.trial strong')")
            try await page.screenshot("incident-open-\(isDark ? "dark" : "light")")
            #expect(try await page.faintTexts() == [])

            try await Self.focus("\(card).querySelector('[name=text]')", on: page)
            try await page.type("A supplier refuses them.")
            try await page.evaluate("\(card).querySelector('[name=stage]').value = 'identified'; 1")
            try await Self.press("\(card).querySelector('button.main')", on: page)
            try await page.until("\(card)?.querySelector('.steps .now')?.textContent === 'Identified'")
            try await visitor.untilLine("A supplier refuses them.")

            try await Self.focus("\(card).querySelector('[name=text]')", on: page)
            try await page.type("Codes are taken again.")
            try await page.evaluate("\(card).querySelector('[name=stage]').value = 'resolved'; 1")
            try await Self.press("\(card).querySelector('button.main')", on: page)
            try await visitor.untilLine("It's over: \(title)")
            try await page.until("\(card)?.classList.contains('over')")
            try await page.until(
                "[...\(card).querySelectorAll('.run div')].some((row) => row.textContent === 'Told it is fixed1')")
            #expect(await page.complaints() == [])

            let status = try await browser.value.page(
                try await DemoService.shared.value.address + "/status/", width: 1_280, dark: isDark)
            try await status.until("document.body.textContent.includes('Codes are taken again.')")
            try await status.screenshot("incident-status-\(isDark ? "dark" : "light")")
            #expect(try await status.faintTexts() == [])
            for page in [page, visitor, status] { try await page.close() }
        }

        @Test func `many who are unhappy with one thing draft one incident, which one press opens or dismisses`()
            async throws
        {
            let page = try await Self.page(dark: false)
            // A dozen bad reviews within a minute.
            try await page.review(12, "I never get the invoice that I ask for, useless", of: "invoice_copy")
            let all = "[...document.querySelectorAll('article.draft')]"
            let drafts = "\(all).filter((one) => one.textContent.includes('Invoice copy'))"
            let draft = "\(drafts)[0]"
            try await page.until(
                "(await asked(\"/v1/incidents\")).drafts.some(({ title }) => title === \"Invoice copy\")", asking: true)
            try await page.reload()
            try await page.until(draft)
            try await page.screenshot("incident-draft")
            #expect(try await page.faintTexts() == [])
            #expect(try await page.evaluate("\(drafts).length") == 1)
            #expect(
                try await page.evaluate(
                    "Boolean(\(draft).querySelector('details [name=intent]:checked')) && \(draft).querySelectorAll('blockquote').length > 0"
                ) == true)
            try await Self.press("\(draft).querySelector('footer button')", on: page)
            try await page.until("!\(draft)")
            #expect(await page.complaints() == [])
            try await page.close()
        }
    }
}
