internal import Glibc
public import PlaybookModel
internal import Vocabulary

/// Checks that need more than the playbook: an action's address with the environment it will really run in.
/// `warmline check` and the start of the service show what they complain about.
public enum ActionChecks {
    /// Longest timeout of one call.
    public static let longestTimeoutSeconds: Int64 = 120

    /// Complaints about `action`, each at the action's place. Values of variables are never part of one.
    public static func complaints(about action: Action, environment: (String) -> String?) -> [Diagnostic] {
        let complaints = Complaints(action: action)
        return complaints.addressFaults(environment) + complaints.variableFaults(environment)
            + complaints.headerFaults() + complaints.shapeFaults()
    }
}

private struct Complaints {
    let action: Action

    /// The address with every variable filled in and every input as a harmless word.
    func addressFaults(_ environment: (String) -> String?) -> [Diagnostic] {
        let names = variables.filter { environment($0) == nil }
        guard names.isEmpty else { return [] }
        if case .program(let program) = action.carrier { return programFaults(program) }
        return withoutActuallyEscaping(environment) { environment in
            let arguments = Dictionary(uniqueKeysWithValues: action.inputs.map { ($0.name, SlotValue.text("x")) })
            let id = EffectID(conversation: "x", turn: SequenceNumber(1), index: 0)
            let call = ActionCall(id: id, action: action.name, arguments: arguments, key: "x")
            let holes = Holes(inputs: action.inputs, call: call, environment: environment)
            do throws(FillingError) {
                let address = try Address(holes, action.url)
                guard readsSecretsInHeaders, !address.isEncryptedOrLocal else { return [] }
                return [
                    complaint(
                        .warning, "plain-http", "a secret goes over plain http to another machine",
                        suggestion: "use https")
                ]
            } catch {
                return [complaint(.error, "bad-address", error.words, suggestion: "begin with https:// or {env.NAME}")]
            }
        }
    }

    /// Seen before the first customer needs it.
    private func programFaults(_ program: Action.Program) -> [Diagnostic] {
        guard program.path.hasPrefix("/") else {
            return [
                complaint(
                    .error, "bad-program", "the program's path is not absolute", suggestion: "begin with /")
            ]
        }
        guard access(program.path, X_OK) == 0 else {
            return [complaint(.error, "bad-program", "'\(program.path)' cannot be run", suggestion: nil)]
        }
        return []
    }

    func variableFaults(_ environment: (String) -> String?) -> [Diagnostic] {
        variables.filter { (environment($0) ?? "").isEmpty }.map { name in
            complaint(
                .error, "missing-variable", "'\(name)' is not set in the environment",
                suggestion: "set \(name) where the service starts")
        }
    }

    func headerFaults() -> [Diagnostic] {
        action.headers.keys.sorted().filter { !HeaderName.isAllowed($0) }.map { name in
            complaint(.error, "bad-header", "the header '\(name)' cannot be set by an action", suggestion: nil)
        }
    }

    func shapeFaults() -> [Diagnostic] {
        var faults: [Diagnostic] = []
        if action.body != nil, !action.writes {
            faults.append(complaint(.error, "body-with-get", "a GET has no body", suggestion: "use POST"))
        }
        if action.timeout.milliseconds <= 0 || action.timeout > .seconds(ActionChecks.longestTimeoutSeconds) {
            faults.append(
                complaint(
                    .error, "bad-timeout", "the timeout is not between 1 ms and 2 minutes", suggestion: "timeout: 5s"))
        }
        if action.lookUp != nil, !action.writes {
            faults.append(
                complaint(.warning, "needless-look-up", "a call that only reads needs no look_up", suggestion: nil))
        }
        if action.attempts < 1 {
            faults.append(complaint(.error, "bad-attempts", "an action is tried at least once", suggestion: nil))
        }
        return faults
    }

    /// Names of the variables it reads, sorted.
    private var variables: [String] {
        let templates = [action.url] + action.headers.values + (action.body.map(Self.templates) ?? [])
        let names = templates.flatMap(\.pieces).compactMap { piece -> String? in
            guard case .value(.slot("env", let fields), _) = piece else { return nil }
            return fields.first
        }
        if case .program(let program) = action.carrier { return Set(names + program.environment).sorted() }
        return Set(names).sorted()
    }

    private var readsSecretsInHeaders: Bool {
        action.headers.values.contains { template in
            template.pieces.contains { piece in
                guard case .value(let expression, _) = piece else { return false }
                return Holes.isSecret(expression)
            }
        }
    }

    private static func templates(of body: Action.Body) -> [Template] {
        switch body {
        case .literal: []
        case .value(let expression): [Template(pieces: [.value(expression, nil)])]
        case .text(let template): [template]
        case .array(let items): items.flatMap(templates)
        case .object(let fields): fields.values.flatMap(templates)
        }
    }

    private func complaint(
        _ severity: Diagnostic.Severity, _ rule: String, _ words: String, suggestion: String?
    ) -> Diagnostic {
        Diagnostic(
            severity: severity, rule: rule, place: action.place, message: "\(action.name): \(words)",
            suggestion: suggestion)
    }
}
