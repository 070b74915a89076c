/// Why a gateway could not start.
public enum GatewayError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The host is neither an IP address nor `localhost`.
    case badAddress(String)
    /// Somebody else listens there.
    case addressInUse(String)
    /// The operating system refused, with its own words.
    case cannotListen(String)
    /// The certificate or the key cannot be read or do not belong together.
    case badCertificate(certificate: String, key: String)
    /// Plain text on an address that others can reach, and nobody said that this is meant.
    case plainTextInPublic(String)
    /// libwebsockets gave no context; its log says why.
    case noContext
    /// `start` was called twice, or after `stop`.
    case alreadyStarted

    public var description: String {
        switch self {
        case .badAddress(let host): "'\(host)' is not an IP address"
        case .addressInUse(let address): "\(address) is in use by another process"
        case .cannotListen(let words): "cannot listen: \(words)"
        case .badCertificate(let certificate, let key): "certificate '\(certificate)' and key '\(key)' cannot be used"
        case .plainTextInPublic(let host):
            "refusing plain text on '\(host)': give a certificate, name the proxy in front, or allow it explicitly"
        case .noContext: "libwebsockets could not be started"
        case .alreadyStarted: "this gateway was started before"
        }
    }
}
