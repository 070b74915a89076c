/// Something that a playbook has no place for, and where it stood.
public struct ImportLoss: Hashable, Sendable {
    /// Within the folder that is imported.
    public let file: String
    /// From 1; 0 for the whole file.
    public let line: Int
    public let words: String
    /// An article that is not there in the end, not only something about one.
    public let isArticle: Bool

    init(_ file: String, line: Int = 0, _ words: String, isArticle: Bool = false) {
        self.file = file
        self.line = line
        self.words = words
        self.isArticle = isArticle
    }

    public var description: String { (line > 0 ? "\(file):\(line): " : "\(file): ") + words }
}

/// What became of a folder.
public struct ImportedArticles: Hashable, Sendable {
    public internal(set) var articles: [ArticleFile] = []
    public internal(set) var losses: [ImportLoss] = []
}

/// Turns files of Markdown, HTML and CSV into articles. Pure: files in, articles out, and everything that was lost on
/// the way is said with its place.
public struct ArticleImporter: Sendable {
    public init() {}

    /// Is a file with this path looked at?
    public static func reads(_ path: String) -> Bool { Kind(path) != nil }

    private enum Kind {
        case markdown
        case page
        case table

        init?(_ path: String) {
            let name = path.split(separator: "/").last?.lowercased() ?? ""
            guard !name.hasPrefix(".") else { return nil }
            switch name.split(separator: ".").last {
            case "md", "markdown": self = .markdown
            case "html", "htm": self = .page
            case "csv", "tsv": self = .table
            default: return nil
            }
        }
    }

    /// - Parameter files: texts by their paths; the order of the paths decides who keeps a name that two want.
    public func run(on files: [String: String]) -> ImportedArticles {
        var result = ImportedArticles()
        var names = ArticleNames()
        for (path, text) in files.sorted(by: { $0.key < $1.key }) {
            let text = String(text.drop { $0 == "\u{FEFF}" }.map { $0 == "\r\n" ? "\n" : $0 })
            let drafts: [(draft: ArticleFile, line: Int)]
            switch Kind(path) {
            case .markdown: drafts = MarkdownImport(path: path).articles(in: text, &result.losses).map { ($0, 0) }
            case .page: drafts = PageImport(path: path).articles(in: text, &result.losses).map { ($0, 0) }
            case .table: drafts = TableImport(path: path).articles(in: text, &result.losses)
            case nil: continue
            }
            for (draft, line) in drafts {
                var draft = draft
                guard !draft.body.trimmed.isEmpty else {
                    result.losses.append(
                        ImportLoss(path, line: line, "'\(draft.title)' says nothing", isArticle: true))
                    continue
                }
                let wanted = draft.name
                let (name, isSecond) = names.name(from: wanted)
                draft.name = name
                if isSecond {
                    result.losses.append(
                        ImportLoss(path, line: line, "the name '\(wanted)' is taken; it becomes '\(name)'"))
                }
                result.articles.append(draft)
            }
        }
        return result
    }

    /// A path's last part without its ending.
    static func baseName(_ path: String) -> String {
        let name = path.split(separator: "/").last ?? ""
        return String(name.lastIndex(of: ".").map { name[..<$0] } ?? name)
    }

    /// The folder a file stands in, as a topic: `getting-started/x.md` is about getting started.
    static func topic(_ path: String) -> String? {
        let parts = path.split(separator: "/")
        guard parts.count > 1 else { return nil }
        let words = parts[parts.count - 2].map { $0 == "-" || $0 == "_" ? " " : $0 }
        return words.first.map { String($0).uppercased() + String(words.dropFirst()) }
    }
}
