internal import PlaybookModel
internal import Vocabulary

/// Reads an action server's answer. The action's outputs are looked up in what it comes to:
/// - `slots.NAME`: what its `slot` events set;
/// - `text`: its responses' words, a paragraph each, and `buttons`, `images`, `custom` of all of them;
/// - `events` and `responses` as they came, for everything else.
///
/// Its errors are `rejected` (the action declined to run), or the status.
struct ActionServerAnswer {
    let reading: AnswerReading

    func finding(_ outcome: HTTPOutcome) -> Finding {
        guard case .answered(let answer) = outcome else { return reading.finding(outcome) }
        let json = JSONText.read(answer.body)
        switch answer.status {
        case 200...299: return success(answer, json)
        case 400: return rejection(json)
        // It wants the whole domain again, of which it was given all that there is.
        case 449: return .declined("status 449")
        default: return reading.finding(HTTPAnswer(status: answer.status, retryAfter: answer.retryAfter), nil)
        }
    }

    private func success(_ answer: HTTPAnswer, _ json: SlotValue?) -> Finding {
        guard case .record(let fields)? = json, case .list(let events) = fields["events"] ?? .list([]),
            case .list(let responses) = fields["responses"] ?? .list([])
        else { return .doubtful("status \(answer.status) without events and responses", after: nil) }
        let outcome: [String: SlotValue] = [
            "slots": .record(Self.slots(events)), "text": Self.text(responses),
            "buttons": Self.all("buttons", in: responses), "images": Self.each("image", in: responses),
            "custom": Self.each("custom", in: responses), "events": .list(events), "responses": .list(responses),
        ]
        return reading.finding(answer, .record(outcome))
    }

    /// `{action_name, error}`: the action raised `ActionExecutionRejection`. Its sentence is for its own log.
    private func rejection(_ json: SlotValue?) -> Finding {
        guard case .record(let fields)? = json, fields["action_name"] != nil else { return .declined("status 400") }
        let reason = reading.action.errors["rejected"] ?? reading.action.errors["400"]
        return reason.map { .result(.refused(reason: $0)) } ?? .declined("the action declined to run")
    }

    /// Later events win, as they would in a tracker.
    private static func slots(_ events: [SlotValue]) -> [String: SlotValue] {
        var slots: [String: SlotValue] = [:]
        for case .record(let event) in events {
            switch event["event"] {
            case .text("slot"):
                guard case .text(let name)? = event["name"] else { continue }
                slots[name] = event["value"] ?? .nothing
            case .text("reset_slots"), .text("restart"): slots = [:]
            default: continue
            }
        }
        return slots
    }

    private static func text(_ responses: [SlotValue]) -> SlotValue {
        let texts = responses.compactMap { response -> String? in
            guard case .record(let fields) = response, case .text(let text)? = fields["text"] else { return nil }
            return text
        }
        return texts.isEmpty ? .nothing : .text(texts.joined(separator: "\n\n"))
    }

    /// The entries of all responses' lists under one name.
    private static func all(_ name: String, in responses: [SlotValue]) -> SlotValue {
        .list(
            responses.flatMap { response -> [SlotValue] in
                guard case .record(let fields) = response, case .list(let items)? = fields[name] else { return [] }
                return items
            })
    }

    /// What each response holds under one name, without the empty ones.
    private static func each(_ name: String, in responses: [SlotValue]) -> SlotValue {
        .list(
            responses.compactMap { response -> SlotValue? in
                guard case .record(let fields) = response, let value = fields[name], value != .nothing,
                    value != .record([:])
                else { return nil }
                return value
            })
    }
}
