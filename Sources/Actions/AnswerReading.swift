internal import PlaybookModel
internal import Vocabulary

/// What one exchange proves.
enum Finding: Hashable, Sendable {
    /// The provider has answered in the playbook's words.
    case result(ActionResult)
    /// The provider has taken it, and reports the result later.
    case accepted(within: TimeSpan)
    /// Certain: nothing was done. Another try may do it.
    case nothingDone(String, after: TimeSpan?)
    /// It may have been done. Only the provider knows.
    case doubtful(String, after: TimeSpan?)
    /// Certain: it was refused, for a reason the playbook does not name. Another try is refused again.
    case declined(String)
}

/// Reads a provider's answer as the action declares it.
struct AnswerReading {
    let action: Action
    /// What was sent as a secret. A provider that repeats it is not quoted.
    var secrets: [String] = []

    static let longestWait = TimeSpan.hours(1)

    func finding(_ outcome: HTTPOutcome) -> Finding {
        switch outcome {
        case .unreached(let error): .nothingDone(error, after: nil)
        case .broken(let error): .doubtful(error, after: nil)
        case .barred(let error): .declined(error)
        case .answered(let answer): finding(answer)
        }
    }

    private func finding(_ answer: HTTPAnswer) -> Finding {
        finding(answer, answer.body.isEmpty ? nil : JSONText.read(answer.body))
    }

    /// `json` is the answer's body, or what its carrier made of it.
    func finding(_ answer: HTTPAnswer, _ json: SlotValue?) -> Finding {
        if answer.status == 202, let span = action.resultWithin { return .accepted(within: span) }
        if (200...299).contains(answer.status) { return success(answer, json) }
        let code = errorCode(json)
        let after = answer.retryAfter.map { min($0, Self.longestWait) }
        let error = "status \(answer.status)" + (code.map { " (\($0))" } ?? "")
        // The provider is still at work on an earlier try of ours: no outcome yet, whatever 409 means otherwise.
        if code == "idempotency_in_progress" { return .doubtful(error, after: after) }
        for name in [code, String(answer.status)].compactMap(\.self) {
            if action.overLimit.contains(name) { return .result(.overLimit) }
            if let reason = action.errors[name] { return .result(.refused(reason: reason)) }
        }
        switch answer.status {
        case 429: return .nothingDone(error, after: after)
        // An unnamed 409 may be about an earlier try; 408 and 5xx come from whoever stood in the way.
        case 408, 409, 425, 500...599: return .doubtful(error, after: after)
        // A redirect is not followed. After a write it may be how the provider says that it is done.
        case 300...399: return action.writes ? .doubtful(error, after: nil) : .declined(error)
        default: return .declined(error)
        }
    }

    private func success(_ answer: HTTPAnswer, _ json: SlotValue?) -> Finding {
        guard json != nil || answer.body.isEmpty || action.outputs.isEmpty else {
            return .doubtful("status \(answer.status) with an answer that is not JSON", after: nil)
        }
        var slots: [SlotName: SlotValue] = [:]
        for (slot, output) in action.outputs {
            guard let value = value(of: output, in: json ?? .nothing) else {
                return .doubtful("status \(answer.status), but '\(slot)' is not what was declared", after: nil)
            }
            slots[slot] = secrets.isEmpty ? value : masked(value)
        }
        return .result(.done(slots))
    }

    private func masked(_ value: SlotValue) -> SlotValue {
        switch value {
        // Shorter ones are no secrets, and stand in ordinary words by chance.
        case .text(let text):
            .text(secrets.filter { $0.utf8.count >= 8 }.reduce(text) { $0.replacing($1, with: "•••") })
        case .list(let items): .list(items.map(masked))
        case .record(let fields): .record(fields.mapValues(masked))
        case .integer, .number, .money, .flag, .moment, .nothing: value
        }
    }

    /// `nil` when what stands there is of another kind; `.nothing` when nothing stands there.
    private func value(of output: Action.Output, in json: SlotValue) -> SlotValue? {
        let found = Self.find(output.path, in: json)
        guard found != .nothing else { return .nothing }
        switch output.kind {
        case .json: return found
        case .money(let currencyPath):
            guard case .integer(let minor) = found, case .text(let currency) = Self.find(currencyPath, in: json),
                currency.utf8.count == 3, currency.utf8.allSatisfy({ (0x41...0x5A).contains($0) })
            else { return nil }
            return .money(Money(minor: minor, currency: currency))
        case .moment:
            guard case .text(let text) = found else { return nil }
            return Timestamp(rfc3339: text).map(SlotValue.moment)
        }
    }

    /// Names of fields; a number is a place in a list, counted from 0.
    private static func find(_ path: [String], in json: SlotValue) -> SlotValue {
        path.reduce(json) { value, name in
            switch value {
            case .record(let fields): return fields[name] ?? .nothing
            case .list(let items):
                guard let index = Int(name), items.indices.contains(index) else { return .nothing }
                return items[index]
            case .text, .integer, .number, .money, .flag, .moment, .nothing: return .nothing
            }
        }
    }

    /// `{"error": "code"}` or `{"error": {"code": "code"}}`. Anything that does not look like a code is not repeated:
    /// errors go into logs, and a provider's sentence may quote what it was sent.
    private func errorCode(_ json: SlotValue?) -> String? {
        guard let json else { return nil }
        let candidates = [Self.find(["error"], in: json), Self.find(["error", "code"], in: json)]
        for case .text(let code) in candidates
        where !code.isEmpty && code.utf8.count <= 64 && !secrets.contains(where: code.contains)
            && code.utf8.allSatisfy({ Percent.isUnreserved($0) })
        {
            return code
        }
        return nil
    }
}
