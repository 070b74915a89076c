internal import ChatProtocol
internal import Vocabulary

extension TerminalDesk {
    /// A frame without an answer of its own.
    func tell(_ type: String, _ conversation: String) -> [DeskEffect] {
        guard isConnected else { return told("There is no connection just now.") }
        return [.send(["type": .string(type), "conversation": .string(conversation)])]
    }

    /// A message about the chat that is open, kept until it is acknowledged.
    /// - Parameters:
    ///   - text: what was written, to give it back when it is refused.
    ///   - isAnybodys: who does not hold the chat may do it too.
    mutating func message(
        _ type: String, _ members: [JSON.Member], text: String = "", draft: String = "", isAnybodys: Bool = false
    ) -> [DeskEffect] {
        guard let chat = activeChat else { return told("No chat is open. /take takes the next visitor.") }
        guard chat.isOpen || isAnybodys else {
            return told("This chat is not yours\(chat.isWatched ? "" : " any more").")
        }
        guard pending.count < Self.mostPending else {
            return told("Too much waits to be sent; wait for the connection.")
        }
        count += 1
        let digits = String(count)
        let cmid = "\(seed)-\(String(repeating: "0", count: max(0, 8 - digits.count)))\(digits)"
        let frame = JSON.object(
            [
                JSON.Member("type", .string(type)), JSON.Member("conversation", .string(chat.id)),
                JSON.Member("cmid", .string(cmid)),
            ] + members)
        pending.append(
            PendingMessage(cmid: cmid, conversation: chat.id, text: text, draft: draft, frame: frame))
        return isConnected ? [.send(frame)] : [.show(ShownLine("It waits for the connection.", .faint))]
    }

    func withChat(_ use: (TerminalChat) -> [DeskEffect]) -> [DeskEffect] {
        guard let chat = activeChat else { return told("No chat is open. /chats shows what is on your desk.") }
        return use(chat)
    }

    mutating func numbered(_ argument: String, _ use: (inout Self, Int) -> [DeskEffect]) -> [DeskEffect] {
        guard let number = Int(argument) else { return told("A number is needed; /queue and /chats show them.") }
        return use(&self, number)
    }

    // MARK: Completion

    /// Whole lines that begin as this one does and make sense here.
    public func completions(of line: String) -> [String] {
        guard line.hasPrefix("/"), !line.hasPrefix("//") else { return mentions(line) }
        guard let blank = line.lastIndex(of: " ") else {
            return TypedCommand.allCases.map { "/" + $0.rawValue }.filter { $0.hasPrefix(line) }.sorted()
        }
        guard case .command(let command, let argument) = TypedCommand.parse(line) else { return [] }
        if command == .note { return mentions(line) }
        let head = line[...blank]
        let before = argument.split(separator: " ").map(String.init)
        let isSecond = before.count > 1 || (before.count == 1 && line.hasSuffix(" "))
        return words(behind: command, first: isSecond ? before[0] : nil).map { head + $0 }
            .filter { $0.lowercased().hasPrefix(line.lowercased()) }
    }

    private func words(behind command: TypedCommand, first: String?) -> [String] {
        let tags = house.list("tags").map { $0.string("name") }
        switch command {
        case .tag: return tags
        case .untag: return activeChat?.tags ?? []
        case .resolve: return (first == nil ? TypedCommand.outcomes : []) + tags.map { "+" + $0 }
        case .reply: return first == nil ? (activeChat?.replies.map { $0.string("name") } ?? []).sorted() : []
        case .draft: return first == nil ? (activeChat?.drafts.indices.map { "\($0 + 1)" } ?? []) : []
        case .do: return first == nil ? (activeChat?.nextActions.indices.map { "\($0 + 1)" } ?? []) : []
        case .chat, .leave: return first == nil ? chats.map { "\($0.number)" } : []
        case .take, .why, .watch, .decline, .takeover:
            return first == nil ? queue.compactMap { numbers[$0.string("conversation")].map(String.init) } : []
        case .approve, .refuse:
            return first == nil ? approvals.compactMap { numbers[$0.string("approval")].map(String.init) } : []
        case .pass:
            switch first {
            case "agent": return colleagues.map { $0.string("name") }
            case "team": return house.list("teams").map { $0.string("name") }
            case "skill": return house.strings("skills")
            default: return first == nil ? ["agent ", "team ", "skill "] : []
            }
        case .source: return first == nil ? [] : ["on", "off"]
        case .help: return TypedCommand.allCases.map(\.rawValue)
        case .queue, .chats, .log, .context, .past, .quit, .who, .here, .away, .note, .drafts, .send, .anyway, .back,
            .approvals:
            return []
        }
    }

    /// `@sa` in a note becomes `@sam`.
    private func mentions(_ line: String) -> [String] {
        guard let at = line.lastIndex(of: "@"), !line[at...].contains(" ") else { return [] }
        let names = colleagues.map { $0.string("agent").hasPrefix("a-") ? String($0.string("agent").dropFirst(2)) : "" }
        return names.filter { !$0.isEmpty }.map { line[...at] + $0 }.filter { $0.hasPrefix(line) }.sorted()
    }
}
