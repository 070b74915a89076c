import PlaybookModel

/// Reads one file into the draft, by its kind.
struct FileReader {
    let complaints: Complaints

    func read(_ file: SourceFile, into draft: inout PlaybookDraft) {
        guard let kind = FileKind(path: file.path) else { return }
        guard !file.path.hasSuffix(".yml") else {
            complaints.error(
                .fileName, at: SourcePlace(file: file.path, line: 1, column: 1), "only .yaml files are read",
                suggestion: "rename it to end in .yaml")
            return
        }
        switch kind {
        case .article:
            if let article = ArticleReader(complaints: complaints).read(file) { draft.articles.append(article) }
        case .talk:
            readTalk(file, into: &draft)
        case .assistant:
            withRoot(of: file) { AssistantReader(complaints: complaints).read($0, into: &draft) }
        case .desk:
            withRoot(of: file) { DeskReader(complaints: complaints).read($0, into: &draft) }
        case .tags:
            withRoot(of: file) { TagsReader(complaints: complaints).read($0, into: &draft) }
        case .entities:
            withRoot(of: file) { EntitiesReader(complaints: complaints).read($0, into: &draft) }
        case .actions:
            withRoot(of: file) { ActionsReader(complaints: complaints).read($0, into: &draft) }
        case .routing:
            withRoot(of: file) { RoutingReader(complaints: complaints).read($0, into: &draft) }
        case .outreach:
            withRoot(of: file) { OutreachReader(complaints: complaints).read($0, into: &draft) }
        case .intent:
            withRoot(of: file) { readIntent($0, into: &draft) }
        }
    }

    func readTalk(_ file: SourceFile, into draft: inout PlaybookDraft) {
        withRoot(of: file) { root in
            if let talk = TalkReader(complaints: complaints).read(root) { draft.talks.append(talk) }
        }
    }

    private func readIntent(_ root: YamlNode, into draft: inout PlaybookDraft) {
        let keys: [String] = if case .map(let pairs) = root.content { pairs.map(\.key.text) } else { [] }
        if keys.contains("verification") {
            VerificationReader(complaints: complaints).read(root, into: &draft)
        } else {
            IntentReader(complaints: complaints).read(root, into: &draft)
        }
    }

    private func withRoot(of file: SourceFile, _ body: (YamlNode) -> Void) {
        guard let root = YamlParser(complaints: complaints).parse(file.text, file: file.path) else { return }
        body(root)
    }
}
