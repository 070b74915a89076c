/// An evaluation of intents as one web page: nothing outside it is needed, no script, light and dark.
public struct IntentPage: Sendable {
    private let result: IntentResult
    private let title: String

    /// - Parameter title: what was evaluated, e.g. the playbook's folder.
    public init(_ result: IntentResult, title: String) {
        self.result = result
        self.title = title
    }

    public var html: String {
        let plots = IntentPlots(result: result)
        let sections = [
            Markup.section(
                "Intents that overlap",
                lead: "They take each other's messages. Sharpen their phrases, or make one of the two.", overlaps),
            Markup.section(
                "Phrases that hurt most",
                lead: "Misread, the most confident first, each with the phrase that pulled it.", hardest),
            Markup.section(
                "Taken for another", lead: "Rows are what messages were, columns what they were taken for.",
                plots.heatMap + confusions),
            Markup.section("Confidence", lead: "", confidence(plots)),
            Markup.section("What the bot would do", lead: "", bands),
            Markup.section("Each intent", lead: "", plots.scores + perIntent),
            Markup.section("Figures", lead: "", figures),
        ]
        return """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>\(Markup.escaped(title)): how well intents are understood</title>
            <style>
            \(PageStyle.css)
            </style>
            </head>
            <body>
            <main>
            <header>
            <p class="kicker">Evaluation of intents · \(Markup.escaped(title))</p>
            <h1>\(Markup.escaped(result.verdict))</h1>
            \(tiles)
            </header>
            \(sections.joined())</main>
            </body>
            </html>

            """
    }

    // MARK: Pieces

    private var tiles: String {
        var facts = [
            ("right", Figure.percent(result.accuracy)), ("among three", Figure.percent(result.top3)),
            ("macro F1", Figure.percent(result.macroF1)), ("calibration gap", Figure.percent(result.ece)),
        ]
        if let outside = result.outOfScope { facts.append(("out of scope AUROC", Figure.percent(outside.auroc))) }
        let items = facts.map { "<div><dt>\(Markup.escaped($0.0))</dt><dd>\(Markup.escaped($0.1))</dd></div>" }
        return "<dl class=\"tiles\">\(items.joined())</dl>"
    }

    private var overlaps: String {
        guard !result.overlaps.isEmpty else { return "" }
        return Markup.table(
            "Pairs of intents", headers: ["Intents", "One way", "The other", "Share", "For example"],
            numeric: [1, 2, 3],
            rows: result.overlaps.prefix(10).map { overlap in
                let examples = overlap.examples.prefix(3)
                    .map { "<li>\(quoted($0.text)) as <code>\(Markup.escaped($0.answer))</code></li>" }
                return [
                    "<code>\(Markup.escaped(overlap.first))</code> <code>\(Markup.escaped(overlap.second))</code>",
                    "\(overlap.firstAsSecond)", "\(overlap.secondAsFirst)", Figure.percent(overlap.share),
                    "<ul>\(examples.joined())</ul>",
                ]
            }, isCaptionHidden: true, stacks: true)
    }

    private var hardest: String {
        guard !result.hardest.isEmpty else { return "" }
        return Markup.table(
            "Messages misread", headers: ["Message", "Is", "Taken for", "Confidence", "Pulled by"], numeric: [3],
            rows: result.hardest.prefix(25).map { phrase in
                let puller = phrase.nearest.map { nearest in
                    quoted(nearest.text)
                        + (nearest.intent == phrase.answer ? "" : " <code>\(Markup.escaped(nearest.intent))</code>")
                }
                return [
                    quoted(phrase.text), "<code>\(Markup.escaped(phrase.truth))</code>",
                    "<code>\(Markup.escaped(phrase.answer))</code>", Figure.percent(phrase.confidence, digits: 0),
                    puller ?? "–",
                ]
            }, isCaptionHidden: true, stacks: true)
    }

    private var confusions: String {
        guard !result.confusions.isEmpty else { return "" }
        return details(
            "All confusions as a table",
            Markup.table(
                "Messages of one intent taken for another", headers: ["Is", "Taken for", "Messages", "For example"],
                numeric: [2],
                rows: result.confusions.map { confusion in
                    [
                        "<code>\(Markup.escaped(confusion.truth))</code>",
                        "<code>\(Markup.escaped(confusion.answer))</code>", "\(confusion.count)",
                        confusion.examples.first.map(quoted) ?? "",
                    ]
                }))
    }

    private func confidence(_ plots: IntentPlots) -> String {
        let bins = Markup.table(
            "Confidence in ten bins", headers: ["Confidence", "Messages", "Right", "Share right", "Mean confidence"],
            numeric: [1, 2, 3, 4],
            rows: result.reliability.map { bin in
                [
                    "\(Figure.number(bin.from, 1)) to \(Figure.number(bin.to, 1))", "\(bin.count)", "\(bin.right)",
                    bin.accuracy.map { Figure.percent($0) } ?? "–", bin.confidence.map { Figure.percent($0) } ?? "–",
                ]
            })
        return """
            <div class="pair">
            <figure>\(plots.reliability)<figcaption>Is what it believes true? Bars on the dotted line are; below it the bot \
            is surer than it should be. Pale bars rest on few messages.</figcaption></figure>
            <figure>\(plots.histogram)<figcaption>How sure it was, <span class="key good">right</span> and \
            <span class="key bad">wrong</span>.</figcaption></figure>
            </div>
            """ + details("The bins as a table", bins)
    }

    private var bands: String {
        let columns = [result.bands] + (result.strangerBands.map { [$0] } ?? [])
        func row(_ what: String, _ count: (BandCounts) -> Int) -> [String] {
            [Markup.escaped(what)]
                + columns.flatMap { bands in
                    ["\(count(bands))", Figure.percent(Double(count(bands)) / Double(max(bands.total, 1)))]
                }
        }
        let headers =
            ["", "Messages", "Share"] + (columns.count > 1 ? ["Out of scope", "Share of these"] : [])
        return Markup.table(
            "What became of each message", headers: headers, numeric: Set(1..<headers.count),
            rows: [
                row("Act, and be right", \.actedRight), row("Act, and be wrong", \.actedWrong),
                row("Ask, the right one among three", \.askedWithRight),
                row("Ask, the right one not among them", \.askedWithoutRight),
                row("Say that it did not follow", \.rejected),
            ], isCaptionHidden: true)
    }

    private var perIntent: String {
        details(
            "All \(result.perIntent.count) intents as a table",
            Markup.table(
                "Each intent", headers: ["Intent", "Precision", "Recall", "F1", "Messages"], numeric: [1, 2, 3, 4],
                rows: result.perIntent.map { score in
                    [
                        "<code>\(Markup.escaped(score.intent))</code>", Figure.percent(score.precision),
                        Figure.percent(score.recall), Figure.percent(score.f1), "\(score.support)",
                    ]
                }))
    }

    private var figures: String {
        var rows = [
            ["Phrases learned", "\(result.examples)"], ["Intents", "\(result.intents)"],
            ["Training", "\(Figure.number(result.trainSeconds, 2)) s"],
            [
                "Reading a message",
                "\(Figure.number(result.parseMicros.p50, 0)) µs (p99 \(Figure.number(result.parseMicros.p99, 0)) µs)",
            ],
        ]
        if let mcc = result.mcc { rows.append(["Matthews' correlation", Figure.number(mcc, 3)]) }
        if let folds = result.folds {
            rows.append(["Right in each part", folds.accuracies.map { Figure.percent($0) }.joined(separator: ", ")])
        }
        if let outside = result.outOfScope {
            rows += [
                ["Out of scope, rejected", Figure.percent(outside.recall)],
                ["Rejected, out of scope", Figure.percent(outside.precision)],
                ["In scope, right and kept", Figure.percent(outside.inScopeAccuracy)],
                ["Out of scope kept when 95 % of the others are", Figure.percent(outside.fpr95)],
            ]
        }
        return Markup.table(
            "Further figures", headers: ["", "Value"], numeric: [1], rows: rows.map { $0.map(Markup.escaped) },
            isCaptionHidden: true)
    }

    private func details(_ summary: String, _ body: String) -> String {
        "<details><summary>\(Markup.escaped(summary))</summary>\n\(body)\n</details>\n"
    }

    private func quoted(_ text: String) -> String {
        "<q>\(Markup.escaped(text))</q>"
    }
}
