internal import Actions
public import Vocabulary

/// The end of a long action, reported by its provider after it said "accepted": a signed message with
/// `{"type": "action.finished", "data": {"effect": "…", "status": "done", "result": {…}}}`.
public struct ActionCallback: Hashable, Sendable {
    public enum Outcome: Hashable, Sendable {
        /// The action's outputs are read from it, as from an answer.
        case done(SlotValue)
        /// A code of the provider's, to be looked up among the action's errors.
        case refused(code: String)
    }

    /// The message's own id: a second message of the same one is a repetition.
    public let id: String
    /// The call that it ends, as `{call.effect}` gave it to the provider.
    public let effect: EffectID
    public let outcome: Outcome

    /// Why a callback is not taken. Callers are told the status and nothing else.
    public enum Fault: Error, Hashable, Sendable {
        /// 401
        case notSigned(WebhookSignature.Fault)
        /// 400
        case unreadable
        /// 200: it was taken before.
        case repeated
        /// 503
        case busy

        public var status: Int {
            switch self {
            case .notSigned: 401
            case .unreadable: 400
            case .repeated: 200
            case .busy: 503
            }
        }
    }

    /// Reads a request that claims to be one. Its signature is checked before a byte of it is read.
    ///
    /// - Parameters:
    ///   - header: the request's header of a lower-case name.
    ///   - secrets: the provider's, two while one replaces the other.
    ///   - seen: ids of the last `2 × tolerance`, shared by all callbacks of the provider.
    public init(
        _ body: [UInt8], header: (String) -> String?, secrets: [WebhookSecret], now: Timestamp,
        seen: inout RecentNames<String>
    ) throws(Fault) {
        do throws(WebhookSignature.Fault) {
            id = try WebhookSignature.verifiedID(of: body, header: header, secrets: secrets, now: now)
        } catch {
            throw .notSigned(error)
        }
        guard case .record(let message)? = JSONText.read(body), message["type"] == .text("action.finished"),
            case .record(let report)? = message["data"], case .text(let effect)? = report["effect"],
            let effect = EffectID(text: effect), let outcome = Self.outcome(report)
        else { throw .unreadable }
        self.effect = effect
        self.outcome = outcome
        switch seen.admit(id, at: now) {
        case .new: break
        case .seen: throw .repeated
        case .full: throw .busy
        }
    }

    private static func outcome(_ report: [String: SlotValue]) -> Outcome? {
        switch report["status"] {
        case .text("done"): return .done(report["result"] ?? .record([:]))
        case .text("refused"):
            guard case .text(let code)? = report["error"], code.utf8.count <= 64 else { return nil }
            return .refused(code: code)
        default: return nil
        }
    }
}
