internal import CCurl

/// Where calls may go.
///
/// With `outside`, the address that is really connected to is checked in the moment of connecting, on every
/// connection: a name that leads elsewhere the second time, a number in an odd notation or a redirect changes nothing.
/// Only `https` is spoken there. A host named in `allowing` is the operator's own word: it may stand anywhere and
/// speak `http`.
public struct NetworkReach: Hashable, Sendable {
    /// Anywhere: for addresses that only the operator writes.
    public static let anywhere = NetworkReach(isGuarded: false, allowed: [])

    /// The public network over `https`, and the hosts that the operator allows.
    ///
    /// - Parameter allowing: `host:port` each, as they stand in the addresses: `127.0.0.1:8091`, `[::1]:8091`,
    ///   `shop.internal:443`.
    public static func outside(allowing hosts: Set<String> = []) -> NetworkReach {
        NetworkReach(isGuarded: true, allowed: Set(hosts.map { $0.lowercased() }))
    }

    private let isGuarded: Bool
    private let allowed: Set<String>

    enum Admission: Hashable {
        /// Wherever it leads.
        case free
        /// Only to addresses that are outside.
        case checked
        case barred(String)
    }

    func admission(of url: String) -> Admission {
        guard isGuarded else { return .free }
        guard let target = CallTarget(url) else { return .barred("the address cannot be read") }
        guard !target.namesUser else { return .barred("the address holds a name or password") }
        if allowed.contains(target.authority) { return .free }
        return target.scheme == "https" ? .checked : .barred("only https goes to other machines")
    }
}

/// An address as libcurl reads it: the same reader that later connects, so that there are no two opinions about
/// which host it names.
struct CallTarget {
    let scheme: String
    /// `host:port`, lower case, the port always named, numbers in their plain form.
    let authority: String
    let namesUser: Bool

    init?(_ url: String) {
        guard let handle = curl_url() else { return nil }
        defer { curl_url_cleanup(handle) }
        guard curl_url_set(handle, CURLUPART_URL, url, UInt32(CURLU_PATH_AS_IS)) == CURLUE_OK else { return nil }
        guard let scheme = Self.part(CURLUPART_SCHEME, of: handle), ["http", "https"].contains(scheme),
            let host = Self.part(CURLUPART_HOST, of: handle), !host.isEmpty,
            let port = Self.part(CURLUPART_PORT, of: handle)
        else { return nil }
        self.scheme = scheme
        authority = "\(host.lowercased()):\(port)"
        namesUser =
            Self.part(CURLUPART_USER, of: handle) != nil || Self.part(CURLUPART_PASSWORD, of: handle) != nil
    }

    private static func part(_ part: CURLUPart, of handle: OpaquePointer) -> String? {
        var text: UnsafeMutablePointer<CChar>?
        guard curl_url_get(handle, part, &text, UInt32(CURLU_DEFAULT_PORT)) == CURLUE_OK, let text else { return nil }
        defer { curl_free(text) }
        return String(cString: text)
    }
}
