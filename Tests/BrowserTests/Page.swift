import Foundation

/// One page in the browser: what a person at it would see and do.
struct Page: Sendable {
    let browser: Browser
    let session: String
    let context: JSONValue
    let target: JSONValue
    var ownsContext = false

    struct Never: Error, CustomStringConvertible {
        let description: String
    }

    @discardableResult
    func send(_ method: String, _ parameters: JSONValue = [:]) async throws -> JSONValue {
        try await browser.send(method, parameters, session: session)
    }

    /// Goes to an address and waits until the page has loaded.
    func open(_ address: String) async throws {
        try await send("Page.navigate", ["url": .text(address)])
        try await until("document.readyState === 'complete' && location.href !== 'about:blank'")
    }

    func reload() async throws {
        try await evaluate("window.old = true")
        try await send("Page.reload")
        try await until("!window.old && document.readyState === 'complete'")
    }

    /// Closes the page and, when it has one of its own, its profile with the connections that it keeps.
    func close() async throws {
        try await browser.send("Target.closeTarget", ["targetId": target])
        guard ownsContext else { return }
        try await browser.send("Target.disposeBrowserContext", ["browserContextId": context])
    }

    /// The value of an expression; promises are waited for. `inFrame` runs it with `document` being the chat's.
    @discardableResult
    func evaluate(_ expression: String, inFrame: Bool = false) async throws -> JSONValue {
        let code = inFrame ? "((document) => (\(expression)))(\(Self.frameDocument))" : expression
        let answer = try await send(
            "Runtime.evaluate", ["expression": .text(code), "awaitPromise": true, "returnByValue": true])
        if let words = answer["exceptionDetails"]["exception"]["description"].string {
            throw Never(description: "\(expression): \(words)")
        }
        return answer["result"]["value"]
    }

    /// Waits until an expression holds; the page looks again at every change of its own clock.
    func until(_ expression: String, inFrame: Bool = false, within seconds: Int = 60) async throws {
        let inner = inFrame ? "((document) => (\(expression)))(\(Self.frameDocument))" : expression
        let code = """
            new Promise((resolve) => {
              const end = Date.now() + \(seconds * 1000);
              const look = () => {
                let holds = false;
                try { holds = Boolean(\(inner)); } catch {}
                if (holds || Date.now() > end) resolve(holds); else setTimeout(look, 20);
              };
              look();
            })
            """
        // A navigation throws the waiting code away; ask again on the new page.
        for _ in 0..<3 {
            do {
                guard try await evaluate(code) == true else { break }
                return
            } catch let refused as Browser.Refused where refused.description.contains("navigat") {
                continue
            }
        }
        try? await screenshot("never-\(session.prefix(6))")
        throw Never(description: "never: \(expression) (see the screenshot never-\(session.prefix(6)).png)")
    }

    /// A real click in the middle of what a selector finds in the page.
    func click(_ expression: String) async throws {
        let box = try await evaluate(
            """
            (() => { const box = (\(expression)).getBoundingClientRect();
              return { x: box.x + box.width / 2, y: box.y + box.height / 2 }; })()
            """)
        try await press(at: box)
    }

    /// A real click on an element of the chat's frame.
    func clickInFrame(_ selector: String) async throws {
        try await until("document.querySelector(`\(selector)`)", inFrame: true)
        let box = try await evaluate(
            """
            (() => { const frame = \(Self.frame); const outer = frame.getBoundingClientRect();
              const found = frame.contentDocument.querySelector(`\(selector)`);
              found.scrollIntoView({ block: "nearest" });
              const box = found.getBoundingClientRect();
              return { x: outer.x + box.x + box.width / 2, y: outer.y + box.y + box.height / 2 }; })()
            """)
        try await press(at: box)
    }

    private func press(at point: JSONValue) async throws {
        for type in ["mousePressed", "mouseReleased"] {
            try await send(
                "Input.dispatchMouseEvent",
                ["type": .text(type), "x": point["x"], "y": point["y"], "button": "left", "clickCount": 1])
        }
    }

    /// Text into whatever has the focus.
    func type(_ text: String) async throws {
        try await send("Input.insertText", ["text": .text(text)])
    }

    /// One key, as the keyboard sends it: `Enter`, `Escape`, `Tab`, or a letter.
    func key(_ key: String, code: String? = nil, modifiers: Int = 0) async throws {
        let virtual: Int =
            switch key {
            case "Enter": 13
            case "Escape": 27
            case "Tab": 9
            default: Int(key.uppercased().unicodeScalars.first?.value ?? 0)
            }
        var event: [String: JSONValue] = [
            "key": .text(key), "code": .text(code ?? key), "windowsVirtualKeyCode": .number(Double(virtual)),
            "modifiers": .number(Double(modifiers)),
        ]
        let text = key == "Enter" ? "\r" : key.count == 1 && modifiers == 0 ? key : nil
        if let text { event["text"] = .text(text) }
        event["type"] = .text(text == nil ? "rawKeyDown" : "keyDown")
        try await send("Input.dispatchKeyEvent", .object(event))
        event["text"] = nil
        event["type"] = "keyUp"
        try await send("Input.dispatchKeyEvent", .object(event))
    }

    /// What went wrong in the page's console: blocked by policy, thrown, not found. Nobody signed in and nobody known
    /// are answers, not faults.
    func complaints() async -> [String] {
        let logged = await browser.events("Log.entryAdded", of: session)
            .filter { $0["entry"]["level"] == "error" }
            .compactMap { entry in
                [entry["entry"]["text"].string, entry["entry"]["url"].string].compactMap(\.self)
                    .joined(separator: " ")
            }
            .filter { words in
                !["favicon", "/v1/desk/me", "/v1/desk/timeline"].contains { words.contains($0) }
            }
        let thrown = await browser.events("Runtime.exceptionThrown", of: session)
            .compactMap { $0["exceptionDetails"]["exception"]["description"].string }
        return logged + thrown
    }

    /// Addresses the page has asked the network for.
    func requests() async -> [String] {
        await browser.events("Network.requestWillBeSent", of: session).compactMap { $0["request"]["url"].string }
    }

    /// Keeps a picture for people to look at.
    func screenshot(_ name: String) async throws {
        let asked = ProcessInfo.processInfo.environment["WARMLINE_SCREENSHOTS"]
        let folder =
            asked.map { URL(fileURLWithPath: $0) }
            ?? FileManager.default.temporaryDirectory.appendingPathComponent("warmline-screenshots")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let shot = try await send("Page.captureScreenshot", ["format": "png"])
        guard let bytes = shot["data"].string.flatMap({ Data(base64Encoded: $0) }) else { return }
        try bytes.write(to: folder.appendingPathComponent("\(name).png"))
    }

    static let frame = "document.querySelector('#warmline').shadowRoot.querySelector('iframe')"
    static let launcher = "document.querySelector('#warmline').shadowRoot.querySelector('.launcher')"
    private static let frameDocument = "\(frame).contentDocument"
}
