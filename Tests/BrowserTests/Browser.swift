import Foundation

/// Headless Chromium, spoken to over the DevTools protocol through a pipe: messages end in a zero byte.
actor Browser {
    struct Refused: Error, CustomStringConvertible {
        let description: String
    }

    private let process = Process()
    private let writing = Pipe()
    /// Its reading end stays open as long as the browser is used.
    private let kept: Pipe
    private var lastID = 0
    private var waiting: [Int: CheckedContinuation<JSONValue, any Error>] = [:]
    private var heard: [String: [JSONValue]] = [:]
    private var fulfilments: [String: @Sendable (String) -> Fulfilment?] = [:]

    /// What a page that is not there answers, in tests of foreign sites.
    struct Fulfilment: Sendable {
        let headers: [String: String]
        let body: String
    }

    init() throws {
        let profile = FileManager.default.temporaryDirectory
            .appendingPathComponent("warmline-chromium-\(UUID().uuidString)")
        let reading = Pipe()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        // The pipe's ends must be descriptors 3 and 4; Chromium ends when they close.
        process.arguments = [
            "-c", #""$@" 3<&0 4>&1 </dev/null >/dev/null 2>/dev/null; rm -rf "$0""#, profile.path,
            "chromium", "--headless=new", "--no-sandbox", "--remote-debugging-pipe", "--no-first-run",
            "--disable-gpu", "--hide-scrollbars", "--disable-dev-shm-usage", "--lang=en-GB",
            // Pages of made-up hosts may reach a service on loopback.
            "--disable-features=LocalNetworkAccessChecks,PrivateNetworkAccessRespectPreflightResults",
            "--user-data-dir=\(profile.path)", "about:blank",
        ]
        process.standardInput = writing
        process.standardOutput = reading
        process.standardError = FileHandle.nullDevice
        try process.run()

        let messages = PipeMessages.of(reading, endingWith: 0)
        kept = reading
        Task { [weak self] in
            for await message in messages { await self?.received(message) }
            await self?.ended()
        }
    }

    /// A page of its own profile: no cookies, no storage shared with others.
    func page(
        _ address: String, width: Int = 1280, height: Int = 800, dark: Bool = false, phone: Bool = false
    ) async throws -> Page {
        let context = try await send("Target.createBrowserContext")["browserContextId"]
        var page = try await page(address, in: context, width: width, height: height, dark: dark, phone: phone)
        page.ownsContext = true
        return page
    }

    /// A page in the profile of another: its second tab.
    func page(
        _ address: String, in context: JSONValue, width: Int = 1280, height: Int = 800, dark: Bool = false,
        phone: Bool = false
    ) async throws -> Page {
        let target = try await send("Target.createTarget", ["url": "about:blank", "browserContextId": context])
        let attached = try await send("Target.attachToTarget", ["targetId": target["targetId"], "flatten": true])
        guard let session = attached["sessionId"].string else { throw Refused(description: "no session") }
        let page = Page(browser: self, session: session, context: context, target: target["targetId"])
        for domain in ["Page", "Runtime", "Log", "Network", "Accessibility"] {
            try await page.send("\(domain).enable")
        }
        try await page.send(
            "Emulation.setDeviceMetricsOverride",
            [
                "width": .number(Double(width)), "height": .number(Double(height)), "deviceScaleFactor": 1,
                "mobile": .flag(phone),
            ])
        try await page.send(
            "Emulation.setEmulatedMedia",
            ["features": [["name": "prefers-color-scheme", "value": dark ? "dark" : "light"]]])
        try await page.send("Page.addScriptToEvaluateOnNewDocument", ["source": .text(Page.lineFaults)])
        if address != "about:blank" { try await page.open(address) }
        return page
    }

    /// One command, and its answer.
    @discardableResult
    func send(_ method: String, _ parameters: JSONValue = [:], session: String? = nil) async throws -> JSONValue {
        lastID += 1
        let id = lastID
        var command: [String: JSONValue] = ["id": .number(Double(id)), "method": .text(method), "params": parameters]
        if let session { command["sessionId"] = .text(session) }
        let bytes = try JSONEncoder().encode(JSONValue.object(command)) + [0]
        return try await withCheckedThrowingContinuation { continuation in
            waiting[id] = continuation
            do {
                try writing.fileHandleForWriting.write(contentsOf: bytes)
            } catch {
                waiting.removeValue(forKey: id)?.resume(throwing: error)
            }
        }
    }

    /// The events of one kind that a page's session has seen so far.
    func events(_ method: String, of session: String) -> [JSONValue] {
        heard[session, default: []].filter { $0["method"].string == method }.map { $0["params"] }
    }

    /// Answers a page's requests for addresses under a made-up host.
    func fulfil(_ session: String, _ answer: @escaping @Sendable (String) -> Fulfilment?) {
        fulfilments[session] = answer
    }

    // MARK: Hearing

    private func received(_ bytes: Data) {
        guard let message = try? JSONDecoder().decode(JSONValue.self, from: bytes) else { return }
        if let id = message["id"].int {
            guard let continuation = waiting.removeValue(forKey: id) else { return }
            if let error = message["error"]["message"].string {
                continuation.resume(throwing: Refused(description: error))
            } else {
                continuation.resume(returning: message["result"])
            }
            return
        }
        guard let session = message["sessionId"].string else { return }
        heard[session, default: []].append(message)
        if message["method"].string == "Fetch.requestPaused" { fulfilPaused(message["params"], session) }
    }

    private func fulfilPaused(_ paused: JSONValue, _ session: String) {
        let address = paused["request"]["url"].string ?? ""
        let answer = fulfilments[session]?(address)
        Task {
            guard let answer else {
                try await send("Fetch.continueRequest", ["requestId": paused["requestId"]], session: session)
                return
            }
            let headers = answer.headers.map { JSONValue.object(["name": .text($0.key), "value": .text($0.value)]) }
            try await send(
                "Fetch.fulfillRequest",
                [
                    "requestId": paused["requestId"], "responseCode": 200, "responseHeaders": .list(headers),
                    "body": .text(Data(answer.body.utf8).base64EncodedString()),
                ], session: session)
        }
    }

    private func ended() {
        for continuation in waiting.values { continuation.resume(throwing: Refused(description: "Chromium ended")) }
        waiting = [:]
    }
}
