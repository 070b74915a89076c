/// Which kind of thing a file of the playbook says, by its path.
enum FileKind: Hashable {
    case assistant
    case desk
    case tags
    case entities
    case actions
    case routing
    case outreach
    case article
    case talk
    /// An intent or a verification; its keys tell.
    case intent

    init?(path: String) {
        let parts = path.split(separator: "/")
        guard let last = parts.last, !last.hasPrefix(".") else { return nil }
        if last.hasSuffix(".md") {
            guard parts.first == "knowledge" else { return nil }
            self = .article
            return
        }
        guard last.hasSuffix(".yaml") || last.hasSuffix(".yml") else { return nil }
        // Questions to the articles: no part of the playbook, and read by whoever asks them.
        guard !last.hasSuffix(".questions.yaml"), !last.hasSuffix(".questions.yml") else { return nil }
        switch path {
        case "assistant.yaml": self = .assistant
        case "desk.yaml": self = .desk
        case "tags.yaml": self = .tags
        case "entities.yaml": self = .entities
        case "actions.yaml": self = .actions
        case "routing.yaml": self = .routing
        case "tripwires.yaml": self = .outreach
        default: self = parts.first == "talks" && parts.count > 1 ? .talk : .intent
        }
    }
}
