/// Figures, alerts, incidents and outreach, for the desk's own pages and for other programs.
extension OpenAPIDocument {
    static let insight: [JSON.Member] =
        figures + incidents + outreach + [
            JSON.Member(
                "/v1/desk/timeline",
                [
                    "parameters": [query("conversation"), query("customer")],
                    "get": get(
                        "What is known of a customer; by their own name for supervisors alone.", type,
                        others: ["400", "401", "403", "404"]),
                ])
        ] + status

    private static let type = "application/json"

    private static let figures: [JSON.Member] = [
        JSON.Member(
            "/api/v1/report",
            [
                "parameters": .array(["from", "to", "by", "hours", "format"].map(query)),
                "get": get("The figures of some days, whole or split.", type, others: ["400", "401", "403"]),
            ]),
        JSON.Member("/api/v1/alerts", ["get": get("Where bad mood gathers.", type, others: ["401"])]),
        JSON.Member("/api/v1/alerts/snooze", ["post": post("No alerts of a key until then.", ["400", "401", "403"])]),
        JSON.Member(
            "/api/v1/alerts/judge", ["post": post("Whether an alert was right.", ["400", "401", "403", "404"])]),
        JSON.Member("/api/v1/digest", ["get": get("What customers said this week.", type, others: ["401"])]),
        JSON.Member("/api/v1/knowledge", ["get": get("What the articles do not answer.", type, others: ["401"])]),
        JSON.Member(
            "/api/v1/articles",
            [
                "parameters": .array(["q", "locale"].map(query)),
                "get": get("Articles for any reader that may answer, those for agents too.", type, others: ["401"]),
            ]),
        JSON.Member(
            "/api/v1/articles/{article}",
            ["parameters": [path("article")], "get": get("Any article, whole.", type, others: ["401", "404"])]),
    ]

    private static let incidents: [JSON.Member] = [
        JSON.Member(
            "/v1/incidents",
            [
                "get": get("Incidents, drafts, and what is owed to visitors.", type, others: ["401"]),
                "post": post("Opens one, or a draft by its id.", ["400", "401", "403", "409"]),
            ]),
        JSON.Member(
            "/v1/incidents/{incident}",
            ["parameters": [path("incident")], "get": get("One incident.", type, others: ["401", "404"])]),
        deed("/v1/incidents/{incident}/updates", "The next line of its story."),
        deed("/v1/incidents/{incident}/affected", "Whom it concerns."),
        deed("/v1/incidents/{incident}/dry-run", "How many would be told, and in which words."),
        deed("/v1/incidents/{incident}/go", "Tell them; of many, two people say so."),
        deed("/v1/incidents/{incident}/stop", "Nobody else is told."),
        deed("/v1/incidents/{incident}/resume", "It goes on."),
        deed("/v1/incidents/{incident}/dismiss", "A draft is none."),
    ]

    private static let outreach: [JSON.Member] = [
        JSON.Member("/v1/outreach", ["get": get("How writing first goes.", type, others: ["401", "403"])]),
        JSON.Member(
            "/v1/outreach/campaigns", ["post": post("Prepares a message to many.", ["400", "401", "403", "409"])]),
        deed("/v1/outreach/campaigns/{campaign}/affected", "Whom it is for."),
        deed("/v1/outreach/campaigns/{campaign}/dry-run", "How many would be told, and in which words."),
        deed("/v1/outreach/campaigns/{campaign}/go", "Tell them; of many, two people say so."),
        deed("/v1/outreach/campaigns/{campaign}/stop", "Nobody else is told."),
        deed("/v1/outreach/campaigns/{campaign}/resume", "It goes on."),
        deed("/v1/outreach/tripwires/{tripwire}/go", "What it holds may be sent; two people say so."),
        deed("/v1/outreach/tripwires/{tripwire}/stop", "It sends nothing any more."),
        deed("/v1/outreach/tripwires/{tripwire}/resume", "It sends again."),
        JSON.Member(
            "/outreach/off",
            [
                "parameters": [query("t")], "get": get("Asks whether to stop.", "text/html", others: ["404"]),
                "post": post("One click takes somebody off a list (RFC 8058).", ["404", "503"]),
            ]),
    ]

    /// Statuspage API v2.
    private static let status: [JSON.Member] =
        [JSON.Member("/status/", ["get": get("How things stand, for everybody.", "text/html")])]
        + [
            "summary", "status", "components", "incidents", "incidents/unresolved", "scheduled-maintenances",
            "scheduled-maintenances/upcoming", "scheduled-maintenances/active",
        ].map { JSON.Member("/api/v2/\($0).json", ["get": get("How things stand (Statuspage API v2).", type)]) }

    private static func deed(_ route: String, _ summary: String) -> JSON.Member {
        let names = route.split(separator: "/").filter { $0.hasPrefix("{") }.map { String($0.dropFirst().dropLast()) }
        return JSON.Member(
            route,
            [
                "parameters": .array(names.map(path)),
                "post": post(summary, ["400", "401", "403", "404", "409", "503"]),
            ])
    }

    private static func post(_ summary: String, _ others: [String]) -> JSON {
        [
            "summary": .string(summary),
            "requestBody": ["content": ["application/json": ["schema": Schema.object([], isOpen: true)]]],
            "responses": .object(
                [JSON.Member("2XX", ["description": "Done."])] + others.map { JSON.Member($0, problem) }),
        ]
    }

    private static func path(_ name: String) -> JSON {
        ["name": .string(name), "in": "path", "required": true, "schema": Schema.text]
    }

    private static func query(_ name: String) -> JSON {
        ["name": .string(name), "in": "query", "schema": Schema.text]
    }
}
