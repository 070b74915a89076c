internal import Actions
public import PlaybookModel
public import Switchboard
internal import Telemetry
public import Vocabulary

/// Takes providers' reports about long actions in: signed, each once.
public final class CallbackDesk: Sendable {
    private let secrets: [String: [WebhookSecret]]
    private let actions: @Sendable (ActionName) -> Action?
    private let longActions: LongActions
    private let now: @Sendable () -> Timestamp
    private let seen = Locked(RecentNames<String>(span: .minutes(10), bound: 20_000))

    /// - Parameter secrets: by the provider's name in the address it reports to.
    public init(
        secrets: [String: [WebhookSecret]], actions: @escaping @Sendable (ActionName) -> Action?,
        longActions: LongActions, now: @escaping @Sendable () -> Timestamp
    ) {
        self.secrets = secrets
        self.actions = actions
        self.longActions = longActions
        self.now = now
    }

    /// The status to answer with.
    public func take(_ body: [UInt8], from provider: String, header: (String) -> String?) async -> Int {
        // An unknown provider is answered like a wrong signature.
        let secrets = secrets[provider] ?? []
        let moment = now()
        let callback: ActionCallback
        do throws(ActionCallback.Fault) {
            callback = try withoutActuallyEscaping(header) { header throws(ActionCallback.Fault) in
                try seen.withLock { seen throws(ActionCallback.Fault) in
                    try ActionCallback(body, header: header, secrets: secrets, now: moment, seen: &seen)
                }
            }
        } catch {
            return error.status
        }
        let receipt = await longActions.report(callback.effect) { [actions] name in
            guard let action = actions(name) else { return nil }
            switch callback.outcome {
            case .done(let json): return action.result(reported: json)
            case .refused(let code): return action.result(refusedWith: code)
            }
        }
        switch receipt {
        case .taken: return 204
        case .repeated: return 200
        case .unknown, .unfit, .busy:
            seen.withLock { $0.withdraw(callback.id) }
            return receipt == .unknown ? 404 : receipt == .unfit ? 422 : 503
        }
    }
}
