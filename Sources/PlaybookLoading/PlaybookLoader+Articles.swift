internal import PlaybookModel
public import Vocabulary

extension PlaybookLoader {
    /// The same as ``load(_:version:)``, sooner where articles alone have changed: nothing else in a playbook depends on
    /// what an article says, so what was read and proven of everything else still holds.
    ///
    /// - Parameters:
    ///   - earlier: what `filesBefore` gave.
    ///   - filesBefore: every file of the folder as it was then.
    public func load(
        _ files: [SourceFile], version: PlaybookVersion, after earlier: LoadedPlaybook, of filesBefore: [SourceFile]
    ) -> LoadedPlaybook {
        articlesAlone(files, version, earlier, filesBefore) ?? load(files, version: version)
    }

    /// Nothing where there is more to it: then everything is read, and told of as a whole.
    private func articlesAlone(
        _ files: [SourceFile], _ version: PlaybookVersion, _ earlier: LoadedPlaybook, _ filesBefore: [SourceFile]
    ) -> LoadedPlaybook? {
        guard let playbook = earlier.playbook else { return nil }
        let isArticle = { (file: SourceFile) in FileKind(path: file.path) == .article }
        let before = Dictionary(filesBefore.map { ($0.path, $0.text) }, uniquingKeysWith: { first, _ in first })
        let others = files.filter { !isArticle($0) }
        guard others.count == filesBefore.count(where: { !isArticle($0) }),
            others.allSatisfy({ before[$0.path] == $0.text })
        else { return nil }

        let known = Dictionary(playbook.articles.map { ($0.place.file, $0) }, uniquingKeysWith: { first, _ in first })
        let complaints = Complaints()
        var articles: [Article] = []
        var changed: Set<String> = []
        for file in files.filter(isArticle).sorted(by: { $0.path < $1.path }) {
            if let article = known[file.path], before[file.path] == file.text {
                articles.append(article)
            } else {
                guard let article = ArticleReader(complaints: complaints).read(file) else { return nil }
                articles.append(article.settled(in: playbook.assistant))
                changed.insert(file.path)
            }
        }
        // An intent may name an article that is gone; two of a name are told of with both places.
        let names = Set(articles.map(\.name))
        guard names.count == articles.count, playbook.articles.allSatisfy({ names.contains($0.name) }) else {
            return nil
        }
        TranslationCheck().run(on: articles, complaints)
        guard !complaints.hasErrors else { return nil }
        let remaining = earlier.diagnostics.filter { !changed.contains($0.place.file) } + complaints.sorted
        return LoadedPlaybook(
            playbook: playbook.with(articles, version: version),
            diagnostics: remaining.sorted { ($0.place, $0.rule) < ($1.place, $1.rule) }, talks: earlier.talks)
    }
}
