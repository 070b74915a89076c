import PlaybookLoading
import PlaybookModel
import Synchronization
import Testing
import Vocabulary

/// A playbook whose articles were edited, loaded after the one before.
struct EditedArticleTests {
    private static let article = "knowledge/refunds.md"
    private static let another = "---\ntitle: Gift cards\n---\nThey never expire.\n"

    /// Files to put in, or to take out where there is no text.
    struct Edit: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let files: [String: String?]
        let isOfArticlesAlone: Bool

        init(_ name: String, _ files: [String: String?], alone: Bool) {
            (testDescription, self.files, isOfArticlesAlone) = (name, files, alone)
        }
    }

    private static let edits = [
        Edit("nothing", [:], alone: true),
        Edit("other words", [article: SoundPlaybook.article + "\nOne paragraph more.\n"], alone: true),
        Edit("a new article", ["knowledge/gift_cards.md": another], alone: true),
        Edit(
            "a translation",
            ["knowledge/de.md": "---\ntitle: Geld\nlocale: de\ntranslates: refunds\n---\nBald.\n"], alone: true),
        Edit("an article is gone", [article: nil], alone: false),
        Edit("two of a name", ["knowledge/more/refunds.md": another], alone: false),
        Edit("no day", [article: "---\ntitle: Refunds\nreview_by: soon\n---\nSoon.\n"], alone: false),
        Edit(
            "a translation of nothing",
            ["knowledge/de.md": "---\ntitle: Geld\nlocale: de\ntranslates: refnds\n---\nBald.\n"], alone: false),
        Edit(
            "another file too",
            [
                article: SoundPlaybook.article + "\nMore.\n",
                "assistant.yaml": SoundPlaybook.assistant.replacing("Finch", with: "Wren"),
            ], alone: false),
        Edit("a file of another kind is gone", ["talks/refund.yaml": nil], alone: false),
    ]

    @Test(arguments: edits)
    func `it is the same as if all were read anew, and articles alone are read alone`(_ edit: Edit) {
        let patterns = Mutex(0)
        let loader = PlaybookLoader { _ in
            patterns.withLock { $0 += 1 }
            return nil
        }
        let before = Self.files(SoundPlaybook.files)
        let first = loader.load(before, version: "v1")
        let readFirst = patterns.withLock { $0 }
        #expect(readFirst > 0)
        let after = Self.files(
            SoundPlaybook.files.merging(edit.files.compactMapValues(\.self)) { $1 }
                .filter { !edit.files.keys.contains($0.key) || edit.files[$0.key] != .some(nil) })

        let loaded = loader.load(after, version: "v2", after: first, of: before)
        #expect((patterns.withLock { $0 } == readFirst) == edit.isOfArticlesAlone)
        let whole = loader.load(after, version: "v2")
        #expect(loaded.playbook?.version == whole.playbook?.version)
        #expect(loaded.playbook?.articles == whole.playbook?.articles)
        #expect(loaded.playbook?.assistant == whole.playbook?.assistant)
        #expect(loaded.playbook?.intents.map(\.name) == whole.playbook?.intents.map(\.name))
        #expect(loaded.diagnostics == whole.diagnostics)
        #expect(loaded.talks == whole.talks)
    }

    private static func files(_ texts: [String: String]) -> [SourceFile] {
        texts.map { SourceFile(path: $0.key, text: $0.value) }
    }
}
