internal import ArgumentParser
internal import ChatService
internal import Foundation

/// Where the secrets of the sites come from: the environment, never the command line or the file of options
/// themselves, which others may read.
struct IdentitySecretSource {
    /// `KEY=SECRET`, several with a comma or a space between.
    static let variable = "WARMLINE_IDENTITY_SECRETS"

    var environment: [String: String] = ProcessInfo.processInfo.environment

    /// - Parameter entries: `KEY={env.NAME}` each.
    func secrets(_ entries: [String]) throws -> IdentitySecrets {
        let listed = (environment[Self.variable] ?? "").split { $0 == "," || $0.isWhitespace }.map { entry in
            (text: "$\(Self.variable)", parts: parts(String(entry)))
        }
        let named = try entries.map { entry in
            let parts = parts(entry)
            guard let hole = parts.secret.wholeMatch(of: /\{env\.([A-Za-z_][A-Za-z0-9_]*)\}/) else {
                // What stands there may be a secret, so it is not repeated.
                throw ValidationError("--identity-secret is KEY={env.NAME}, never a secret itself.")
            }
            guard let secret = environment[String(hole.output.1)] else {
                throw ValidationError("--identity-secret: $\(hole.output.1) is not set.")
            }
            return (text: "--identity-secret", parts: (name: parts.name, secret: secret))
        }
        var secrets: [String: String] = [:]
        for (source, entry) in listed + named {
            guard secrets.updateValue(entry.secret, forKey: entry.name) == nil else {
                throw ValidationError("\(source): there are two secrets named '\(entry.name)'.")
            }
        }
        do throws(IdentitySecrets.Failure) {
            return try IdentitySecrets(secrets)
        } catch {
            throw ValidationError("\(error).")
        }
    }

    private func parts(_ entry: String) -> (name: String, secret: String) {
        let parts = entry.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        return (parts[0], parts.count == 2 ? parts[1] : "")
    }
}
