internal import ChatProtocol
public import Vocabulary

extension TerminalDesk {
    /// A whole line was typed.
    public mutating func typed(_ line: String, at now: Timestamp) -> [DeskEffect] {
        guard line.contains(where: { !$0.isWhitespace }) else { return [] }
        guard line.hasPrefix("/"), !line.hasPrefix("//") else {
            return write(line.hasPrefix("//") ? String(line.dropFirst()) : line)
        }
        switch TypedCommand.parse(line) {
        case .chat(let number): return turn(to: number, now)
        case .command(let command, let argument): return run(command, argument, now)
        case .unknown(let name, let near):
            let hint = near.map { "/\($0.rawValue)" }.joined(separator: " ")
            return told(
                "There is no /\(name).\(hint.isEmpty ? " /help shows what there is." : " Did you mean \(hint)?")")
        }
    }

    private mutating func run(_ command: TypedCommand, _ argument: String, _ now: Timestamp) -> [DeskEffect] {
        switch command {
        case .queue: return showQueue(now).map { .show($0) }
        case .why: return numbered(argument) { desk, number in [.show(desk.why(number))] }
        case .take: return take(argument, now)
        case .decline: return decline(argument)
        case .here, .away: return attend(command == .here)
        case .who: return showColleagues().map { .show($0) }
        case .chats: return showChats(now)
        case .chat: return numbered(argument) { desk, number in desk.turn(to: number, now) }
        case .log:
            return withChat { chat in
                lines(of: chat, last: Int(argument) ?? TerminalChat.longest).map { .show($0) }
            }
        case .context: return withChat { chat in context(of: chat).map { .show($0) } }
        case .past: return withChat { chat in tell("background", chat.id) }
        case .leave: return leave(argument)
        case .drafts: return withChat { chat in assistance(of: chat).map { .show($0) } }
        case .draft: return draft(argument)
        case .reply: return reply(argument)
        case .send: return sendStaged()
        case .anyway: return sendAnyway()
        case .note: return note(argument)
        case .do: return runNext(argument)
        case .tag, .untag: return tag(argument, command == .tag)
        case .resolve: return resolve(argument)
        case .back: return message("hand_back", [.init("note", .string(argument))], text: argument)
        case .pass: return pass(argument)
        case .approvals: return showApprovals()
        case .approve: return decide(argument, isYes: true)
        case .refuse: return decide(argument, isYes: false)
        case .watch: return numbered(argument) { desk, number in desk.watch(number, now) }
        case .takeover: return numbered(argument) { desk, number in desk.claim(number, as: "take_over") }
        case .source: return source(argument)
        case .help: return Self.sheet(argument).map { .show($0) }
        case .quit: return quit()
        }
    }

    func told(_ words: String) -> [DeskEffect] { [.show(ShownLine(words, .red))] }

    // MARK: Who waits

    private mutating func take(_ argument: String, _ now: Timestamp) -> [DeskEffect] {
        guard argument.isEmpty else { return numbered(argument) { desk, number in desk.claim(number, as: "claim") } }
        let free = queue.first { $0.string("offered_to").isEmpty || $0.string("offered_to") == agent }
        guard let conversation = offers.first?.conversation ?? free?.string("conversation") else {
            return told("Nobody waits for you.")
        }
        return claim(number(of: conversation), as: "claim")
    }

    private mutating func claim(_ number: Int, as type: String) -> [DeskEffect] {
        guard let conversation = conversation(numbered: number) else { return told("There is no \(number).") }
        if let held = index(of: conversation), chats[held].isOpen { return turn(to: number) }
        guard isConnected else { return told("There is no connection just now.") }
        claiming.insert(conversation)
        return tell(type, conversation)
    }

    private mutating func decline(_ argument: String) -> [DeskEffect] {
        let wanted =
            Int(argument).flatMap(conversation(numbered:)) ?? (argument.isEmpty ? offers.first?.conversation : nil)
        guard let wanted, offers.contains(where: { $0.conversation == wanted }) else {
            return told("Nobody is offered to you.")
        }
        drop(wanted)
        return tell("decline", wanted) + [.show(ShownLine("Declined; somebody else is asked.", .faint))]
    }

    private mutating func attend(_ isThere: Bool) -> [DeskEffect] {
        isAvailable = isThere
        let words = isThere ? "You are available." : "You are away: nobody is offered to you."
        guard isConnected else { return [.show(ShownLine(words, .faint))] }
        return [
            .send(["type": "presence", "status": isThere ? "available" : "away"]), .show(ShownLine(words, .faint)),
        ]
    }

    // MARK: Chats

    private func showChats(_ now: Timestamp) -> [DeskEffect] {
        guard !chats.isEmpty else { return [.show(ShownLine("No chats. /take takes the next visitor.", .faint))] }
        return chats.map { chat in
            .show(
                ShownLine(chat.id == active ? "› " : "  ").adding("\(chat.number) \(chat.title)", .bold)
                    .joined(state(of: chat, now)))
        }
    }

    private mutating func turn(to number: Int, _ now: Timestamp? = nil) -> [DeskEffect] {
        guard let conversation = conversation(numbered: number), let index = index(of: conversation) else {
            return told("\(number) is not on your desk. /chats shows what is, /take takes a visitor.")
        }
        active = conversation
        chats[index].unread = 0
        let chat = chats[index]
        guard let now else { return looked(at: conversation) }
        return (heading(of: chat, now) + lines(of: chat, last: 8)).map { .show($0) } + looked(at: conversation)
    }

    private mutating func watch(_ number: Int, _ now: Timestamp) -> [DeskEffect] {
        guard let conversation = conversation(numbered: number) ?? approvalConversation(number) else {
            return told("There is no \(number).")
        }
        if index(of: conversation) != nil { return turn(to: self.number(of: conversation), now) }
        let index = admit(conversation)
        chats[index].isWatched = true
        active = conversation
        return [follow(at: index, now)] + looked(at: conversation)
    }

    private func approvalConversation(_ number: Int) -> String? {
        approvals.first { numbers[$0.string("approval")] == number }?.string("conversation")
    }

    private mutating func leave(_ argument: String) -> [DeskEffect] {
        let wanted = argument.isEmpty ? active : Int(argument).flatMap(conversation(numbered:))
        guard let wanted, let index = index(of: wanted) else { return told("There is no such chat on your desk.") }
        guard !chats[index].isOpen else {
            return told("You hold this chat: /resolve, /back or /pass ends it for you.")
        }
        chats.remove(at: index)
        if active == wanted { active = chats.first { $0.isOpen }?.id }
        return tell("leave", wanted)
    }

    // MARK: Writing

    private mutating func write(_ text: String) -> [DeskEffect] {
        guard let chat = activeChat else { return told("No chat is open. /take takes the next visitor.") }
        if chat.isWatched { return note(text) }
        let draft = staged.map { $0.conversation == chat.id ? $0.draft : "" } ?? ""
        staged = nil
        return say(text, draft: draft)
    }

    private mutating func say(_ text: String, draft: String = "", isChecked: Bool = false) -> [DeskEffect] {
        var members = [JSON.Member("text", .string(text))]
        if !draft.isEmpty { members.append(JSON.Member("draft", .string(draft))) }
        if isChecked { members.append(JSON.Member("checked", true)) }
        return message("say", members, text: text, draft: draft)
    }

    private mutating func note(_ text: String) -> [DeskEffect] {
        guard !text.isEmpty else { return told("/note is followed by what colleagues shall know.") }
        return message("note", [JSON.Member("text", .string(text))], text: text, isAnybodys: true)
    }

    private mutating func draft(_ argument: String) -> [DeskEffect] {
        guard let chat = activeChat, let number = Int(argument), chat.drafts.indices.contains(number - 1) else {
            return told("/draft is followed by the number of a draft; /drafts shows them.")
        }
        let draft = chat.drafts[number - 1]
        return stage(
            StagedWords(conversation: chat.id, text: draft.string("text"), draft: draft.string("source")))
    }

    private mutating func reply(_ argument: String) -> [DeskEffect] {
        guard let chat = activeChat, let reply = chat.replies.first(where: { $0.string("name") == argument }) else {
            let names = activeChat?.replies.map { $0.string("name") }.joined(separator: ", ") ?? ""
            return told(names.isEmpty ? "There are no replies here." : "The replies are \(names).")
        }
        return stage(
            StagedWords(
                conversation: chat.id, text: reply.string("text"), draft: "reply:\(argument)",
                isComplete: reply.isTrue("complete")))
    }

    private mutating func stage(_ words: StagedWords) -> [DeskEffect] {
        staged = words
        let hint = words.isComplete ? "/send sends it as it stands." : "A hole is open: write it yourself."
        return [.show(ShownLine("  “\(words.text)” ").adding(hint, .faint)), .prefill(words.text)]
    }

    private mutating func sendStaged() -> [DeskEffect] {
        guard let words = staged, words.conversation == active, !words.isHeldBack else {
            return told("Nothing is taken up. /draft N or /reply NAME does it.")
        }
        guard words.isComplete else { return told("A hole in it is open: write it yourself.") }
        staged = nil
        return say(words.text, draft: words.draft)
    }

    private mutating func sendAnyway() -> [DeskEffect] {
        guard let words = staged, words.conversation == active, words.isHeldBack else {
            return told("Nothing was held back that may go.")
        }
        staged = nil
        return say(words.text, draft: words.draft, isChecked: true)
    }

    private mutating func runNext(_ argument: String) -> [DeskEffect] {
        guard let chat = activeChat, let number = Int(argument), chat.nextActions.indices.contains(number - 1) else {
            return told("/do is followed by a number; /drafts shows what the bot can do next.")
        }
        let action = chat.nextActions[number - 1]
        let title = action.string("title")
        let begun = DeskEffect.show(ShownLine("The bot takes over: \(title)", .faint))
        if action.isTrue("resume") {
            return message("hand_back", [JSON.Member("note", .string("Please go on: \(title)"))]) + [begun]
        }
        return message("delegate", [JSON.Member("intent", .string(action.string("intent")))]) + [begun]
    }

    // MARK: Ending

    private mutating func tag(_ argument: String, _ isOn: Bool) -> [DeskEffect] {
        guard let chat = activeChat else { return told("No chat is open.") }
        let names = argument.split(separator: " ").map(String.init)
        let wanted = names.isEmpty && isOn ? chat.suggestedTags.first.map { [$0] } ?? [] : names
        let known = house.list("tags").map { $0.string("name") }
        guard !wanted.isEmpty else { return told("The tags are \(known.joined(separator: ", ")).") }
        if isOn, let unknown = wanted.first(where: { !known.contains($0) }) {
            return told("There is no tag '\(unknown)'. The tags are \(known.joined(separator: ", ")).")
        }
        return wanted.flatMap { tag in
            message("tag", [JSON.Member("tag", .string(tag)), JSON.Member("on", .bool(isOn))], isAnybodys: true)
        }
    }

    private mutating func resolve(_ argument: String) -> [DeskEffect] {
        let words = argument.split(separator: " ").map(String.init)
        let tags = words.filter { $0.hasPrefix("+") }.map { String($0.dropFirst()) }
        let outcome = words.first { !$0.hasPrefix("+") } ?? "solved"
        guard TypedCommand.outcomes.contains(outcome) else {
            return told("The outcomes are \(TypedCommand.outcomes.joined(separator: ", ")).")
        }
        let known = house.list("tags").map { $0.string("name") }
        if let unknown = tags.first(where: { !known.contains($0) }) { return told("There is no tag '\(unknown)'.") }
        let tagging = tags.isEmpty ? [] : tag(tags.joined(separator: " "), true)
        return tagging + message("resolve", [JSON.Member("outcome", .string(outcome))])
    }

    private mutating func pass(_ argument: String) -> [DeskEffect] {
        let words = argument.split(separator: " ", maxSplits: 2).map(String.init)
        guard words.count >= 2, ["agent", "team", "skill"].contains(words[0]) else {
            return told("/pass is followed by agent, team or skill, its name, and a note for whoever takes it.")
        }
        let parts = words[1].split(separator: "=", maxSplits: 1).map(String.init)
        var members: [JSON.Member] = [
            JSON.Member("to", .string(words[0])), JSON.Member("name", .string(target(words[0], parts[0]))),
            JSON.Member("note", .string(words.count > 2 ? words[2] : "")),
        ]
        if words[0] == "skill" {
            members.append(JSON.Member("level", .integer(parts.count > 1 ? Int64(parts[1]) ?? 1 : 1)))
        }
        return message("transfer", members, text: words.count > 2 ? words[2] : "")
    }

    /// A colleague may be called by the name that stands in the list.
    private func target(_ kind: String, _ name: String) -> String {
        guard kind == "agent" else { return name }
        let found = colleagues.first { $0.string("name").lowercased() == name.lowercased() }
        return found?.string("agent") ?? name
    }

    // MARK: A person's word

    private func showApprovals() -> [DeskEffect] {
        guard !approvals.isEmpty else { return [.show(ShownLine("Nothing waits for anybody's word.", .faint))] }
        return approvals.map { approval in
            let number = numbers[approval.string("approval")].map(String.init) ?? "?"
            return .show(ShownLine("  \(number) ", .bold).joined(words(of: approval)))
        }
    }

    private func decide(_ argument: String, isYes: Bool) -> [DeskEffect] {
        let words = argument.split(separator: " ", maxSplits: 1).map(String.init)
        guard let number = words.first.flatMap({ Int($0) }),
            let approval = approvals.first(where: { numbers[$0.string("approval")] == number })
        else { return told("There is nothing under that number; /approvals shows what waits.") }
        let id = JSON.string(approval.string("approval"))
        let reason = words.count > 1 ? words[1] : ""
        guard isConnected else { return told("There is no connection just now.") }
        if isYes { return [.send(["type": "approve", "approval": id, "note": .string(reason)])] }
        guard !reason.isEmpty else { return told("/refuse is followed by the number and by why; colleagues read it.") }
        return [.send(["type": "disapprove", "approval": id, "reason": .string(reason)])]
    }

    private func source(_ argument: String) -> [DeskEffect] {
        let words = argument.split(separator: " ").map(String.init)
        guard words.count == 2, ["on", "off"].contains(words[1]) else { return told("/source NAME on|off") }
        return [.send(["type": "source", "source": .string(words[0]), "on": .bool(words[1] == "on")])]
    }

    private func quit() -> [DeskEffect] {
        let held = chats.filter(\.isOpen).count
        guard held > 0 else { return [.quit] }
        let words = held == 1 ? "one chat" : "\(held) chats"
        return [
            .show(ShownLine("You hold \(words); after a while the visitors go back to the queue.", .yellow)), .quit,
        ]
    }
}
