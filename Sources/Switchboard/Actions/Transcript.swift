public import Vocabulary

extension ConversationLanes {
    /// Lines of one transcript, the latest.
    private static let transcriptLines = 500

    /// What was said before a call, as the visitor saw it: `Name: words`, oldest first. The same whenever it is asked,
    /// so that a call that is tried again says the same. `nil`: it cannot be read now, or nothing was said.
    ///
    /// - Parameters:
    ///   - bot: what the bot is called.
    ///   - visitor: what the visitor is called.
    public func transcript(before call: ActionCall, bot: String, visitor: String = "You") async -> String? {
        guard let records = try? await log(of: call.id.conversation).records else { return nil }
        var lines: [String] = []
        var agent = ""
        for record in records where record.seq < call.id.turn {
            if case .visitorSaid(let text, _) = record.event {
                lines.append("\(visitor): \(text)")
            } else if case .botSaid(let line, _) = record.event {
                lines.append("\(bot): \(line.text)")
                lines += line.links.map { "\($0.label): \($0.url)" }
            } else if case .agentJoined(_, let name, _) = record.event {
                agent = name
            } else if case .agentSaid(let text, _) = record.event {
                lines.append("\(agent): \(text)")
            }
        }
        return lines.isEmpty ? nil : lines.suffix(Self.transcriptLines).joined(separator: "\n\n")
    }
}
