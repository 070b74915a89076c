internal import Vocabulary

extension EffectID: LogValue {
    func write(into writer: inout JSONWriter) {
        writer.object {
            $0.field("conversation", conversation)
            $0.field("turn", turn)
            $0.field("index", index)
        }
    }

    init(reading json: JSON) throws(MalformedRecord) {
        self.init(
            conversation: try json.field("conversation"), turn: try json.field("turn"),
            index: try json.field("index"))
    }
}

extension ActionCall: LogValue {
    func write(into writer: inout JSONWriter) {
        writer.object {
            $0.field("id", id)
            $0.field("action", action)
            $0.field("arguments", arguments)
            $0.field("key", key)
        }
    }

    init(reading json: JSON) throws(MalformedRecord) {
        self.init(
            id: try json.field("id"), action: try json.field("action"), arguments: try json.field("arguments"),
            key: try json.field("key"))
    }
}

/// The first field names the case.
extension ActionResult: LogValue {
    func write(into writer: inout JSONWriter) {
        writer.object {
            switch self {
            case .done(let slots): $0.field("done", slots)
            case .refused(let reason): $0.field("refused", reason)
            case .overLimit: $0.field("overLimit", true)
            case .unknown: $0.field("unknown", true)
            }
        }
    }

    init(reading json: JSON) throws(MalformedRecord) {
        guard case .object(let fields) = json, let first = fields.first else {
            throw MalformedRecord("not a result")
        }
        switch first.name {
        case "done": self = .done(try json.field("done"))
        case "refused": self = .refused(reason: try json.field("refused"))
        case "overLimit": self = .overLimit
        case "unknown": self = .unknown
        default: throw MalformedRecord("unknown result '\(first.name)'")
        }
    }
}

extension Escalation: LogValue {
    func write(into writer: inout JSONWriter) {
        writer.object {
            $0.field("id", id)
            $0.field("reason", reason)
            $0.field("team", team)
            $0.field("priority", priority)
            $0.field("waitingSince", waitingSince)
        }
    }

    init(reading json: JSON) throws(MalformedRecord) {
        self.init(
            id: try json.field("id"), reason: try json.field("reason"), team: try json.field("team"),
            priority: try json.field("priority"), waitingSince: try json.field("waitingSince"))
    }
}

extension Opening: LogValue {
    func write(into writer: inout JSONWriter) {
        writer.object {
            $0.field("visitor", visitor)
            $0.field("channel", channel)
            $0.field("playbook", playbook)
            $0.field("locale", locale)
            $0.field("context", context)
            // Left out where it says what was said before there were levels.
            $0.field("identity", ifPresent: identity == .anonymous ? nil : identity)
            $0.field("signed", ifPresent: signed.isEmpty ? nil : signed)
        }
    }

    init(reading json: JSON) throws(MalformedRecord) {
        self.init(
            visitor: try json.field("visitor"), channel: try json.field("channel"),
            playbook: try json.field("playbook"), locale: try json.field("locale"),
            context: try json.field("context"), identity: try json.optional("identity") ?? .anonymous,
            signed: try json.optional("signed") ?? [:])
    }
}

/// The word alone, or the action's name.
extension SlotSource: LogValue {
    func write(into writer: inout JSONWriter) {
        switch self {
        case .visitor: writer.text("visitor")
        case .button: writer.text("button")
        case .action(let action): writer.object { $0.field("action", action) }
        case .flow: writer.text("flow")
        }
    }

    init(reading json: JSON) throws(MalformedRecord) {
        guard case .text(let word) = json else {
            self = .action(try json.field("action"))
            return
        }
        switch word {
        case "visitor": self = .visitor
        case "button": self = .button
        case "flow": self = .flow
        default: throw MalformedRecord("unknown source '\(word)'")
        }
    }
}

/// The word alone, or what came with it under the word.
extension Departure: LogValue {
    func write(into writer: inout JSONWriter) {
        switch self {
        case .handedBack(let note): writer.object { $0.field("handedBack", note) }
        case .transferred(let note): writer.object { $0.field("transferred", note) }
        case .takenOver(let agent): writer.object { $0.field("takenOver", agent) }
        case .lost: writer.text("lost")
        case .resolved: writer.text("resolved")
        }
    }

    init(reading json: JSON) throws(MalformedRecord) {
        guard case .text(let word) = json else {
            if let note: String = try json.optional("transferred") {
                self = .transferred(note: note)
            } else if let agent: AgentID = try json.optional("takenOver") {
                self = .takenOver(by: agent)
            } else {
                self = .handedBack(note: try json.field("handedBack"))
            }
            return
        }
        switch word {
        case "lost": self = .lost
        case "resolved": self = .resolved
        default: throw MalformedRecord("unknown departure '\(word)'")
        }
    }
}

/// The word alone, or with the times that came with it.
extension QueueDeparture: LogValue {
    func write(into writer: inout JSONWriter) {
        switch self {
        case .chosen: writer.text("chosen")
        case .closed(let opens, let callbacks):
            writer.object { writer in
                writer.field("closed", callbacks)
                writer.field("opens", ifPresent: opens)
            }
        case .full(let callbacks): writer.object { $0.field("full", callbacks) }
        }
    }

    init(reading json: JSON) throws(MalformedRecord) {
        guard case .text(let word) = json else {
            if let callbacks: [Timestamp] = try json.optional("full") {
                self = .full(callbacks: callbacks)
            } else {
                self = .closed(opens: try json.optional("opens"), callbacks: try json.field("closed"))
            }
            return
        }
        guard word == "chosen" else { throw MalformedRecord("unknown departure '\(word)'") }
        self = .chosen
    }
}
