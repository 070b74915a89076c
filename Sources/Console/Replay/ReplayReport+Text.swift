import Vocabulary

extension ReplayReport {
    /// Groups shown of a kind; the rest is counted.
    private static let shown = 20

    /// For people, in 100 columns.
    public func text(_ paint: Paint = .none) -> String {
        let compared =
            "\(CheckCommand.counted(conversations, "conversation")), \(CheckCommand.counted(decisions, "decision"))"
        guard !isEmpty else { return paint("\(compared) compared: none would change", .green) }
        var lines: [String] = []
        let all = ordered
        for kind in Decision.Kind.allCases {
            let groups = all.filter { $0.kind == kind }
            guard !groups.isEmpty else { continue }
            lines.append(paint("\(kind.title) (\(groups.reduce(0) { $0 + $1.count }))", .bold))
            for group in groups.prefix(Self.shown) { lines += self.lines(of: group, paint) }
            if groups.count > Self.shown { lines.append("  and \(groups.count - Self.shown) kinds of change more") }
        }
        let rest = passedOver == 0 ? "" : "; \(CheckCommand.counted(passedOver, "turn")) after that passed over"
        lines.append(
            paint("\(compared): \(differences) would change in \(CheckCommand.counted(changed, "conversation"))", .red)
                + rest)
        return lines.joined(separator: "\n")
    }

    private func lines(of group: Group, _ paint: Paint) -> [String] {
        let count = String(repeating: " ", count: max(0, 6 - "\(group.count)".count)) + "\(group.count)"
        let place = group.place.map { "  " + paint("at \($0)", .faint) } ?? ""
        var lines = ["\(count)  \(change(group))\(place)"]
        let example = group.example
        let message = example.message.map { " after \"\($0)\"" } ?? ""
        lines += Wrapping.lines("in \(example.conversation), event \(example.seq)\(message)", indent: 10)
            .map { paint($0, .faint) }
        guard example.was != example.now else { return lines }
        if let was = example.was, !was.isEmpty {
            lines += Wrapping.lines("- \(was)", indent: 10, hanging: 2).map { paint($0, .red) }
        }
        if let now = example.now, !now.isEmpty {
            lines += Wrapping.lines("+ \(now)", indent: 10, hanging: 2).map { paint($0, .green) }
        }
        return lines
    }

    private func change(_ group: Group) -> String {
        switch (group.was, group.now) {
        case (let was?, let now?) where was == now: "\(now): other \(group.aspect ?? "details")"
        case (let was?, let now?): "\(was) → \(now)"
        case (let was?, nil): "\(was) → nothing"
        case (nil, let now?): "nothing → \(now)"
        case (nil, nil): ""
        }
    }

    private struct Row: Encodable {
        let kind: String
        let was: String?
        let now: String?
        let aspect: String?
        let place: String?
        let count: Int
        let conversations: Int
        let example: ExampleRow
    }

    private struct ExampleRow: Encodable {
        let conversation: String
        let seq: Int
        let message: String?
        let was: String?
        let now: String?
    }

    private struct Whole: Encodable {
        let conversations: Int
        let changedConversations: Int
        let turns: Int
        let decisions: Int
        let differences: Int
        let passedOver: Int
        let groups: [Row]

        enum CodingKeys: String, CodingKey {
            case conversations, turns, decisions, differences, groups
            case changedConversations = "changed_conversations"
            case passedOver = "passed_over"
        }
    }

    /// `{conversations, changed_conversations, turns, decisions, differences, passed_over, groups: [{kind, was, now,
    /// aspect, place, count, conversations, example: {conversation, seq, message, was, now}}]}`
    public var json: String {
        JSONText.of(
            Whole(
                conversations: conversations, changedConversations: changed, turns: turns, decisions: decisions,
                differences: differences, passedOver: passedOver,
                groups: ordered.map { group in
                    Row(
                        kind: group.kind.rawValue, was: group.was, now: group.now, aspect: group.aspect,
                        place: group.place, count: group.count, conversations: group.conversations,
                        example: ExampleRow(
                            conversation: group.example.conversation.rawValue, seq: group.example.seq,
                            message: group.example.message, was: group.example.was, now: group.example.now))
                }),
            lines: true)
    }
}
