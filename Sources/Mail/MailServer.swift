internal import Foundation
public import Vocabulary

/// The server that takes our mail.
public struct MailServer: Sendable {
    public enum Security: Hashable, Sendable {
        /// TLS from the first byte (port 465).
        case tls
        /// TLS before anything of the message is said (port 587); a server that does not offer it gets nothing.
        case startTLS
        /// None: for a server on this machine.
        case none
    }

    public struct Account: Sendable, CustomStringConvertible, CustomReflectable {
        let name: String
        let password: String

        public init(name: String, password: String) {
            self.name = name
            self.password = password
        }

        public var description: String { "an account" }
        public var customMirror: Mirror { Mirror(self, children: []) }
    }

    public let host: String
    public let port: Int
    public let security: Security
    public let account: Account?
    /// A file of certificates to trust in place of the system's.
    public let trust: String?
    /// Of one whole delivery.
    public let timeout: TimeSpan

    /// `nil` for a host that is no host name or address, and for what would say a password or a message in the open:
    /// anything unencrypted to another machine.
    public init?(
        host: String, port: Int, security: Security, account: Account? = nil, trust: String? = nil,
        timeout: TimeSpan = .seconds(30)
    ) {
        let isHost =
            !host.isEmpty
            && host.utf8.allSatisfy { byte in
                switch byte {
                case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E: true
                default: false
                }
            }
        guard isHost, (1...65_535).contains(port) else { return nil }
        guard security != .none || ["127.0.0.1", "localhost"].contains(host) else { return nil }
        self.host = host
        self.port = port
        self.security = security
        self.account = account
        self.trust = trust
        self.timeout = timeout
    }
}

extension MailServer {
    /// From `smtps://HOST:465`, `smtp://HOST:587` (STARTTLS) or `smtp://127.0.0.1:25` (in the open, to this machine).
    public init?(url text: String, account: Account? = nil) {
        guard let url = URLComponents(string: text), let host = url.host, ["smtp", "smtps"].contains(url.scheme) else {
            return nil
        }
        let isHere = ["127.0.0.1", "localhost"].contains(host)
        let security: Security = url.scheme == "smtps" ? .tls : isHere ? .none : .startTLS
        self.init(
            host: host, port: url.port ?? (url.scheme == "smtps" ? 465 : 587), security: security, account: account)
    }
}

/// How a delivery to the server ended.
public enum MailOutcome: Hashable, Sendable {
    /// The server has it.
    case sent
    /// It may be sent later: the server said so, or was not reached. When the connection broke after the message was
    /// said the server may have it; the second copy has the same `Message-ID`.
    case again(String)
    /// The server will never take it.
    case refused(String)
}
