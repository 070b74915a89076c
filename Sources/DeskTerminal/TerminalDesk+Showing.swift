internal import ChatProtocol
internal import Vocabulary

extension TerminalDesk {
    // MARK: The queue

    func showQueue(_ now: Timestamp) -> [ShownLine] {
        guard !queue.isEmpty else { return [ShownLine("Nobody waits.", .faint)] }
        var lines = queue.enumerated().map { index, entry in
            ShownLine("\(index + 1). ", .faint).joined(place(entry, now))
        }
        if more > 0 { lines.append(ShownLine("   and \(more) more", .faint)) }
        return lines
    }

    /// `12 asked for a person · billing · 0:48 · upset · “where is my money” · first answer in 0:12`
    /// - Parameter isOffer: that it is offered to us is said already.
    func place(_ entry: JSON, _ now: Timestamp, isOffer: Bool = false) -> ShownLine {
        let conversation = entry.string("conversation")
        var line = ShownLine(numbers[conversation].map(String.init) ?? "?", .bold)
        line.add("  \(DeskWords.reason(entry.string("reason")))")
        var facts = [DeskWords.plain(entry.string("team"))]
        if let since = entry.moment("waiting_since") { facts.append(DeskWords.waited(now - since)) }
        let frustration = entry.double("frustration")
        line.add(" · \(facts.joined(separator: " · "))", .faint)
        if frustration >= 0.35 { line.add(" · \(DeskWords.mood(frustration))", .red) }
        let text = entry.string("last_text")
        if !text.isEmpty { line.add(" · “\(text.prefix(80))”") }
        if let clock = entry["clock"], let due = clock.moment("due") { line = line.joined(self.due(clock, due, now)) }
        if !isOffer, let who = offeree(entry) { line.add(" · offered to \(who)", .faint) }
        return line
    }

    private func offeree(_ entry: JSON) -> String? {
        let who = entry.string("offered_to")
        return who.isEmpty ? nil : who == agent ? "you" : name(of: who)
    }

    private func due(_ clock: JSON, _ due: Timestamp, _ now: Timestamp) -> ShownLine {
        let name = DeskWords.clock(clock.string("kind"))
        guard due > now else { return ShownLine(" · \(name) late by \(DeskWords.waited(now - due))", .red) }
        let isNear = clock.moment("warns").map { $0 <= now } ?? false
        return ShownLine(" · \(name) in \(DeskWords.waited(due - now))", isNear ? .yellow : .faint)
    }

    func why(_ number: Int) -> ShownLine {
        guard let conversation = conversation(numbered: number),
            let at = queue.firstIndex(where: { $0.string("conversation") == conversation })
        else { return ShownLine("\(number) does not wait.", .red) }
        let settled = queue[at].isTrue("settled") ? " Nobody who comes now may overtake it." : ""
        guard let terms = queue[at]["why"] else { return ShownLine("\(number) stands at place \(at + 1).\(settled)") }
        return ShownLine("\(number) stands at place \(at + 1) with \(DeskWords.why(terms)).\(settled)")
    }

    // MARK: A chat

    func heading(of chat: TerminalChat, _ now: Timestamp) -> [ShownLine] {
        var lines = [ShownLine("── \(chat.number) \(chat.title) ", .bold).joined(state(of: chat, now))]
        let summary = chat.packet.string("summary")
        if !summary.isEmpty { lines.append(ShownLine("  \(summary)")) }
        if !chat.slots.isEmpty { lines.append(ShownLine("  knows: \(slots(of: chat))", .faint)) }
        if !chat.onlookers.isEmpty {
            lines.append(ShownLine("  \(chat.onlookers.joined(separator: ", ")) has it open too", .yellow))
        }
        return lines
    }

    private func slots(of chat: TerminalChat) -> String {
        chat.slots.map { "\(DeskWords.plain($0.name)) \(DeskWords.value($0.value))" }.joined(separator: " · ")
    }

    func state(of chat: TerminalChat, _ now: Timestamp) -> ShownLine {
        var line = ShownLine()
        if !chat.ended.isEmpty { line.add(" · \(DeskWords.plain(chat.ended))", .faint) }
        if chat.isWatched, chat.ended.isEmpty { line.add(" · watched", .faint) }
        if chat.frustration >= 0.35 { line.add(" · \(DeskWords.mood(chat.frustration))", .red) }
        if !chat.tags.isEmpty { line.add(" · \(chat.tags.map(DeskWords.plain).joined(separator: ", "))", .faint) }
        if chat.unread > 0 { line.add(" · \(chat.unread) new", .green) }
        guard chat.ended.isEmpty else { return line }
        for clock in chat.clocks {
            if let due = clock.moment("due") { line = line.joined(self.due(clock, due, now)) }
        }
        return line
    }

    func lines(of chat: TerminalChat, last count: Int) -> [ShownLine] { chat.lines.suffix(count).map(shown) }

    func shown(_ line: TerminalChat.Line) -> ShownLine {
        let at = line.at.map { "\(clock($0)) " } ?? ""
        guard line.isSaid else { return ShownLine("  \(at)· \(line.text)", line.ink) }
        return ShownLine("  \(at)", .faint).adding("\(line.who): ", line.ink == .faint ? .faint : .bold)
            .adding(line.text, line.ink == .bold ? .plain : line.ink)
    }

    func context(of chat: TerminalChat) -> [ShownLine] {
        let packet = chat.packet
        var lines: [ShownLine] = []
        func add(_ title: String, _ words: String) {
            if !words.isEmpty { lines.append(ShownLine("  \(title): ", .faint).adding(words)) }
        }
        add("summary", packet.string("summary"))
        add("known", slots(of: chat))
        add("proved", chat.verified.map(DeskWords.plain).joined(separator: ", "))
        add(
            "done",
            chat.actions.map { "\(DeskWords.plain($0.name)): \(DeskWords.plain($0.state))" }.joined(separator: "; "))
        add("shown", packet.list("articles").map { $0.string("title") }.joined(separator: "; "))
        let words = chat.moods.suffix(4).flatMap(\.words)
        let mood = DeskWords.mood(chat.frustration)
        add("mood", words.isEmpty ? mood : "\(mood) (\(words.joined(separator: ", ")))")
        add("tags", chat.tags.map(DeskWords.plain).joined(separator: ", "))
        add("page", DeskWords.named(packet.members("context")))
        return lines.isEmpty ? [ShownLine("  Nothing is known yet.", .faint)] : lines
    }

    func assistance(of chat: TerminalChat) -> [ShownLine] {
        var lines: [ShownLine] = []
        for (index, draft) in chat.drafts.enumerated() {
            lines.append(
                ShownLine("  /draft \(index + 1) ", .bold).adding(draft.string("text"))
                    .adding("  from \(draft.string("title"))", .faint))
        }
        for (index, action) in chat.nextActions.enumerated() {
            lines.append(
                ShownLine("  /do \(index + 1) ", .bold).adding(action.string("title"))
                    .adding("  \(action.string("reason"))", .faint))
        }
        if !chat.replies.isEmpty {
            lines.append(
                ShownLine("  /reply ", .bold).adding(chat.replies.map { $0.string("name") }.joined(separator: ", ")))
        }
        if !chat.suggestedTags.isEmpty {
            lines.append(ShownLine("  /tag ", .bold).adding(chat.suggestedTags.joined(separator: ", ")))
        }
        return lines.isEmpty ? [ShownLine("  No draft fits this.", .faint)] : lines
    }

    mutating func background(_ frame: JSON) -> [DeskEffect] {
        func lines(_ title: String, _ cases: [JSON]) -> [ShownLine] {
            guard !cases.isEmpty else { return [ShownLine("  \(title): none", .faint)] }
            return [ShownLine("  \(title):", .faint)]
                + cases.map { one in
                    let stars = one.integer("stars").map { " · \($0) of 5 stars" } ?? ""
                    let fixed = one.strings("fixed_by")
                    let outcome = one.string("outcome").isEmpty ? "open" : DeskWords.plain(one.string("outcome"))
                    let day = one.moment("began").map { CivilDate(of: $0 + offset).notation } ?? ""
                    return ShownLine(
                        "    \(day) \(one.strings("about").joined(separator: ", ")) · \(outcome)"
                            + (fixed.isEmpty ? "" : " · by \(fixed.joined(separator: ", "))") + stars)
                }
        }
        return (lines("before", frame.list("past")) + lines("like this", frame.list("similar"))).map { .show($0) }
    }

    // MARK: The house

    func words(of approval: JSON) -> ShownLine {
        var line = ShownLine(DeskWords.action(approval.string("action")), .bold)
        if let money = approval["money"] { line.add(" \(DeskWords.value(money))", .bold) }
        let arguments = DeskWords.named(approval.members("arguments"))
        if !arguments.isEmpty { line.add(" · \(arguments)") }
        let reasons = approval.strings("reasons")
        if !reasons.isEmpty { line.add(" · the bot may not: \(reasons.joined(separator: "; "))", .faint) }
        if let by = approval.moment("answer_by") { line.add(" · told by \(clock(by))", .faint) }
        let obstacle = approval.string("obstacle")
        if !obstacle.isEmpty { line.add(" · not yours to decide: \(obstacle)", .yellow) }
        return line
    }

    func showColleagues() -> [ShownLine] {
        guard !colleagues.isEmpty else { return [ShownLine("Nobody is on duty.", .faint)] }
        return colleagues.map { one in
            let places = "\(one.integer("load") ?? 0) of \(one.integer("capacity") ?? 0) places taken"
            let held = one.strings("holds").compactMap { numbers[$0].map(String.init) }
            let holds = held.isEmpty ? "" : " · holds \(held.joined(separator: ", "))"
            let status = one.string("status") == "silent" ? "connection lost" : one.string("status")
            return ShownLine("  \(one.string("name"))", .bold).adding(
                " (\(one.string("agent"))) · \(status) · \(places)\(holds)")
        }
    }

    static func sheet(_ wanted: String) -> [ShownLine] {
        if let command = TypedCommand(rawValue: wanted.drop { $0 == "/" }.lowercased()) {
            return [ShownLine("  /\(command.rawValue) \(command.usage)", .bold).adding("  \(command.words)")]
        }
        var lines = [ShownLine("What is typed goes to the visitor. What begins with / goes to the desk:")]
        for (title, commands) in TypedCommand.sheet {
            lines.append(ShownLine(title, .bold))
            for command in commands {
                let usage = "/\(command.rawValue) \(command.usage)"
                let gap = String(repeating: " ", count: max(1, 34 - usage.count))
                lines.append(ShownLine("  \(usage)\(gap)", .blue).adding(command.words))
            }
        }
        lines.append(ShownLine("// at the beginning of a line is one / that the visitor sees.", .faint))
        return lines
    }
}
