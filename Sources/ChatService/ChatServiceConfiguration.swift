public import Engagement
public import Gateway
public import PlaybookModel
public import Switchboard
public import Vocabulary

/// What an operator sets; safe by default.
public struct ChatServiceConfiguration: Sendable {
    public var gateway: GatewayConfiguration
    /// Sites that may embed the widget, as origins: `https://shop.example`. Exact, no wildcards.
    public var allowedOrigins: [String]
    /// How this service is reached from outside, when not by its listening address.
    public var publicURL: String?
    /// Where pictures in the bot's lines may come from, as origins (QR codes of the shop).
    public var imageOrigins: [String]
    /// Serve the demo shop's page at `/`.
    public var servesDemoSite: Bool
    public var visitorRate: RateLimit
    /// Of the sites that say who their visitors are; none, and nobody can be signed.
    public var identitySecrets = IdentitySecrets()
    /// What other machines may tell; nothing where nobody set it up.
    public var machines = MachineRoutes(events: nil, callbacks: nil)
    /// Told of every sign-in at the desk.
    public var signedIn: @Sendable (AgentID) -> Void = { _ in }
    /// When a file of the playbook was last changed, by its path within it; nothing where nobody knows.
    public var articleChanged: @Sendable (String) -> Timestamp? = { _ in nil }
    /// What anybody may read that may answer a question, best first, at most so many.
    public var foundArticles:
        @Sendable (_ question: String, _ readers: Readership, _ limit: Int, _ now: Timestamp) -> [ArticleHit] = {
            _, _, _, _ in []
        }

    /// Who answers for figures, alerts and the digest; nobody, and there are none.
    public var reports: ReportDesk?

    /// Who knows of incidents, and whom we write to first; nobody, and there is no status page.
    public var engagement: Engagement?

    public init(
        gateway: GatewayConfiguration = GatewayConfiguration(), allowedOrigins: [String] = [],
        publicURL: String? = nil, imageOrigins: [String] = [], servesDemoSite: Bool = false,
        visitorRate: RateLimit = .visitor
    ) {
        self.gateway = gateway
        self.allowedOrigins = allowedOrigins
        self.publicURL = publicURL
        self.imageOrigins = imageOrigins
        self.servesDemoSite = servesDemoSite
        self.visitorRate = visitorRate
    }
}
