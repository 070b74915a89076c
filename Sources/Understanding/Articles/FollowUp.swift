/// A question that leans on the answer before it: "and abroad?" after the times of delivery.
public enum FollowUp {
    /// The question with its topic in front, or nothing where it stands on its own.
    ///
    /// It leans when it goes on from something ("and …", "what about …") with few telling words, when it points
    /// back ("how long does it take?") and names nothing itself, or when it asks and says nothing else ("how often?").
    /// Longer questions say what they are about.
    ///
    /// - Parameters:
    ///   - question: in small letters or not; spelling put right.
    ///   - topic: the title of the article shown just before.
    public static func question(_ question: String, after topic: String) -> String? {
        let words = question.lowercased().split { !$0.isLetter && !$0.isNumber && $0 != "'" }
        guard !words.isEmpty, words.count <= wordLimit, !topic.isEmpty else { return nil }
        let lead = leads.first { words.starts(with: $0, by: ==) }
        let rest = words.dropFirst(lead?.count ?? 0)
        let telling = rest.count { !glue.contains(String($0)) }
        let pointsBack = zip(words.prefix(1) + words, words).dropFirst(lead?.count ?? 0).contains { before, word in
            // "Is there a fee?" points nowhere.
            pointers.contains(String(word)) && !(word == "there" && ["is", "are"].contains(before))
        }
        let onlyAsks =
            telling == 0 && askers.contains(words[0]) && words.count <= askingLimit && !words.contains("you")
        let leans =
            lead != nil ? telling <= tellingAfterLead : onlyAsks || pointsBack && telling <= tellingBesidePointer
        guard leans else { return nil }
        guard !rest.isEmpty else { return topic }
        return "\(topic) \(rest.joined(separator: " "))"
    }

    /// Words of a question that leans, at most.
    private static let wordLimit = 12
    private static let tellingAfterLead = 3
    private static let tellingBesidePointer = 1

    /// How a question goes on from the one before, the longer ones first.
    private static let leads: [[Substring]] = [
        "and what about", "and how about", "but what about", "and what if", "what about", "how about", "and if",
        "what if",
        "and for", "and in", "same for", "and", "but", "or", "also",
    ].map { $0.split(separator: " ") }

    /// What a question begins with that says nothing else; "who" and "what" ask about the bot or the chat as well.
    private static let askers: Set<Substring> = ["how", "when", "where", "why", "which"]
    /// Words of such a question, at most.
    private static let askingLimit = 4

    private static let pointers: Set<String> = [
        "it", "its", "it's", "that", "that's", "this", "these", "those", "they", "them", "their", "there", "one",
        "ones",
    ]

    /// Words that tell nothing about what a question is about.
    private static let glue: Set<String> = pointers.union(
        """
        a an the is are was were be been am do does did done can could will would shall should may might must have has
        had i i'm i'd i'll i've you your me my mine we our us he she his her if then so to of on in at by for from with
        about as into over up out not no yes any some all both each how what when where which who why whose much many
        long often soon far old need needs want get got take takes cost costs work works mean too very also just only
        still even again please ok okay
        """.split(whereSeparator: \.isWhitespace).map(String.init))
}
