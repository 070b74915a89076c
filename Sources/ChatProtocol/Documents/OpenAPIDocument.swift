/// OpenAPI 3.1 of what is spoken over plain HTTP.
enum OpenAPIDocument {
    static var json: JSON {
        [
            "openapi": "3.1.0",
            "info": [
                "title": "Warmline over HTTP", "version": "1.0.0", "license": ["name": "Apache-2.0"],
                "description": "Conversations run over WebSocket: see /asyncapi.json.",
            ],
            "paths": .object(
                operations + desk + insight
                    + documents.map { JSON.Member($0.0, ["get": get($0.1, "application/json")]) }),
        ]
    }

    private static let documents = [
        ("/asyncapi.json", "The frames of both sockets (AsyncAPI 3)."), ("/openapi.json", "This document."),
        ("/schemas/handover.json", "JSON Schema of the handover packet."),
    ]

    private static let operations: [JSON.Member] = [
        JSON.Member("/healthz", ["get": get("Is the process alive?", "text/plain")]),
        JSON.Member(
            "/readyz",
            ["get": get("Does it take new conversations, and understands by what? 503 while it drains.", "text/plain")]),
        JSON.Member("/metrics", ["get": get("Prometheus text 0.0.4.", "text/plain")]),
        JSON.Member(
            "/v1/articles/{article}",
            [
                "parameters": [
                    ["name": "article", "in": "path", "required": true, "schema": Schema.text]
                ],
                "get": get("An article of the knowledge base.", "application/json", others: ["404"]),
            ]),
    ]

    private static let desk: [JSON.Member] = [
        JSON.Member(
            "/v1/desk/sign-in",
            [
                "post": [
                    "summary": "Sign in; sets the session cookie.",
                    "requestBody": [
                        "required": true,
                        "content": [
                            "application/json": [
                                "schema": Schema.object(
                                    [
                                        ("name", Schema.text(atMost: 200)), ("password", Schema.text(atMost: 1_000)),
                                    ], isOpen: true)
                            ]
                        ],
                    ],
                    "responses": responses("The agent.", "application/json", others: ["400", "401", "403", "429"]),
                ]
            ]),
        JSON.Member(
            "/v1/desk/sign-out",
            [
                "post": [
                    "summary": "Sign out; ends this agent's sockets.",
                    "responses": ["204": ["description": "Signed out."], "403": problem],
                ]
            ]),
        JSON.Member(
            "/v1/desk/ticket",
            [
                "post": [
                    "summary": "A one-use ticket for the desk's socket; 30 seconds.",
                    "responses": responses("The ticket.", "application/json", others: ["401", "403"]),
                ]
            ]),
        JSON.Member("/v1/desk/me", ["get": get("Who is signed in.", "application/json", others: ["401"])]),
    ]

    static let problem: JSON = [
        "description": "A problem document (RFC 9457).", "content": ["application/problem+json": .object([])],
    ]

    static func get(_ summary: String, _ type: String, others: [String] = []) -> JSON {
        ["summary": .string(summary), "responses": responses(summary, type, others: others)]
    }

    private static func responses(_ description: String, _ type: String, others: [String]) -> JSON {
        let good = JSON.Member(
            "200", ["description": .string(description), "content": .object([JSON.Member(type, .object([]))])])
        return .object([good] + others.map { JSON.Member($0, problem) })
    }
}
