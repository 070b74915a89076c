internal import Gateway

/// Whose pages may talk to us: our own, and the sites on the allow-list. Compared exactly (`security.md`, checks 1 and 2).
struct OriginPolicy: Sendable {
    /// Our own pages: the chat's frame and the desk.
    private let own: Set<String>
    /// Sites that embed the widget.
    let sites: [String]

    init(_ configuration: ChatServiceConfiguration, bound: BoundAddress) {
        let scheme = configuration.gateway.tls == nil ? "http" : "https"
        let hosts = [bound.host, "localhost", "127.0.0.1", "[::1]"]
        var own = Set(
            hosts.map { "\(scheme)://\($0.contains(":") && !$0.hasPrefix("[") ? "[\($0)]" : $0):\(bound.port)" })
        if let publicURL = configuration.publicURL { own = [Self.origin(of: publicURL)] }
        self.own = own
        sites = configuration.allowedOrigins.map(Self.origin(of:))
    }

    /// May this page open a visitor's socket?
    func admitsVisitors(from origin: String?) -> Bool {
        guard let origin else { return false }
        return own.contains(origin) || sites.contains(origin)
    }

    /// The desk is used from our own pages only.
    func admitsAgents(from origin: String?) -> Bool {
        guard let origin else { return false }
        return own.contains(origin)
    }

    /// Scheme, host and port of a URL, without a default port.
    static func origin(of url: String) -> String {
        guard let schemeEnd = url.firstRange(of: "://") else { return url }
        let authority = url[schemeEnd.upperBound...].prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        var origin = (url[..<schemeEnd.upperBound] + authority).lowercased()
        if origin.hasPrefix("https://"), origin.hasSuffix(":443") { origin.removeLast(4) }
        if origin.hasPrefix("http://"), origin.hasSuffix(":80") { origin.removeLast(3) }
        return origin
    }
}
