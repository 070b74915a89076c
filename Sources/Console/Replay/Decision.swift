import PlaybookModel
import Vocabulary

/// Something the bot decided in a turn, without what differs from run to run: ids, keys made of ids, numbers of steps.
public struct Decision: Hashable, Sendable {
    public enum Kind: String, Hashable, Sendable, CaseIterable, Codable {
        /// What the message means.
        case understood
        case flow
        /// A question for a slot.
        case asked
        case slot
        case called
        case confirmation
        case verified
        case escalated
        case said
        case article
        case fallback
        case request
        case promised
        case waits
        case timer

        /// A conversation in which one of these is otherwise goes on otherwise.
        var turnsTheTalk: Bool {
            switch self {
            case .flow, .asked, .slot, .called, .confirmation, .verified, .escalated, .request, .waits: true
            case .understood, .said, .article, .fallback, .promised, .timer: false
            }
        }
    }

    public let kind: Kind
    /// What decisions are grouped by: an intent, a response, an action.
    public let name: String
    /// The rest of it: words, arguments, values.
    public let detail: String
    /// The parts of `detail` by name, where it has such: a call's arguments.
    let parts: [String: String]

    private init(_ kind: Kind, _ name: String, _ detail: String = "", parts: [String: String] = [:]) {
        self.kind = kind
        self.name = name
        self.detail = detail
        self.parts = parts
    }

    /// `nil` for what happens to the bot, for where flows stand, and for notes to people.
    init?(_ event: Event) {
        switch event {
        case .understood(let interpretation): self.init(.understood, interpretation.decided)
        case .botSaid(let line, _): self.init(.said, line.source, line.shown)
        case .flowStarted(let flow): self.init(.flow, "\(flow) begins")
        case .flowResumed(let flow): self.init(.flow, "\(flow) goes on")
        case .flowEnded(let flow, let outcome): self.init(.flow, "\(flow) ends: \(outcome)")
        case .slotAsked(let slot, let attempt): self.init(.asked, slot.rawValue, "attempt \(attempt)")
        case .slotFilled(let slot, let value, _): self.init(.slot, slot.rawValue, value.inWords)
        case .slotCleared(let slot): self.init(.slot, slot.rawValue, "cleared")
        case .confirmationShown(let response, let bound): self.init(.confirmation, response.rawValue, bound.inWords)
        case .confirmed(let yes): self.init(.confirmation, yes ? "taken as yes" : "taken as no")
        case .verified(let name, let bound): self.init(.verified, name, bound.inWords)
        case .articleShown(let article, let section): self.init(.article, article.rawValue, section)
        case .fellBack(let rung): self.init(.fallback, "rung \(rung)")
        case .requestKept(let request): self.init(.request, "\(request.intent) is kept", request.text)
        case .requestSettled(let intent, let began): self.init(.request, "\(intent) \(began ? "begins" : "is dropped")")
        case .promised(let text, let until): self.init(.promised, until?.inWords ?? "without a day", text)
        case .waitBegan(let flow, let until, let signal):
            self.init(.waits, flow.rawValue, "\(until?.inWords ?? "") \(signal?.rawValue ?? "")")
        case .timerSet(_, let moment): self.init(.timer, "set", moment.inWords)
        case .actionStarted(let call):
            var parts = call.arguments.mapValues(\.inWords)
            // A call that only reads has its own id for a key.
            if call.key.rawValue != call.id.text { parts["key"] = call.key.rawValue }
            self.init(.called, call.action.rawValue, parts.inWords, parts: parts)
        case .escalated(let escalation, _):
            self.init(.escalated, "\(escalation.reason.rawValue), \(escalation.team)")
        case .opened, .visitorSaid, .agentSaid, .noted, .stepEntered, .signalled, .returned, .actionFinished,
            .timerFired, .agentJoined, .agentLeft, .leftQueue, .callbackBooked, .resolved, .rated, .turnFailed,
            .tagged:
            return nil
        }
    }
}

extension Interpretation {
    /// What is acted upon: confidences may move as long as the verdict stays.
    fileprivate var decided: String {
        let first = band == .none ? "nothing" : intents.first.map { "\($0.value)" } ?? "nothing"
        let also = further.map { ", then \($0.intent)" }.joined()
        return first + also + (band == .clarify ? ", not sure" : "")
    }
}

extension BotLine {
    /// Everything of it that the visitor sees.
    fileprivate var shown: String {
        var parts = [text]
        parts += buttons.map { "[\($0.label)]" }
        parts += images.map { "(picture: \($0.url))" }
        parts += links.map { "(\($0.label): \($0.url))" }
        if let citation {
            parts.append("(from \(citation.title)\(citation.section.isEmpty ? "" : " › \(citation.section)"))")
        }
        return parts.joined(separator: " ")
    }
}

extension [String: String] {
    fileprivate var inWords: String {
        sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: ", ")
    }
}
