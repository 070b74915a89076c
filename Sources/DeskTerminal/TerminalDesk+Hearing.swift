public import ChatProtocol
public import Vocabulary

extension TerminalDesk {
    /// Lines of an earlier talk that are shown when a chat comes to the desk.
    private static let shownHistory = 8

    /// The service said something.
    public mutating func heard(_ frame: JSON, at now: Timestamp) -> [DeskEffect] {
        heardAt = now
        switch frame.string("type") {
        case "welcome": return welcomed(frame, now)
        case "queue": return queued(frame, now)
        case "offer":
            drop(frame.string("conversation"))
            offers.append((frame.string("conversation"), frame.moment("until")))
            return offered(frame, now)
        case "offer_gone": return offerGone(frame)
        case "presence": return presence(frame)
        case "agents":
            colleagues = frame.list("agents")
            return []
        case "claimed": return claimed(frame.string("conversation"), now)
        case "approvals": return approvals(frame)
        case "mentioned": return mentioned(frame) + [.ring]
        case "mentions": return mentioned(all: frame.list("mentions"))
        case "source":
            let words = frame.isTrue("on") ? "is on again" : "is switched off: too few found it worth using"
            return [.show(ShownLine("Drafts of \(frame["source"]?.string("source") ?? "") \(words).", .faint))]
        case "refused": return refused(frame)
        case "bye": return [.show(ShownLine("The service goes down for a moment.", .faint))]
        default: break
        }
        guard let index = index(of: frame.string("conversation")) else { return [] }
        return heard(frame, about: index, now)
    }

    private mutating func heard(_ frame: JSON, about index: Int, _ now: Timestamp) -> [DeskEffect] {
        switch frame.string("type") {
        case "handover":
            if let packet = frame["packet"] { chats[index].take(packet) }
            return []
        case "event": return happened(frame, at: index, now)
        case "assistance":
            chats[index].drafts = frame.list("drafts")
            chats[index].replies = frame.list("replies")
            chats[index].nextActions = frame.list("actions")
            chats[index].suggestedTags = frame.strings("tags")
            guard chats[index].readingSince == nil else { return endReading(at: index, now) }
            // They are for what the visitor has said, and are shown for it once.
            return chats[index].lines.last(where: \.isSaid)?.ink == .bold ? offerDrafts(at: index) : []
        case "clocks":
            chats[index].clocks = frame.list("clocks")
            return []
        case "onlookers":
            chats[index].onlookers = frame.list("onlookers").map { $0.string("name") }
            return []
        case "background": return background(frame)
        case "held_back": return heldBack(frame, at: index)
        case "ack":
            pending.removeAll { $0.cmid == frame.string("cmid") }
            return []
        case "taken_away": return ended(at: index, frame.string("why"))
        case "reset":
            chats[index].forget()
            return [follow(at: index, now)]
        // Whoever writes is seen when the line is there; a terminal that scrolls has no place for less.
        default: return []
        }
    }

    // MARK: The shift

    private mutating func welcomed(_ frame: JSON, _ now: Timestamp) -> [DeskEffect] {
        let isFirst = agent.isEmpty
        agent = frame.string("agent")
        name = frame.string("name")
        role = frame.string("role")
        house = frame["house"] ?? .null
        if let beat = frame["heartbeat"], let every = beat.integer("every_ms"), let dead = beat.integer("dead_ms") {
            heartbeat = (TimeSpan(milliseconds: Int64(every)), TimeSpan(milliseconds: Int64(dead)))
        }
        isConnected = true
        pingedAt = now
        if epoch != frame.string("epoch"), !epoch.isEmpty { for index in chats.indices { chats[index].forget() } }
        epoch = frame.string("epoch")
        var effects: [DeskEffect] = []
        if isFirst {
            effects.append(
                .show(ShownLine("Signed in as \(name), \(role). ", .bold).adding("/help shows what can be typed.")))
        } else {
            effects.append(.show(ShownLine("The connection is back.", .faint)))
        }
        if role != "author" {
            effects.append(.send(["type": "presence", "status": isAvailable ? "available" : "away"]))
        }
        let mine = frame.strings("mine")
        for index in chats.indices where chats[index].isOpen && !mine.contains(chats[index].id) {
            effects += ended(at: index, "lost")
        }
        for conversation in mine { admit(conversation) }
        active = active ?? mine.first
        for index in chats.indices where chats[index].ended.isEmpty { effects.append(follow(at: index, now)) }
        return effects + pending.map { .send($0.frame) }
    }

    private mutating func queued(_ frame: JSON, _ now: Timestamp) -> [DeskEffect] {
        let known = Set(queue.map { $0.string("conversation") })
        let isFirst = !hasSeenQueue
        hasSeenQueue = true
        queue = frame.list("entries")
        more = frame.integer("more") ?? 0
        for entry in queue { _ = number(of: entry.string("conversation")) }
        var effects: [DeskEffect] = []
        let mine = queue.filter { $0.string("offered_to") == agent }.map { $0.string("conversation") }
        // One made while we were away, or at another window: the queue says that it stands, not for how long.
        offers.removeAll { $0.until == nil && !mine.contains($0.conversation) }
        for entry in queue {
            let conversation = entry.string("conversation")
            let isOffered = offers.contains { $0.conversation == conversation }
            if mine.contains(conversation), !isOffered, !claiming.contains(conversation) {
                offers.append((conversation, nil))
                effects += offered(entry, now)
            } else if !known.contains(conversation), !isFirst, !isOffered {
                effects.append(.show(ShownLine("+ waits: ", .faint).joined(place(entry, now))))
            }
        }
        if isFirst { effects += showQueue(now).map { .show($0) } }
        return effects
    }

    private mutating func offered(_ entry: JSON, _ now: Timestamp) -> [DeskEffect] {
        let number = number(of: entry.string("conversation"))
        let left = entry.moment("until").map { ", \(DeskWords.waited($0 - now)) to answer" } ?? ""
        return [
            .show(ShownLine("● offered to you\(left): ", .green).joined(place(entry, now, isOffer: true))),
            .show(ShownLine("  /take \(number)   /decline \(number)", .faint)), .ring,
        ]
    }

    private mutating func offerGone(_ frame: JSON) -> [DeskEffect] {
        let conversation = frame.string("conversation")
        let stood = offers.contains { $0.conversation == conversation }
        drop(conversation)
        guard stood, !claiming.contains(conversation) else { return [] }
        switch frame.string("why") {
        case "declined": return []
        case "missed": return [.show(ShownLine("The offer of \(number(of: conversation)) ran out.", .red))]
        default: return [.show(ShownLine("\(number(of: conversation)) is looked after.", .faint))]
        }
    }

    private mutating func presence(_ frame: JSON) -> [DeskEffect] {
        let was = isAvailable
        isAvailable = frame.string("status") == "available"
        guard was != isAvailable else { return [] }
        let why = frame.string("why") == "misses" ? " after missed offers; /here brings you back" : ""
        return [.show(ShownLine(isAvailable ? "You are available." : "You are away\(why).", .faint))]
    }

    private mutating func mentioned(_ mention: JSON) -> [DeskEffect] {
        let number = number(of: mention.string("conversation"))
        let line = ShownLine("@ \(mention.string("by")) in \(number): ", .yellow)
        return [.show(line.adding(mention.string("text")).adding("  /watch \(number)", .faint))]
    }

    /// Those from while nobody was here are told at once; what comes later is told as it comes.
    private mutating func mentioned(all: [JSON]) -> [DeskEffect] {
        let isFirst = !hasHeardMentions
        hasHeardMentions = true
        mentions = all
        return isFirst ? all.flatMap { mentioned($0) } : []
    }

    /// The chat is before the agent's eyes.
    func looked(at conversation: String) -> [DeskEffect] {
        mentions.contains { $0.string("conversation") == conversation } ? tell("seen", conversation) : []
    }

    private mutating func approvals(_ frame: JSON) -> [DeskEffect] {
        let known = Set(approvals.map { $0.string("approval") })
        approvals = frame.list("approvals")
        for approval in approvals { _ = number(of: approval.string("approval")) }
        let fresh = approvals.filter { !known.contains($0.string("approval")) && $0.string("obstacle").isEmpty }
        guard !fresh.isEmpty else { return [] }
        let lines = fresh.map { approval in
            let number = number(of: approval.string("approval"))
            return DeskEffect.show(
                ShownLine("? for your word, \(number): ", .yellow).joined(words(of: approval)))
        }
        return lines + [.ring]
    }

    // MARK: A chat

    /// The place of a chat on this desk; the oldest that is over makes room.
    @discardableResult
    mutating func admit(_ conversation: String) -> Int {
        if let known = index(of: conversation) {
            chats[known].ended = ""
            chats[known].isWatched = false
            return known
        }
        if chats.count >= Self.mostChats, let over = chats.firstIndex(where: { !$0.ended.isEmpty }) {
            chats.remove(at: over)
        }
        chats.append(TerminalChat(id: conversation, number: number(of: conversation)))
        return chats.count - 1
    }

    mutating func follow(at index: Int, _ now: Timestamp) -> DeskEffect {
        var frame: [JSON.Member] = [
            JSON.Member("type", "open"), JSON.Member("conversation", .string(chats[index].id)),
        ]
        if chats[index].last > 0 {
            frame += [
                JSON.Member("epoch", .string(epoch)), JSON.Member("last", .integer(Int64(chats[index].last))),
            ]
        } else {
            chats[index].readingSince = now
        }
        return .send(.object(frame))
    }

    private mutating func claimed(_ conversation: String, _ now: Timestamp) -> [DeskEffect] {
        claiming.remove(conversation)
        drop(conversation)
        let index = admit(conversation)
        active = conversation
        staged = nil
        return [follow(at: index, now)]
    }

    private mutating func happened(_ event: JSON, at index: Int, _ now: Timestamp) -> [DeskEffect] {
        guard let seq = event.integer("seq"), seq > chats[index].last else { return [] }
        if let since = event.integer("since") ?? event.integer("seq"), since > chats[index].last + 1 {
            return [.reconnect]
        }
        chats[index].last = seq
        pending.removeAll { !event.string("cmid").isEmpty && $0.cmid == event.string("cmid") }
        let names = colleagues
        let line = chats[index].happened(event) { [agent, name] who in
            who == agent ? name : names.first { $0.string("agent") == who }?.string("name") ?? who
        }
        guard let line else { return [] }
        chats[index].keep(line)
        guard chats[index].readingSince == nil else { return endedBy(event, at: index, isOld: true) }
        return show(line, at: index) + endedBy(event, at: index, isOld: false)
    }

    /// A history that is read again tells of earlier ends; what counts is how it stands now.
    private mutating func endedBy(_ event: JSON, at index: Int, isOld: Bool) -> [DeskEffect] {
        let wasOver = !chats[index].ended.isEmpty
        switch event.string("kind") {
        case "resolved": chats[index].ended = "resolved"
        case "agent_left" where !chats[index].isWatched && event.string("why") != "lost":
            chats[index].ended = event.string("why")
        case "agent_joined" where chats[index].agentName == name: chats[index].ended = ""
        default: return []
        }
        guard !isOld, !wasOver, !chats[index].ended.isEmpty else { return [] }
        return [.show(ShownLine("  \(chats[index].number) is over for you; /leave puts it away.", .faint))]
    }

    private mutating func ended(at index: Int, _ why: String) -> [DeskEffect] {
        guard chats[index].ended.isEmpty else { return [] }
        chats[index].ended = why
        let words =
            switch why {
            case "lost": "went back to the queue while you were away"
            case "taken_over": "was taken over"
            case "transferred": "was passed on"
            default: DeskWords.plain(why)
            }
        return [.show(ShownLine("! \(chats[index].number) \(chats[index].title) \(words).", .red))]
    }

    private mutating func show(_ line: TerminalChat.Line, at index: Int) -> [DeskEffect] {
        guard chats[index].id != active else { return [.show(shown(line))] }
        if line.isSaid { chats[index].unread += 1 }
        let chat = chats[index]
        return [.show(ShownLine("[\(chat.number) \(chat.title)] ", .faint).joined(shown(line)))]
    }

    /// What was said before has been read: the chat is laid before the agent.
    mutating func endReading(at index: Int, _ now: Timestamp) -> [DeskEffect] {
        chats[index].readingSince = nil
        let chat = chats[index]
        let older = chat.lines.count - Self.shownHistory
        return (heading(of: chat, now) + lines(of: chat, last: Self.shownHistory)).map { .show($0) }
            + (older > 0 ? [.show(ShownLine("  (\(older) earlier lines: /log)", .faint))] : [])
            + offerDrafts(at: index)
    }

    /// The first draft and the first thing the bot can do, where the agent looks next.
    private mutating func offerDrafts(at index: Int) -> [DeskEffect] {
        let chat = chats[index]
        guard chat.isOpen, chat.id == active else { return [] }
        let firsts = chat.drafts.prefix(1) + chat.nextActions.prefix(1)
        let offered = firsts.map { $0.string("title") + $0.string("text") }
        guard offered != chat.offered else { return [] }
        chats[index].offered = offered
        var effects: [DeskEffect] = []
        if let first = chat.drafts.first {
            let others = chat.drafts.count > 1 ? " (\(chat.drafts.count) in all: /drafts)" : ""
            effects.append(
                .show(
                    ShownLine("  /draft 1 ", .faint).adding(first.string("text"))
                        .adding("  from \(first.string("title"))\(others)", .faint)))
        }
        if let first = chat.nextActions.first {
            effects.append(
                .show(
                    ShownLine("  /do 1 ", .faint).adding(first.string("title"))
                        .adding("  \(first.string("reason"))", .faint)))
        }
        return effects
    }

    // MARK: Not as asked

    private mutating func heldBack(_ frame: JSON, at index: Int) -> [DeskEffect] {
        let cmid = frame.string("cmid")
        guard let message = pending.first(where: { $0.cmid == cmid }) else { return [] }
        pending.removeAll { $0.cmid == cmid }
        let findings = frame.list("findings")
        let hasCard = findings.contains { $0.string("kind") == "card" }
        staged = StagedWords(
            conversation: message.conversation, text: message.text, draft: message.draft, isHeldBack: !hasCard)
        let reasons = findings.map { finding in
            switch finding.string("kind") {
            case "undated": "“\(finding.string("words"))” promises without a time"
            case "banned": "“\(finding.string("words"))” is not said here"
            case "known": "it asks for what is known already: \(finding.string("words"))"
            case "card": "it holds the number of a payment card"
            default: finding.string("words")
            }
        }
        let advice = hasCard ? "It is never sent." : "Write it anew, or /anyway sends it."
        return [
            .show(ShownLine("Not sent: \(reasons.joined(separator: "; ")). \(advice)", .yellow)),
            .prefill(message.text),
        ]
    }

    private mutating func refused(_ frame: JSON) -> [DeskEffect] {
        let conversation = frame.string("conversation")
        let message = frame.string("message").isEmpty ? frame.string("code") : frame.string("message")
        // What is only too early is kept, and sent again with the next connection.
        guard !["busy", "rate_limited", "unavailable"].contains(frame.string("code")) else {
            return [.show(ShownLine("The service is busy; nothing is lost, it goes on in a moment.", .faint))]
        }
        claiming.remove(conversation)
        if frame.string("code") == "already_claimed" || frame.string("code") == "not_waiting" { drop(conversation) }
        if let index = index(of: conversation), chats[index].readingSince != nil, frame.string("code") == "not_found" {
            chats.remove(at: index)
            if active == conversation { active = nil }
        }
        let cmid = frame.string("cmid")
        guard let failed = pending.first(where: { $0.cmid == cmid }) else {
            return [.show(ShownLine(message, .red))]
        }
        pending.removeAll { $0.cmid == cmid }
        let line = ShownLine("Not done: \(message)", .red)
        guard !failed.text.isEmpty else { return [.show(line)] }
        return [.show(line.adding("  “\(failed.text)”", .faint)), .prefill(failed.text)]
    }
}
