// swift-tools-version: 6.2
// The rooms of Warmline, from the ground floor up. A room imports only rooms above it in this file;
// `Scripts/check` holds that wall, the compiler holds the rest.
import PackageDescription

/// What every room is compiled with.
let house: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
]

/// Rooms that a test build can break on purpose, for the negative controls of the delivery contract. Such a build is
/// made with WARMLINE_FAULTS in the environment (`Scripts/test` does); what ships has no switch to break it.
let breakable: [SwiftSetting] =
    house + (Context.environment["WARMLINE_FAULTS"] == nil ? [] : [.define("WARMLINE_FAULTS")])

/// Pure rooms (no Foundation, no clock, no `await`) are held to strict memory safety too.
let pure: [SwiftSetting] = house + [.strictMemorySafety()]

let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let yaml: Target.Dependency = .product(name: "Yams", package: "Yams")
let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let arguments: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")

// MARK: Ground floor: fences around C

let fences: [Target] = [
    .systemLibrary(
        name: "CLibWebSockets", pkgConfig: "libwebsockets",
        providers: [.apt(["libwebsockets-dev", "libwebsockets-evlib-uv"])]),
    .systemLibrary(name: "CUV", pkgConfig: "libuv", providers: [.apt(["libuv1-dev"])]),
    .systemLibrary(name: "COpenSSL", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
    .systemLibrary(name: "CQREncode", pkgConfig: "libqrencode", providers: [.apt(["libqrencode-dev"])]),
    .systemLibrary(name: "CPNG", pkgConfig: "libpng", providers: [.apt(["libpng-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CMalloc"),
    .systemLibrary(name: "CHaru", providers: [.apt(["libhpdf-dev"])]),
    .systemLibrary(
        name: "CCMark", pkgConfig: "libcmark-gfm",
        providers: [.apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"])]),
    // The widget, the desk and the demo site, inside the binary.
    .target(name: "CWebAssets", exclude: ["widget", "desk", "insight", "site", "help", "status"]),
    // The encoder's matrix kernels, one file a processor family, chosen at run time.
    .target(name: "CEncoderKernels", cSettings: [.define("NDEBUG")]),
]

// MARK: First floor: words

let words: [Target] = [
    // Values every room speaks in: identifiers, time, events, effects.
    .target(name: "Vocabulary", swiftSettings: pure),
    // What `Intents/` says, as values.
    .target(name: "PlaybookModel", dependencies: ["Vocabulary"], swiftSettings: pure),
    // Bytes on the wire to values and back, versioned and strict.
    .target(name: "ChatProtocol", dependencies: ["Vocabulary"], swiftSettings: pure),
    // Counters, gauges and histograms as Prometheus text.
    .target(name: "Telemetry", swiftSettings: house),
]

// MARK: Second floor: pure rooms, which never import each other

let pureRooms: [Target] = [
    // `Intents/` on disk to a checked `Playbook`, every complaint with its place.
    .target(
        name: "PlaybookLoading", dependencies: ["Vocabulary", "PlaybookModel", yaml], exclude: ["Schemas"],
        swiftSettings: house),
    // The files of a Rasa bot to the text of an `Intents/` folder, and what was lost on the way.
    .target(name: "RasaImport", dependencies: ["Vocabulary", "PlaybookModel", yaml], swiftSettings: house),
    // Articles in and out as Markdown, HTML and CSV, and what was lost on the way.
    .target(
        name: "ArticleExchange", dependencies: ["Vocabulary", "PlaybookModel", yaml], swiftSettings: house),
    // Text to `Interpretation`: intents, entities, sentiment, articles.
    .target(name: "Understanding", dependencies: ["Vocabulary", "PlaybookModel"], swiftSettings: pure),
    // State and input to events and effects.
    .target(name: "Dialog", dependencies: ["Vocabulary", "PlaybookModel"], swiftSettings: pure),
    // The order of the queue and who is offered what.
    .target(name: "Routing", dependencies: ["Vocabulary", "PlaybookModel"], swiftSettings: pure),
    // Figures, bad mood and topics, read from the log.
    .target(name: "Insight", dependencies: ["Vocabulary", "PlaybookModel"], swiftSettings: pure),
    // Who is written to before they complain, why, and who is not.
    .target(name: "Outreach", dependencies: ["Vocabulary", "PlaybookModel"], swiftSettings: pure),
    // The port to durable memory, and its in-memory form.
    .target(name: "Store", dependencies: ["Vocabulary"], swiftSettings: house),
]

// MARK: Third floor: engine room

let engineRoom: [Target] = [
    // Lanes, sessions and the outbox: where a turn happens.
    .target(
        name: "Switchboard",
        dependencies: [
            "Vocabulary", "PlaybookModel", "ChatProtocol", "Understanding", "Dialog", "Routing", "Store", "Telemetry",
            logging,
        ],
        swiftSettings: house),
    // Figures, alerts, trends and the digest, followed from the log and kept through a crash.
    .target(
        name: "Reporting",
        dependencies: ["Vocabulary", "PlaybookModel", "Understanding", "Insight", "Store", "Telemetry", logging],
        swiftSettings: house),
    // Who is written to first, incidents and open cases, durable: the pure rules of Outreach at work.
    .target(
        name: "Engagement",
        dependencies: [
            "Vocabulary", "PlaybookModel", "ChatProtocol", "Dialog", "Insight", "Outreach", "Store", "Switchboard",
            "Reporting", "Telemetry", logging,
        ],
        swiftSettings: house),
]

// MARK: Fourth floor: edges

let edges: [Target] = [
    // The store on SQLite: group-commit writer, readers, migrations.
    .target(
        name: "SQLiteStore", dependencies: ["Vocabulary", "Store", "Telemetry", "COpenSSL", "CMalloc", grdb],
        swiftSettings: breakable),
    // HTTP and WebSocket on one port: bytes only.
    .target(
        name: "Gateway", dependencies: ["CLibWebSockets", "CUV", "COpenSSL", "Telemetry", logging],
        swiftSettings: house),
    // Articles by full text search, in a private in-memory database.
    .target(
        name: "ArticleSearch", dependencies: ["Vocabulary", "PlaybookModel", "Understanding", grdb],
        swiftSettings: house),
    // Sentences to vectors by all-MiniLM-L6-v2, from one memory-mapped file.
    .target(
        name: "Encoder", dependencies: ["Understanding", "CEncoderKernels", "COpenSSL"], exclude: ["NOTICE.md"],
        swiftSettings: house),
    // Actions on other people's back ends, over HTTP.
    .target(
        name: "Actions",
        dependencies: ["Vocabulary", "PlaybookModel", "Store", "Switchboard", "Telemetry", "CCurl", logging],
        swiftSettings: house),
    // Mail out over SMTP.
    .target(name: "Mail", dependencies: ["Vocabulary", "Telemetry", "CCurl"], swiftSettings: house),
    // Signed messages between programs: webhooks out, callbacks and CloudEvents in.
    .target(
        name: "Webhooks",
        dependencies: [
            "Vocabulary", "PlaybookModel", "Store", "Switchboard", "Actions", "Telemetry", "COpenSSL",
        ],
        swiftSettings: house),
    // Articles as public pages: safe HTML, index, search, feed.
    .target(name: "HelpCentre", dependencies: ["Vocabulary", "PlaybookModel", "CCMark"], swiftSettings: house),
    // A well-behaved client of both sockets, for drills, benchmarks and tests.
    .target(name: "ChatClient", dependencies: ["ChatProtocol"], swiftSettings: house),
    // An agent's desk in a terminal: lines and frames in, lines and frames out.
    .target(name: "DeskTerminal", dependencies: ["Vocabulary", "ChatProtocol"], swiftSettings: pure),
    // What a developer of bots uses in a terminal: REPL, scripted talks, evaluation.
    .target(
        name: "Console",
        dependencies: ["Vocabulary", "PlaybookModel", "PlaybookLoading", "Understanding", "Dialog", "Routing", yaml],
        swiftSettings: house),
]

// MARK: Fifth floor: the service and the demo shop

let services: [Target] = [
    // Routes, sign-in and sockets: the gateway's bytes meet the switchboard's sessions.
    .target(
        name: "ChatService",
        dependencies: [
            "Actions", "Mail",
            "Vocabulary", "PlaybookModel", "ChatProtocol", "Switchboard", "Insight", "Reporting", "Store", "Telemetry",
            "Gateway", "HelpCentre", "Outreach", "Engagement", "Webhooks", "CWebAssets", "COpenSSL", "CZlib", logging,
        ],
        swiftSettings: house),
    // The demo shop's back end: orders, payments, refunds in its own SQLite file.
    .target(
        name: "DemoShop",
        dependencies: ["Gateway", "Telemetry", "COpenSSL", "CQREncode", "CPNG", "CHaru", grdb, logging],
        swiftSettings: house),
]

// MARK: Front doors

let doors: [Target] = [
    .executableTarget(
        name: "warmline",
        dependencies: [
            "Vocabulary", "PlaybookModel", "PlaybookLoading", "ChatProtocol", "Understanding", "Dialog", "Insight",
            "Store", "Switchboard", "Reporting", "SQLiteStore", "Gateway", "Telemetry", "ArticleSearch", "Encoder",
            "RasaImport", "ArticleExchange", "Actions", "Webhooks", "Mail", "Console", "HelpCentre", "Outreach",
            "Engagement", "ChatService", "ChatClient", "DeskTerminal",
            yaml, arguments, logging,
        ],
        swiftSettings: breakable),
    .executableTarget(
        name: "warmline-shop", dependencies: ["Vocabulary", "DemoShop", "Gateway", "Mail", arguments],
        swiftSettings: house),
    .executableTarget(
        name: "warmline-bench",
        dependencies: [
            "Outreach",
            "Vocabulary", "PlaybookModel", "PlaybookLoading", "ChatProtocol", "Understanding", "Insight", "Store",
            "Dialog", "Switchboard", "Reporting", "SQLiteStore", "Gateway", "Telemetry", "ArticleSearch", "Encoder",
            "Actions", "Webhooks", "ChatClient", "Console",
            grdb, arguments, logging,
        ],
        exclude: ["Star"],
        swiftSettings: house),
]

// MARK: Tests: a target a room

let support: [Target] = [
    // Builders, the contract every store obeys, a WebSocket test client.
    .target(
        name: "TestSupport", dependencies: ["Vocabulary", "PlaybookModel", "Store", "Mail", "Telemetry"],
        path: "Tests/TestSupport",
        swiftSettings: house)
]

func tests(of room: String, also dependencies: [Target.Dependency] = []) -> Target {
    .testTarget(
        name: "\(room)Tests", dependencies: [.target(name: room)] + dependencies, swiftSettings: breakable)
}

let suites: [Target] = [
    tests(of: "Vocabulary"),
    tests(of: "PlaybookModel", also: ["Vocabulary"]),
    tests(of: "ChatProtocol", also: ["Vocabulary"]),
    tests(
        of: "ChatService",
        also: ["Vocabulary", "Store", "Engagement", "Outreach", "Mail", "Webhooks", "Gateway", "TestSupport"]),
    tests(of: "DeskTerminal", also: ["Vocabulary", "ChatProtocol"]),
    tests(of: "Telemetry"),
    tests(of: "PlaybookLoading", also: ["Vocabulary", "PlaybookModel"]),
    tests(of: "Understanding", also: ["Vocabulary", "PlaybookModel"]),
    tests(of: "Dialog", also: ["Vocabulary", "PlaybookModel"]),
    tests(of: "Routing", also: ["Vocabulary", "PlaybookModel"]),
    tests(of: "Store", also: ["Vocabulary", "TestSupport"]),
    tests(of: "SQLiteStore", also: ["Vocabulary", "Store", "TestSupport", "Telemetry", grdb]),
    tests(of: "Gateway", also: ["Telemetry"]),
    tests(of: "ArticleSearch", also: ["Vocabulary", "PlaybookModel", "Understanding"]),
    tests(of: "Encoder", also: ["Vocabulary", "Understanding", "CEncoderKernels"]),
    tests(of: "RasaImport", also: ["Vocabulary", "PlaybookModel", "PlaybookLoading"]),
    tests(of: "ArticleExchange", also: ["Vocabulary", "PlaybookModel"]),
    tests(of: "Insight", also: ["Vocabulary", "PlaybookModel", "Reporting"]),
    tests(of: "Outreach", also: ["Vocabulary", "PlaybookModel"]),
    tests(of: "HelpCentre", also: ["Vocabulary", "PlaybookModel"]),
    tests(of: "Mail", also: ["Vocabulary", "TestSupport"]),
    tests(
        of: "Webhooks",
        also: [
            "Vocabulary", "PlaybookModel", "Store", "Switchboard", "Actions", "Gateway", "Telemetry", "TestSupport",
        ]),
    tests(
        of: "Actions",
        also: [
            "Vocabulary", "PlaybookModel", "PlaybookLoading", "Store", "Switchboard", "Gateway", "Telemetry",
            "DemoShop",
            "TestSupport",
        ]),
    tests(
        of: "Console",
        also: [
            "Vocabulary", "PlaybookModel", "PlaybookLoading", "ChatProtocol", "Understanding", "Dialog", "Store",
            "Switchboard", logging,
        ]),
    tests(
        of: "Switchboard",
        also: [
            "Vocabulary", "PlaybookModel", "PlaybookLoading", "ChatProtocol", "Understanding", "Dialog", "Store",
            "Telemetry", "TestSupport", logging,
        ]),
    tests(of: "Reporting", also: ["Vocabulary", "PlaybookModel", "Insight", "Store", "SQLiteStore", grdb, logging]),
    tests(
        of: "Engagement",
        also: [
            "Vocabulary", "PlaybookModel", "PlaybookLoading", "ChatProtocol", "Understanding", "Dialog", "Outreach",
            "Insight", "Reporting", "Store", "SQLiteStore", "Switchboard", "Telemetry", "TestSupport", "ChatService",
            "ChatClient", "Gateway", logging,
        ]),
    tests(of: "DemoShop", also: ["Gateway"]),
    // Every talk in `Intents/`, against the shipped playbook.
    .testTarget(
        name: "PlaybookTests",
        dependencies: [
            "PlaybookLoading", "PlaybookModel", "Dialog", "Console", "ArticleSearch", "Encoder", "Understanding",
            "Vocabulary",
        ],
        exclude: ["hostile.txt"],
        swiftSettings: house),
    // The real binaries, real sockets, kill -9.
    .testTarget(
        name: "EndToEndTests",
        dependencies: ["ChatClient", "ChatProtocol", "TestSupport", "warmline", "warmline-shop", "warmline-bench"],
        swiftSettings: house),
    // The widget and the desk in real Chromium.
    .testTarget(name: "BrowserTests", dependencies: ["warmline", "warmline-shop"], swiftSettings: house),
]

let package = Package(
    name: "warmline",
    dependencies: [
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
    ],
    targets: fences + words + pureRooms + engineRoom + edges + services + doors + support + suites,
    swiftLanguageModes: [.v6],
    cLanguageStandard: .gnu2x
)
