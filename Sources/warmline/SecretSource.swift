internal import ArgumentParser
internal import Foundation

/// Where secrets come from: the environment, or a file that only its owner may read. Never the command line or the file
/// of options themselves, which others may read.
struct SecretSource {
    var environment: [String: String] = ProcessInfo.processInfo.environment

    /// - Parameters:
    ///   - reference: `{env.NAME}` or `{file:/path}`.
    ///   - option: whose it is, for the complaint.
    func secret(_ reference: String, for option: String) throws -> String {
        if let hole = reference.wholeMatch(of: /\{env\.([A-Za-z_][A-Za-z0-9_]*)\}/) {
            guard let secret = environment[String(hole.output.1)], !secret.isEmpty else {
                throw ValidationError("\(option): $\(hole.output.1) is not set.")
            }
            return secret
        }
        guard let hole = reference.wholeMatch(of: /\{file:(\/[^}]+)\}/) else {
            // What stands there may be a secret, so it is not repeated.
            throw ValidationError("\(option) names a secret as {env.NAME} or {file:/path}, never the secret itself.")
        }
        return try read(String(hole.output.1), for: option)
    }

    /// - Parameter entry: `NAME={env.VARIABLE}` or `NAME={file:/path}`.
    func named(_ entry: String, for option: String) throws -> (name: String, secret: String) {
        let parts = entry.split(separator: "=", maxSplits: 1).map(String.init)
        guard parts.count == 2, parts[0].wholeMatch(of: /[a-z0-9_-]{1,64}/) != nil else {
            throw ValidationError("\(option) is NAME={env.VARIABLE}, the name in small letters.")
        }
        return (parts[0], try secret(parts[1], for: option))
    }

    private func read(_ path: String, for option: String) throws -> String {
        let attributes: [FileAttributeKey: Any]
        do {
            attributes = try FileManager.default.attributesOfItem(atPath: path)
        } catch {
            throw ValidationError("\(option): \(path) cannot be read.")
        }
        guard let mode = attributes[.posixPermissions] as? NSNumber, mode.intValue & 0o077 == 0 else {
            throw ValidationError("\(option): others may read \(path); set its mode to 0600.")
        }
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            throw ValidationError("\(option): \(path) cannot be read.")
        }
        return text.trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
