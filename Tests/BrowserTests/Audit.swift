import Foundation

/// The rules of axe-core, which others wrote, run in the page as it stands. `Scripts/setup --tests` fetches them; they
/// are no part of this repository.
enum Audit {
    static let missing = "axe-core is not there: Scripts/setup --tests fetches it"

    static let script: String? = {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let asked = ProcessInfo.processInfo.environment["WARMLINE_AXE"].map { URL(fileURLWithPath: $0) }
        let place = asked ?? root.appending(path: ".build/test-python/axe.min.js")
        guard let script = try? String(contentsOf: place, encoding: .utf8) else {
            FileHandle.standardError.write(Data("!! \(missing)\n".utf8))
            return nil
        }
        return script
    }()
}

extension Page {
    /// What the audit finds serious or critical (WCAG 2.2 A and AA, and good practice), as `rule: element`. In the
    /// page's own document, or in that of the chat's frame.
    func seriousFindings(inFrame: Bool = false) async throws -> [String] {
        guard let script = Audit.script else { return [] }
        // A page that is still arriving is not judged.
        try await until("document.readyState === 'complete'", inFrame: inFrame)
        // In a world of its own, beside the page's scripts and whatever the page's policy forbids them.
        let tree = try await send("Page.getFrameTree")["frameTree"]
        let frame = inFrame ? tree["childFrames"].array.first?["frame"]["id"] : tree["frame"]["id"]
        guard let frame else { throw Never(description: "there is no frame") }
        let world = try await send("Page.createIsolatedWorld", ["frameId": frame, "worldName": "audit"])
        let context = world["executionContextId"]
        try await send(
            "Runtime.evaluate", ["expression": .text("if (!globalThis.axe) { \(script)\n }; 1"), "contextId": context])
        let answer = try await send(
            "Runtime.evaluate",
            ["expression": .text(Self.audit), "awaitPromise": true, "returnByValue": true, "contextId": context])
        if let words = answer["exceptionDetails"]["exception"]["description"].string { throw Never(description: words) }
        return answer["result"]["value"].array.compactMap(\.string)
    }

    private static let audit = """
        axe.run(document, {
          resultTypes: ["violations"], iframes: false,
          runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
        }).then(({ violations }) => violations
          .filter(({ impact }) => impact === "serious" || impact === "critical")
          .flatMap(({ id, impact, nodes }) => nodes.map((node) => `${impact} ${id}: ${node.html.slice(0, 120)}`)))
        """
}
