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
        // There may be thousands of articles, and each is asked about several times when one of them is edited.
        let last = path.lastIndex(of: "/").map { path[path.index(after: $0)...] } ?? path[...]
        guard !last.hasPrefix(".") else { return nil }
        if last.hasSuffix(".md") {
            guard path.hasPrefix("knowledge/") else { return nil }
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
        default: self = path.hasPrefix("talks/") ? .talk : .intent
        }
    }
}
