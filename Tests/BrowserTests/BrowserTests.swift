import Foundation
import Testing

/// The pages in a real browser, against the real service. One after another: they share one queue of people.
@Suite(.serialized, .timeLimit(.minutes(10)))
enum BrowserTests {
    /// One browser for the run; every page has a profile of its own.
    static let browser = Task { try Browser() }

    static func visitor(
        dark: Bool = false, phone: Bool = false, opened: Bool = true
    ) async throws -> Page {
        let address = try await DemoService.shared.value.address
        let page = try await browser.value.page(
            address + "/", width: phone ? 390 : 1280, height: phone ? 844 : 800, dark: dark, phone: phone)
        try await page.until("window.$warmline")
        guard opened else { return page }
        try await page.click(Page.launcher)
        try await page.until("document.querySelector('#lines .bot')", inFrame: true)
        return page
    }

    static func agent(_ name: String, width: Int = 1280, height: Int = 800, dark: Bool = false) async throws -> Page {
        let address = try await DemoService.shared.value.address
        let page = try await browser.value.page(address + "/desk/", width: width, height: height, dark: dark)
        try await page.until("document.activeElement?.name === 'name'")
        try await page.type(name)
        try await page.key("Tab")
        try await page.type("alder-and-finch")
        try await page.key("Enter")
        try await page.until("document.querySelector('#line').dataset.state === 'open'")
        return page
    }
}

extension Page {
    /// Says something in the chat and waits for a line of the bot that has these words in it.
    func say(_ text: String, answeredBy words: String) async throws {
        try await type(text)
        try await key("Enter")
        try await untilBot(words)
    }

    /// Waits until the bot's last line has these words.
    func untilBot(_ words: String) async throws {
        try await until(
            """
            [...document.querySelectorAll('#lines .line')].slice(-4).some((line) => line.matches('.bot')
              && line.textContent.includes(\(Self.literal(words))))
            """, inFrame: true)
    }

    func untilLine(_ words: String) async throws {
        try await until(
            """
            [...document.querySelectorAll('#lines .line')]
              .some((line) => line.textContent.includes(\(Self.literal(words))))
            """, inFrame: true)
    }

    /// The visitor's lines as they stand, waiting ones behind.
    func visitorLines() async throws -> [String] {
        try await evaluate(
            "[...document.querySelectorAll('.line.visitor .bubble')].map((bubble) => bubble.textContent)",
            inFrame: true
        ).array.compactMap(\.string)
    }

    static func literal(_ text: String) -> String {
        let bytes = (try? JSONEncoder().encode(text)) ?? Data()
        return String(decoding: bytes, as: UTF8.self)
    }
}
