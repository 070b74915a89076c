import Foundation
import Testing

extension BrowserTests {
    /// An agent whose account asks for a code of their authenticator, at the desk in the browser and in a terminal.
    @Suite struct SecondFactor {
        private static let codes = Task { try await enrol() }

        /// A recovery code for each who needs one: none opens twice.
        private static func enrol() async throws -> [String] {
            let folder = try #require(try await DemoService.shared.value.folder)
            let store = folder.appendingPathComponent("warmline.db").path
            let added = try DemoService.run(
                ["agent", "add", "zoe", "--display-name", "Zoe", "--store", store], saying: ["alder-and-finch"])
            #expect(added.status == 0, "\(added.said)")
            let enrolled = try DemoService.run(["agent", "authenticator", "zoe", "--store", store])
            let codes = enrolled.said.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
            let heading = try #require(codes.firstIndex { $0.hasPrefix("Recovery codes") })
            return Array(codes[(heading + 1)...])
        }

        @Test func `the code is asked for behind the password, a wrong one is refused, a right one opens once`()
            async throws
        {
            let code = try #require(try await Self.codes.value.first)
            for isFirst in [true, false] {
                let page = try await browser.value.page(try await DemoService.shared.value.address + "/desk/")
                try await page.until("document.activeElement?.name === 'name'")
                try await page.type("zoe")
                try await page.key("Tab")
                try await page.type("alder-and-finch")
                try await page.key("Enter")
                try await page.until("document.activeElement?.name === 'code'")
                let found = try await page.seriousFindings()
                #expect(found == [])
                if isFirst {
                    try await page.type("000000")
                    try await page.key("Enter")
                    try await page.until("document.querySelector('#sign-in-told').textContent.includes('does not fit')")
                    try await page.evaluate(
                        "document.querySelector('[name=code]').value = ''; document.querySelector('[name=code]').focus(); 1"
                    )
                }
                try await page.type(code)
                try await page.key("Enter")
                if isFirst {
                    try await page.until("document.querySelector('#line').dataset.state === 'open'")
                    #expect(
                        try await page.evaluate("document.querySelector('#me').textContent.includes('Zoe')") == true)
                } else {
                    try await page.until("document.querySelector('#sign-in-told').textContent.includes('does not fit')")
                }
                try await page.close()
            }
        }

        @Test func `the terminal's desk asks for the code too, and shows the queue`() async throws {
            let code = try #require(try await Self.codes.value.last)
            let service = try await DemoService.shared.value.address
            let shift = try DemoService.run(
                ["desk", "zoe", "--plain", "--service", service],
                saying: ["alder-and-finch", code, "/away", "/who", "/nonsense"])
            #expect(shift.status == 0)
            #expect(shift.said.contains("Signed in as Zoe, agent."))
            #expect(shift.said.contains("Zoe (a-zoe)"))
            #expect(shift.said.contains("There is no /nonsense."))
            let again = try DemoService.run(
                ["desk", "zoe", "--plain", "--service", service], saying: ["alder-and-finch", code])
            #expect(again.status == 1)
            #expect(again.said.contains("A code opens once"))
        }
    }
}
