import PlaybookModel
import Vocabulary

/// A small knowledge base.
enum Knowledge {
    static func article(_ name: ArticleName, reviewBy: String? = nil, until: String? = nil) -> Article {
        Article(
            name: name, title: "About \(name.rawValue)", aliases: [], audience: "public", locale: "en", validFrom: nil,
            validUntil: until, reviewBy: reviewBy, owner: "support", markdown: "", sections: [],
            place: SourcePlace(file: "knowledge/\(name.rawValue).md", line: 1, column: 1))
    }

    static func playbook(_ articles: [Article], zone: String = "UTC") -> Playbook {
        Playbook(
            version: "v",
            assistant: Assistant(
                name: "Finch", company: "A", locale: "en", timeZone: zone, currency: "GBP",
                thresholds: Assistant.Thresholds(act: 0.5, clarify: 0.3, article: 0.5),
                limits: Assistant.Limits(
                    linesPerTurn: 6, stackDepth: 3, messageLength: 4_000, reminder: .minutes(10))),
            intents: [], flows: [:], responses: [:], actions: [:], articles: articles, entities: [],
            routing: RoutingPlan(
                teams: [], defaultTeam: "people", priorities: [:], urgentWords: [:], frustration: 0.7))
    }
}
