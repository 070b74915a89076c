import Foundation

/// `warmline demo`, the real binary, on a port of its own. It ends with the test run, however that ends: a shell
/// beside it waits for our end of a pipe to close.
final class DemoService: Sendable {
    /// `http://127.0.0.1:PORT`
    let address: String
    /// The same, of the shop's back end.
    let shopAddress: String
    /// Where it keeps its databases; `nil` when somebody else has started it.
    let folder: URL?
    private let lifeline: FileHandle
    private let output = Pipe()

    struct NotRunning: Error, CustomStringConvertible {
        let description: String
    }

    /// One for all tests of the run.
    static let shared = Task { try await DemoService() }

    private init() async throws {
        if let address = ProcessInfo.processInfo.environment["WARMLINE_DEMO_URL"] {
            self.address = address
            shopAddress = ProcessInfo.processInfo.environment["WARMLINE_SHOP_URL"] ?? ""
            folder = nil
            lifeline = FileHandle.nullDevice
            return
        }
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let binary = Self.binary
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("warmline-demo-\(UUID().uuidString)")
        // Among the shop's articles stands one that not everybody may read.
        let playbook = folder.path + "-playbook"
        try FileManager.default.copyItem(atPath: root.appendingPathComponent("Intents").path, toPath: playbook)
        try Data(Self.trustedArticle.utf8).write(to: URL(fileURLWithPath: playbook + "/knowledge/tasting_room.md"))
        let shell = Process()
        shell.executableURL = URL(fileURLWithPath: "/bin/sh")
        shell.arguments = [
            "-c",
            """
            exec 3<&0
            (cat <&3 >/dev/null; kill $$; sleep 5; kill -9 $$; rm -rf "$2" "$3") >/dev/null 2>&1 &
            exec "$1" demo --listen 127.0.0.1:0 --folder "$2" --playbook "$3" --messages-per-ten-seconds 200 --allow-faults \
              --allow-origin http://shop.example --event-key '{env.EVENT_KEY}' --log-level warning 3<&- </dev/null
            """, "sh", binary.path, folder.path, playbook,
        ]
        // Tests look into the shop's books, so they say what opens them.
        shell.environment = ProcessInfo.processInfo.environment
            .merging([
                "SHOP_TOKEN": ShopBooks.token, "EVENT_KEY": Self.eventKey,
                "WARMLINE_IDENTITY_SECRETS": "site=\(Self.siteSecret)",
            ]) { $1 }
        let input = Pipe()
        shell.standardInput = input
        shell.standardOutput = output
        try shell.run()
        lifeline = input.fileHandleForWriting
        var said = ""
        var found: String?
        var shop: String?
        for await bytes in PipeMessages.of(output, endingWith: 10) {
            let line = String(decoding: bytes, as: UTF8.self)
            said += line + "\n"
            if let match = line.firstMatch(of: /back end\s+(http:\/\/[^\s\/]+)/) { shop = String(match.1) }
            if let match = line.firstMatch(of: /agents' desk\s+(http:\/\/[^\s\/]+)/) { found = String(match.1) }
            if found != nil, shop != nil { break }
        }
        self.folder = folder
        guard let found, let shop else { throw NotRunning(description: "warmline demo did not start: \(said)") }
        address = found
        shopAddress = shop
    }

    /// What other systems tell events with.
    static let eventKey = "what-the-browser-tests-tell-events-with"

    /// What the site that embeds the chat signs its visitors' names with.
    static let siteSecret = "what-the-browser-tests-sign-their-visitors-with"

    /// For customers whose plan the site has signed, and for nobody else.
    static let trustedArticle = """
        ---
        title: The tasting room
        aliases: [when is the tasting room open, may I bring a friend to the tasting room]
        audience: plan:roastery
        ---
        The tasting room is behind the roastery.

        ## When it is open

        The tasting room is open on Thursdays from 16:00 to 19:00. You may bring one friend.
        """

    /// The program itself, beside the tests.
    static let binary = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        .appendingPathComponent("warmline")

    /// Another command of the program: what it says, after these lines on its standard input.
    static func run(_ arguments: [String], saying lines: [String] = []) throws -> (said: String, status: Int32) {
        let process = Process()
        process.executableURL = binary
        process.arguments = arguments
        let input = Pipe()
        let output = Pipe()
        process.standardInput = input
        process.standardOutput = output
        process.standardError = output
        try process.run()
        try input.fileHandleForWriting.write(contentsOf: Data(lines.map { $0 + "\n" }.joined().utf8))
        try input.fileHandleForWriting.close()
        let said = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        return (said, process.terminationStatus)
    }

    func books() -> ShopBooks { ShopBooks(address: shopAddress) }
}
