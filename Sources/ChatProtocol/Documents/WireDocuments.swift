/// The documents that describe the wire, served at `/asyncapi.json`, `/openapi.json` and `/schemas/handover.json`.
public enum WireDocuments {
    /// AsyncAPI 3.0 (https://www.asyncapi.com/docs/reference/specification/v3.0.0).
    public static let asyncAPI: JSON = AsyncAPIDocument.json
    /// OpenAPI 3.1.
    public static let openAPI: JSON = OpenAPIDocument.json
    /// JSON Schema of the handover packet, version 1.
    public static let handoverSchema: JSON = HandoverSchema.json
}

enum AsyncAPIDocument {
    private struct Direction {
        let name: String
        let frames: [FrameSchema]
        /// What the service does with them, in AsyncAPI's words.
        let action: String
        let isOpen: Bool
    }

    private struct Channel {
        let name: String
        let address: String
        let description: String
        let directions: [Direction]
    }

    private static let channels = [
        Channel(
            name: "chat", address: "/v1/chat",
            description: "A visitor's conversation. Subprotocol warmline.v1; Origin on the allow-list.",
            directions: [
                Direction(name: "VisitorSays", frames: FrameSchemas.visitorSays, action: "receive", isOpen: false),
                Direction(name: "VisitorHears", frames: FrameSchemas.visitorHears, action: "send", isOpen: true),
            ]),
        Channel(
            name: "desk", address: "/v1/desk",
            description: "An agent's desk. Subprotocol warmline.desk.v1; a one-use ticket in hello.",
            directions: [
                Direction(name: "AgentSays", frames: FrameSchemas.agentSays, action: "receive", isOpen: false),
                Direction(name: "AgentHears", frames: FrameSchemas.agentHears, action: "send", isOpen: true),
            ]),
    ]

    static var json: JSON {
        [
            "asyncapi": "3.0.0",
            "info": [
                "title": "Warmline", "version": "1.0.0",
                "description": "Every frame is one text message holding one JSON object with a type.",
                "license": ["name": "Apache-2.0"],
            ],
            "defaultContentType": "application/json",
            "channels": .object(channels.map { JSON.Member($0.name, json(of: $0)) }),
            "operations": .object(channels.flatMap(operations)),
            "components": [
                "messages": .object(each { JSON.Member(key($0, $1), message($0, $1)) }),
                "schemas": .object(
                    FrameSchemas.shared.map { JSON.Member($0.0, $0.1) }
                        + each { JSON.Member(key($0, $1), $1.json(isOpen: $0.isOpen)) }),
            ],
        ]
    }

    private static func each(_ member: (Direction, FrameSchema) -> JSON.Member) -> [JSON.Member] {
        channels.flatMap(\.directions).flatMap { direction in direction.frames.map { member(direction, $0) } }
    }

    private static func key(_ direction: Direction, _ frame: FrameSchema) -> String {
        "\(direction.name)_\(frame.type)"
    }

    private static func message(_ direction: Direction, _ frame: FrameSchema) -> JSON {
        [
            "name": .string(frame.type), "summary": .string(frame.says),
            "payload": Schema.reference(key(direction, frame)),
        ]
    }

    private static func json(of channel: Channel) -> JSON {
        [
            "address": .string(channel.address), "description": .string(channel.description),
            "messages": .object(
                channel.directions.flatMap { direction in
                    direction.frames.map { frame in
                        let key = key(direction, frame)
                        return JSON.Member(key, ["$ref": .string("#/components/messages/\(key)")])
                    }
                }),
        ]
    }

    private static func operations(of channel: Channel) -> [JSON.Member] {
        channel.directions.map { direction in
            JSON.Member(
                direction.name,
                [
                    "action": .string(direction.action),
                    "channel": ["$ref": .string("#/channels/\(channel.name)")],
                    "messages": .array(
                        direction.frames.map { frame in
                            [
                                "$ref": .string(
                                    "#/channels/\(channel.name)/messages/\(key(direction, frame))")
                            ]
                        }),
                ])
        }
    }
}
