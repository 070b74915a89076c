public import Vocabulary

/// How an action of the playbook is performed over HTTP; no code.
public struct Action: Hashable, Sendable {
    public enum Method: String, Hashable, Sendable, CaseIterable {
        case get = "GET"
        case post = "POST"
        case put = "PUT"
        case patch = "PATCH"
        case delete = "DELETE"
    }

    public struct Input: Hashable, Sendable {
        public let name: String
        public let required: Bool

        public init(name: String, required: Bool) {
            self.name = name
            self.required = required
        }
    }

    /// Where in the answer's JSON a slot's value stands, and what it is.
    public struct Output: Hashable, Sendable {
        public enum Kind: Hashable, Sendable {
            case json
            /// An integer in minor units; the currency is at a path of its own.
            case money(currencyPath: [String])
            /// RFC 3339 text.
            case moment
        }

        public let path: [String]
        public let kind: Kind

        public init(path: [String], kind: Kind) {
            self.path = path
            self.kind = kind
        }
    }

    /// A piece of a URL, header or body: templates see inputs, `{env.NAME}` references and nothing else.
    public typealias Text = Template

    /// A JSON body with holes.
    public indirect enum Body: Hashable, Sendable {
        case object([String: Body])
        case array([Body])
        case value(Expression)
        case text(Template)
        case literal(SlotValue)
    }

    public let name: ActionName
    public let inputs: [Input]
    public let method: Method
    /// Absolute, after `{env.NAME}` and inputs are filled in (percent-encoded).
    public let url: Text
    public let headers: [String: Text]
    public let body: Body?
    public let outputs: [SlotName: Output]
    /// HTTP status, or the `error` code in the answer's JSON, to the error's name in flows.
    public let errors: [String: String]
    /// Statuses or codes that mean: a person must approve first.
    public let overLimit: [String]
    public let timeout: TimeSpan
    /// Tries in all, for answers that prove nothing happened (or when the provider honours `Idempotency-Key`).
    public let attempts: Int
    /// Must stand behind a `confirm`.
    public let irreversible: Bool
    public let place: SourcePlace

    public init(
        name: ActionName, inputs: [Input], method: Method, url: Text, headers: [String: Text], body: Body?,
        outputs: [SlotName: Output], errors: [String: String], overLimit: [String], timeout: TimeSpan, attempts: Int,
        irreversible: Bool, place: SourcePlace
    ) {
        self.name = name
        self.inputs = inputs
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
        self.outputs = outputs
        self.errors = errors
        self.overLimit = overLimit
        self.timeout = timeout
        self.attempts = attempts
        self.irreversible = irreversible
        self.place = place
    }
}
