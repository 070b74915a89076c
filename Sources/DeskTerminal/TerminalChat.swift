internal import ChatProtocol
internal import Vocabulary

/// A conversation as it stands on this desk.
struct TerminalChat: Sendable {
    let id: String
    /// By which the agent calls it.
    let number: Int
    var last = 0
    /// History is read until so long after it was asked for, or until what stands beside it has come.
    var readingSince: Timestamp?
    var lines: [Line] = []
    var isWatched = false
    /// Why it is no longer ours; empty while it is.
    var ended = ""
    var unread = 0
    var packet: JSON = .null
    var name = ""
    var agentName = ""
    /// In the order in which they became known.
    var slots: [(name: String, value: JSON)] = []
    var actions: [(id: String, name: String, state: String)] = []
    var moods: [(frustration: Double, words: [String])] = []
    var verified: [String] = []
    var tags: [String] = []
    var drafts: [JSON] = []
    var replies: [JSON] = []
    var nextActions: [JSON] = []
    var suggestedTags: [String] = []
    /// What was offered last, so that it is not offered twice running.
    var offered: [String] = []
    var clocks: [JSON] = []
    /// Alarms that were given.
    var warned: Set<String> = []
    var onlookers: [String] = []

    /// Something that was said or that happened, ready to be shown.
    struct Line: Sendable {
        let at: Timestamp?
        let who: String
        let text: String
        let ink: ShownLine.Ink
        /// Written by somebody, not worked out.
        let isSaid: Bool
    }

    /// Lines kept; the whole log is at the service.
    static let longest = 2_000

    init(id: String, number: Int) {
        self.id = id
        self.number = number
    }

    var title: String { name.isEmpty ? "visitor \(number)" : name }
    /// The worst of the last three messages: who was furious two lines ago is not calm yet.
    var frustration: Double {
        let all = moods.isEmpty ? packet.list("sentiment").map { $0.double("frustration") } : moods.map(\.frustration)
        return all.suffix(3).max() ?? 0
    }
    var isOpen: Bool { ended.isEmpty && !isWatched }

    /// Another history: everything read is void.
    mutating func forget() {
        self = TerminalChat(id: id, number: number).keeping(self)
    }

    private func keeping(_ old: TerminalChat) -> TerminalChat {
        var chat = self
        chat.isWatched = old.isWatched
        chat.ended = old.ended
        chat.name = old.name
        return chat
    }

    mutating func take(_ packet: JSON) {
        self.packet = packet
        named(packet.members("context"))
        for slot in packet.members("slots") { know(slot.key, slot.value) }
        for what in packet.strings("identity") where !verified.contains(what) { verified.append(what) }
    }

    /// What an event tells, and the line it is shown as.
    mutating func happened(_ event: JSON, by names: (String) -> String) -> Line? {
        let at = event.moment("at")
        let text = event.string("text")
        func line(_ who: String, _ text: String, _ ink: ShownLine.Ink = .plain, isSaid: Bool = false) -> Line {
            Line(at: at, who: who, text: text, ink: ink, isSaid: isSaid)
        }
        switch event.string("kind") {
        case "opened":
            named(event.members("context"))
            return nil
        case "visitor": return line(title, text, .bold, isSaid: true)
        case "bot": return line("Bot", Self.words(ofBot: event), .faint, isSaid: true)
        case "agent": return line(agentName.isEmpty ? "You" : agentName, text, .green, isSaid: true)
        case "agent_joined":
            agentName = event.string("name")
            return line("", "\(agentName) has joined", .blue)
        case "agent_left": return line("", Self.words(ofLeaving: event, names), .blue)
        case "note":
            let by = event.string("by")
            return line(by.isEmpty ? "Note" : "Note, \(names(by))", text, .yellow, isSaid: true)
        case "escalated": return line("", "to a person: \(DeskWords.reason(event.string("reason")))", .blue)
        case "left_queue": return line("", "left the queue: \(DeskWords.plain(event.string("why")))", .blue)
        case "resolved": return line("", "resolved: \(DeskWords.plain(event.string("outcome")))", .blue)
        case "rated":
            let comment = event.string("comment")
            let stars = "\(event.integer("stars") ?? 0) of 5 stars"
            return line("", comment.isEmpty ? stars : "\(stars): \(comment)", .blue)
        case "callback": return line("", "a call back is booked", .blue)
        case "understood":
            moods.append((event.double("frustration"), event.strings("words")))
            return nil
        case "slot":
            know(event.string("slot"), event["value"])
            return nil
        case "verified":
            verified.append(event.string("what"))
            return nil
        case "tag":
            let tag = event.string("tag")
            tags.removeAll { $0 == tag }
            if event.isTrue("on") { tags.append(tag) }
            return line("", "\(event.isTrue("on") ? "tagged" : "no longer tagged") \(DeskWords.plain(tag))", .blue)
        case "action": return acted(event).map { line("", $0, .blue) }
        case "failed": return line("", "a turn of the bot failed", .red)
        default: return nil
        }
    }

    private mutating func acted(_ event: JSON) -> String? {
        let id = event.string("id")
        let state = event.string("state")
        if let known = actions.firstIndex(where: { $0.id == id }) {
            actions[known].state = state
            return "\(DeskWords.plain(actions[known].name)): \(DeskWords.plain(state))"
        }
        actions.append((id, event.string("action"), state))
        return nil
    }

    private mutating func know(_ slot: String, _ value: JSON?) {
        slots.removeAll { $0.name == slot }
        if let value { slots.append((slot, value)) }
    }

    private mutating func named(_ context: [JSON.Member]) {
        if case .string(let given)? = context.first(where: { $0.key == "name" })?.value, !given.isEmpty { name = given }
    }

    /// A terminal shows the text and what can be pressed or opened.
    private static func words(ofBot event: JSON) -> String {
        let pressed = event.list("buttons").map { "[\($0.string("label"))]" }
        let cited = event["citation"].map { ["(article: \($0.string("title")))"] } ?? []
        let links = event.list("links").map { "\($0.string("label")): \($0.string("url"))" }
        let cards = event.list("cards").map { "[\($0.string("title"))]" }
        let pictures = (event.list("images") + event.list("codes")).map { "(picture: \($0.string("description")))" }
        return ([event.string("text")] + links + pictures + cards + pressed + cited).filter { !$0.isEmpty }
            .joined(separator: " ")
    }

    private static func words(ofLeaving event: JSON, _ names: (String) -> String) -> String {
        let note = event.string("note")
        let behind = note.isEmpty ? "" : ": \(note)"
        return switch event.string("why") {
        case "handed_back": "handed back to the bot\(behind)"
        case "lost": "the agent's connection was lost; back in the queue"
        case "resolved": "the agent has left"
        case "transferred": "passed on\(behind)"
        case "taken_over": "taken over by \(names(event.string("by")))"
        default: "the agent has left"
        }
    }

    mutating func keep(_ line: Line) {
        lines.append(line)
        if lines.count > Self.longest { lines.removeFirst(lines.count - Self.longest) }
    }
}
