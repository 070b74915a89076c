public import Vocabulary

/// How an action of the playbook is performed; no code.
public struct Action: Hashable, Sendable {
    public enum Method: String, Hashable, Sendable, CaseIterable {
        case get = "GET"
        case post = "POST"
        case put = "PUT"
        case patch = "PATCH"
        case delete = "DELETE"

        /// Whether it changes something on the other side.
        public var writes: Bool {
            switch self {
            case .get: false
            case .post, .put, .patch, .delete: true
            }
        }
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

    /// How a call travels.
    public enum Carrier: Hashable, Sendable {
        /// A request as the action words it.
        case http
        /// Rasa's action-server protocol: `url` is the server's webhook, `action` the name that it knows.
        case actionServer(action: String)
        /// A program of the operator's; `url` is empty.
        case program(Program)
    }

    /// A program on this machine: one JSON object in, one out.
    public struct Program: Hashable, Sendable {
        /// Absolute; no shell reads it.
        public let path: String
        public let arguments: [String]
        /// The variables it sees; no other is handed on.
        public let environment: [String]

        public init(path: String, arguments: [String] = [], environment: [String] = []) {
            self.path = path
            self.arguments = arguments
            self.environment = environment
        }
    }

    /// How to find out whether a call whose outcome is unknown has happened: an action that only reads, asked with
    /// the inputs of the same names before anything is tried again.
    public struct LookUp: Hashable, Sendable {
        /// Done means: it happened, and these are its results.
        public let action: ActionName
        /// The error of the look-up that proves that it did not happen.
        public let missing: String

        public init(action: ActionName, missing: String = "not_found") {
            self.action = action
            self.missing = missing
        }
    }

    /// How to take a call back when a later step of the same flow fails.
    public struct Undo: Hashable, Sendable {
        public let action: ActionName
        /// Inputs of that action, from the call's inputs and outputs; those left out are the call's of the same name.
        public let with: [String: Expression]
        /// What is taken back, as the visitor would call it: `return {return_id}`. Sees what `with` sees.
        public let what: Template?

        public init(action: ActionName, with: [String: Expression] = [:], what: Template? = nil) {
            self.action = action
            self.with = with
            self.what = what
        }
    }

    public let name: ActionName
    public let inputs: [Input]
    /// For action servers and programs: GET says that the call only reads.
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
    /// 202 says that the provider has accepted the call and reports its result later, within this time; `nil`: 202 is
    /// an answer like 200.
    public let resultWithin: TimeSpan?
    /// Tries in all, for answers that prove nothing happened (or when the provider honours `Idempotency-Key`).
    public let attempts: Int
    /// Must stand behind a `confirm`.
    public let irreversible: Bool
    public let carrier: Carrier
    /// Whether the provider does a call once for one `Idempotency-Key`. If not, a call whose outcome is unknown is
    /// only tried again after `lookUp` has proved that it did not happen.
    public let honoursKeys: Bool
    public let lookUp: LookUp?
    public let undo: Undo?
    public let policy: ActionPolicy?
    public let place: SourcePlace

    public init(
        name: ActionName, inputs: [Input], method: Method, url: Text, headers: [String: Text], body: Body?,
        outputs: [SlotName: Output], errors: [String: String], overLimit: [String], timeout: TimeSpan,
        resultWithin: TimeSpan? = nil, attempts: Int,
        irreversible: Bool, carrier: Carrier = .http, honoursKeys: Bool = true, lookUp: LookUp? = nil,
        undo: Undo? = nil, policy: ActionPolicy? = nil, place: SourcePlace
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
        self.resultWithin = resultWithin
        self.attempts = attempts
        self.irreversible = irreversible
        self.carrier = carrier
        self.honoursKeys = honoursKeys
        self.lookUp = lookUp
        self.undo = undo
        self.policy = policy
        self.place = place
    }

    /// Whether it changes something on the other side.
    public var writes: Bool { method.writes }
}
