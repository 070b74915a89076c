internal import ArgumentParser
internal import ArticleExchange
internal import Foundation
internal import HelpCentre
internal import PlaybookModel

extension Import {
    struct Articles: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Turn a folder of Markdown, HTML or CSV into articles.",
            discussion: """
                Every .md, .html, .csv and .tsv file under the folder: an article a page, or a row of a table with the
                columns question and answer. What has no place in an article is listed with its place. A file that is
                there already and says something else is never overwritten: then nothing is written and the exit code
                is 1, unless --replace is given.

                  warmline import articles help-pages --to Intents/knowledge
                """)

        @Argument(help: "The folder with the pages.")
        var folder: String

        @Option(help: "Where the articles go.")
        var to: String = "Intents/knowledge"

        @Flag(help: "Overwrite articles of the same names.")
        var replace = false

        @Flag(help: "Say what would be done, and do nothing.")
        var dryRun = false

        @Flag(help: "The report as one JSON object on standard output.")
        var json = false

        func validate() throws {
            // In the folder itself nobody would ever read them.
            guard !FileManager.default.fileExists(atPath: "\(to)/assistant.yaml") else {
                throw ValidationError("'\(to)' is a whole playbook; its articles stand in '\(to)/knowledge'.")
            }
        }

        func run() throws {
            let imported = ArticleImporter().run(on: try ArticleFolder(path: folder).files())
            let target = URL(fileURLWithPath: to)
            var fresh: [ArticleFile] = []
            var changed: [ArticleFile] = []
            for article in imported.articles {
                let present = try? String(contentsOf: target.appendingPathComponent(article.path), encoding: .utf8)
                if present == nil { fresh.append(article) }
                if let present, present != article.text { changed.append(article) }
            }
            let isBlocked = !changed.isEmpty && !replace
            if !isBlocked, !dryRun {
                try FileManager.default.createDirectory(at: target, withIntermediateDirectories: true)
                for article in fresh + changed {
                    try Data(article.text.utf8).write(
                        to: target.appendingPathComponent(article.path), options: .atomic)
                }
            }
            let report = Report(
                articles: imported.articles.count, written: isBlocked || dryRun ? 0 : fresh.count + changed.count,
                unchanged: imported.articles.count - fresh.count - changed.count,
                inTheWay: replace ? [] : changed.map(\.path), lostArticles: imported.losses.count(where: \.isArticle),
                losses: imported.losses.map(\.description))
            StandardOutput.write(json ? report.json : report.text(to))
            if isBlocked { throw ExitCode(1) }
        }
    }

    private struct Report: Encodable {
        let articles: Int
        let written: Int
        let unchanged: Int
        let inTheWay: [String]
        let lostArticles: Int
        let losses: [String]

        func text(_ folder: String) -> String {
            var lines = losses
            lines += inTheWay.map { "\(folder)/\($0) is there and says something else (--replace overwrites it)" }
            if !inTheWay.isEmpty { lines.append("nothing was written") }
            lines.append(
                "\(articles) articles: \(written) written, \(unchanged) unchanged, \(inTheWay.count) in the way; "
                    + "\(lostArticles) left out, \(losses.count) remarks")
            return lines.joined(separator: "\n")
        }

        var json: String {
            let encoder = JSONEncoder()
            encoder.keyEncodingStrategy = .convertToSnakeCase
            encoder.outputFormatting = [.sortedKeys]
            return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
        }
    }
}

struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Take articles out of a playbook.", subcommands: [Articles.self])

    struct Articles: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write all articles as Markdown, HTML or CSV.",
            discussion: """
                Markdown comes back unchanged by `warmline import articles`. The folder is empty or not there yet.

                  warmline export articles --to backup
                  warmline export articles --to pages --format html
                """)

        @Option(help: "The playbook's folder.")
        var playbook: String = "Intents"

        @Option(help: "Where the files go; empty or not there yet.")
        var to: String

        @Option(help: "markdown, html or csv.")
        var format: Format = .markdown

        enum Format: String, CaseIterable, ExpressibleByArgument {
            case markdown
            case html
            case csv

            var form: ArticleExporter.Form {
                switch self {
                case .markdown: .markdown
                case .html: .html
                case .csv: .csv
                }
            }
        }

        func run() throws {
            let present = (try? FileManager.default.contentsOfDirectory(atPath: to)) ?? []
            guard present.isEmpty else {
                throw ValidationError("'\(to)' is not an empty folder; nothing is overwritten.")
            }
            let playbook = try PlaybookFolder(path: playbook).checkedPlaybook()
            let files = ArticleExporter { ArticlePage($0).html }.files(of: playbook, as: format.form)
            let target = URL(fileURLWithPath: to)
            try FileManager.default.createDirectory(at: target, withIntermediateDirectories: true)
            for (name, text) in files {
                try Data(text.utf8).write(to: target.appendingPathComponent(name), options: .withoutOverwriting)
            }
            StandardOutput.write("\(playbook.articles.count) articles in \(files.count) files in \(to)")
        }
    }
}

/// The pages of a folder on disk.
private struct ArticleFolder {
    let path: String

    func files() throws -> [String: String] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
            throw ValidationError("There is no folder '\(path)'.")
        }
        var files: [String: String] = [:]
        for name in try FileManager.default.subpathsOfDirectory(atPath: path) where ArticleImporter.reads(name) {
            let data = try Data(contentsOf: URL(fileURLWithPath: "\(path)/\(name)"))
            // Old pages are often in Latin-1, in which every byte is a letter.
            files[name] = String(data: data, encoding: .utf8) ?? String(data: data, encoding: .isoLatin1)
        }
        return files
    }
}
