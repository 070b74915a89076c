internal import ArgumentParser
internal import ChatService
internal import Foundation
internal import Gateway
internal import Store
internal import Webhooks

struct Demo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run the whole demo: the service, the shop's back end, the site with the widget, the desk.",
        discussion: """
            Everything it keeps lies in one folder, made when missing; remove it to begin anew.
            Two agents may sign in: ida and sam, password alder-and-finch. Ida is a supervisor and may approve what the
            bot may not do alone. The shop's codes and receipts go by mail with --mail-server and --mail-from; without,
            its back office shows them.
            """)

    @OptionGroup var options: ServeOptions

    @Option(help: "Where the demo keeps its databases.")
    var folder: String = ".demo"

    @Option(help: "Port of the shop's back end; 0 lets the system choose.")
    var shopPort: UInt16 = 0

    @Flag(help: "Let tests break the shop on purpose.")
    var allowFaults = false

    static let password = "alder-and-finch"

    func run() async throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        var settings = try ServeSettings(options)
        if options.store == nil { settings.store = "\(folder)/warmline.db" }
        settings.service.servesDemoSite = true
        let secret = try callbackSecret(&settings)
        let shop = try ShopProcess.start(
            database: "\(folder)/shop.db", port: shopPort, allowsFaults: allowFaults, callbackSecret: secret,
            mail: settings.mail)
        defer { shop.stop() }
        setenv("SHOP_URL", shop.address, 1)
        setenv("SHOP_TOKEN", shop.token, 1)
        settings.service.imageOrigins.append(shop.address)
        let service = try await RunningService(settings)
        await shop.report(to: "\(service.address)/api/v1/callbacks/shop")
        for (name, displayName) in [("ida", "Ida"), ("sam", "Sam")]
        where try await service.store.account(named: name) == nil {
            try await Agent.Add.save(
                name, displayName: displayName, password: Self.password,
                Agent.Add.Profile(role: name == "ida" ? .supervisor : .agent), in: service.store)
        }
        StandardOutput.write(
            """

            Alder & Finch is open.

              The shop, with its chat    \(service.address)/
              The help centre            \(service.address)/help/
              The agents' desk           \(service.address)/desk/      ida or sam, password \(Self.password)
              The shop's back end        \(shop.address)/admin

            Try “I want my money back for order 10042”. Ctrl-C ends the demo; it keeps its memory in \(folder)/.
            """)
        await service.runUntilStopped()
    }

    /// What the shop and the service know each other's reports by: new at each start, unless somebody chose one.
    private func callbackSecret(_ settings: inout ServeSettings) throws -> String {
        let chosen = ProcessInfo.processInfo.environment["SHOP_CALLBACK_SECRET"]
        guard let text = chosen ?? WebhookSecret.fresh()?.text, let secret = WebhookSecret(text) else {
            throw ValidationError("SHOP_CALLBACK_SECRET is no secret: whsec_ and 24 to 64 bytes as base64.")
        }
        settings.machines.callbackSecrets["shop"] = [secret]
        return text
    }
}
