/// Whether a part of a message asks for something or tells something: "and can you change my address" asks,
/// "and it arrived broken" tells.
struct RequestForm: Sendable {
    /// Words the playbook's own phrases begin with: "refund", "reset", "track".
    private let openings: Set<WordKey>

    init(phrases: some Sequence<String>) {
        openings = Set(
            phrases.compactMap { phrase in
                Message(phrase).words.first { $0.kind == .word && !Self.fillers.contains($0.key) }?.key
            }
        ).subtracting(Self.tellers)
    }

    func asks(_ words: ArraySlice<Message.Word>) -> Bool {
        let rest = words.drop { $0.kind == .symbol || Self.fillers.contains($0.key) }
        guard let first = rest.first else { return false }
        if Self.opensQuestion(rest) || openings.contains(first.key) { return true }
        guard Self.wishers.contains(first.key), let second = rest.dropFirst().first else {
            return Self.wishes.contains(first.key)
        }
        return Self.wants.contains(second.key)
    }

    /// Begins as a question does.
    static func isQuestion(_ words: ArraySlice<Message.Word>) -> Bool {
        opensQuestion(words.drop { $0.kind == .symbol || fillers.contains($0.key) })
    }

    private static func opensQuestion(_ words: ArraySlice<Message.Word>) -> Bool {
        guard let first = words.first else { return false }
        if questions.contains(first.key) { return true }
        guard let second = words.dropFirst().first else { return false }
        if helpers.contains(first.key) { return second.key != not }
        // "Is my order late", but not "(it) is late", "(it) has gone".
        return states.contains(first.key) && (subjects.contains(second.key) || second.kind == .mixed)
    }

    /// Speaks of what was said before: "and can I report it". Then it is likely about the same request.
    static func pointsBack(_ words: ArraySlice<Message.Word>) -> Bool {
        words.contains { backwards.contains($0.key) }
    }

    private static let backwards = keys("it its them they that this these those he she")
    private static let questions = keys("how what where when why who which whose whats wheres hows whens whos")
    private static let helpers = keys("can could would will do does did may should shall")
    private static let states = keys("is are am has have was were had isnt arent cant couldnt wont doesnt didnt havent")
    private static let subjects = keys(
        """
        i you we they he she it there the a an my your our his her their this that these those any anyone anybody someone
        order orders
        """)
    private static let not = WordKey("not")
    private static let wishers = keys("i we ill im were")
    private static let wants = keys(
        "want need would wanna wish like require must should request demand think looking trying")
    private static let wishes = keys("id wed lets let want need help tell show give please kindly")
    private static let fillers = keys(
        """
        and also please pls plz so but then oh well now just ok okay hi hello hey kindly plus um uh actually yes no thanks
        """)
    /// Words that begin a story, though phrases begin with them too.
    private static let tellers = keys(
        """
        i ive im it its they theyre he she we my our the a an this that these those there you your because as since after
        before when while if not no nobody nothing cant cannot couldnt wont isnt doesnt didnt havent hasnt
        never for from with in on at to of one some all any only still
        """)

    private static func keys(_ words: String) -> Set<WordKey> {
        Set(words.split { $0 == " " || $0 == "\n" }.map { WordKey(String($0)) })
    }
}
