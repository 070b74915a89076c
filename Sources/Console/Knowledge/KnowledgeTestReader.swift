public import PlaybookModel
internal import Vocabulary
internal import Yams

/// Reads `.questions.yaml`:
///
/// ```yaml
/// questions: What the shop knows
/// audience: [public]            # who asks; everybody when left out
/// locale: de                    # in which language; the shop's own when left out
/// answered:                     # article, or article#Section: questions
///   refunds_time:
///     - how long does a refund take
///   shipping_abroad#Customs and duty: [do I pay customs]
/// unanswered:                   # no article may answer these
///   - what is the capital of France
/// ```
public struct KnowledgeTestReader {
    /// Is a file with this path one?
    public static func reads(_ path: String) -> Bool {
        path.hasSuffix(".questions.yaml") || path.hasSuffix(".questions.yml")
    }

    /// What is wrong with a file, with its place.
    public struct Fault: Error, Hashable, Sendable {
        public let place: SourcePlace
        public let message: String
    }

    private let file: String
    private let articles: Set<String>

    /// - Parameter playbook: its articles are the ones that may be expected.
    public init(file: String, playbook: Playbook) {
        self.file = file
        articles = Set(playbook.articles.map(\.name.rawValue))
    }

    /// The first fault ends the reading: half a test would pass for a whole one.
    public func read(_ text: String) throws(Fault) -> KnowledgeTest {
        let root: Node?
        do {
            root = try Yams.compose(yaml: text)
        } catch {
            throw Fault(place: SourcePlace(file: file, line: 1, column: 1), message: "this is no YAML: \(error)")
        }
        guard let root, let map = root.mapping else { throw fault(root, "a map with 'questions' is expected") }
        var title: String?
        var readers = Readership.anybody
        var questions: [KnowledgeTest.Question] = []
        for (key, value) in map {
            switch key.string {
            case "questions": title = try words(value)
            case "audience": readers.audiences = Set(try list(value).map { item throws(Fault) in try words(item) })
            case "locale": readers.locale = try words(value)
            case "answered":
                guard let groups = value.mapping else { throw fault(value, "'answered' has a list for each article") }
                for (name, asked) in groups { questions += try group(name, asked) }
            case "unanswered":
                for item in try list(value) {
                    questions.append(
                        KnowledgeTest.Question(text: try words(item), article: nil, section: nil, place: place(item)))
                }
            default:
                throw fault(
                    key, "there is no key '\(key.string ?? "")' here: questions, audience, locale, answered, unanswered"
                )
            }
        }
        guard let title else { throw fault(root, "'questions' says what this is about") }
        guard !questions.isEmpty else { throw fault(root, "there are no questions") }
        return KnowledgeTest(title: title, file: file, readers: readers, questions: questions)
    }

    private func group(_ key: Node, _ value: Node) throws(Fault) -> [KnowledgeTest.Question] {
        let parts = try words(key).split(separator: "#", maxSplits: 1).map(String.init)
        guard let article = parts.first, articles.contains(article) else {
            throw fault(key, "there is no article '\(parts.first ?? "")'")
        }
        var questions: [KnowledgeTest.Question] = []
        for item in try list(value) {
            questions.append(
                KnowledgeTest.Question(
                    text: try words(item), article: ArticleName(article), section: parts.count > 1 ? parts[1] : nil,
                    place: place(item)))
        }
        return questions
    }

    private func list(_ node: Node) throws(Fault) -> [Node] {
        if node.scalar != nil { return [node] }
        guard let sequence = node.sequence else { throw fault(node, "a list is expected") }
        return Array(sequence)
    }

    private func words(_ node: Node) throws(Fault) -> String {
        guard let text = node.scalar?.string, text.contains(where: { $0.isLetter || $0.isNumber }) else {
            throw fault(node, "text is expected")
        }
        return text
    }

    private func fault(_ node: Node?, _ message: String) -> Fault {
        Fault(place: node.map(place) ?? SourcePlace(file: file, line: 1, column: 1), message: message)
    }

    private func place(_ node: Node) -> SourcePlace {
        SourcePlace(file: file, line: node.mark?.line ?? 1, column: node.mark?.column ?? 1)
    }
}
