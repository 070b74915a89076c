internal import Engagement
internal import Foundation
internal import Gateway
internal import Outreach
internal import PlaybookModel
internal import Vocabulary

/// The status page for people: words and marks, no script, light and dark by the reader's own choice.
struct StatusPage {
    let report: StatusReport
    let zone: TimeZone
    let locale: Locale

    var html: String {
        let title = Self.escape("\(report.company) status")
        return """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
            <title>\(Self.escape(report.description)) · \(title)</title>
            <link rel="stylesheet" href="/status/assets/status.css">
            <link rel="alternate" type="application/json" href="/api/v2/summary.json">
            </head>
            <body><main>
            <h1>\(title)</h1>
            <p class="banner \(report.indicator.rawValue)" role="status">\(Self.escape(headline))\
            <small>As of \(time(report.now))</small></p>
            \(components)
            \(section("Open", report.open))
            \(section("The last two weeks", report.incidents.filter { $0.stage == .resolved }))
            \(report.incidents.isEmpty ? "<p>Nothing has been out of order in the last two weeks.</p>" : "")
            <footer>The same for programs: <a href="/api/v2/summary.json">summary.json</a>.</footer>
            </main></body></html>
            """
    }

    private var headline: String {
        switch report.indicator {
        case .none: report.open.isEmpty ? "Everything works" : "We are looking into something"
        case .minor: "Something is not as it should be"
        case .major: "Part of it does not work"
        case .critical: "It does not work"
        }
    }

    private var components: String {
        guard !report.components.isEmpty else { return "" }
        let rows = report.components.map { component in
            let status = report.status(of: component)
            let words = status.replacingOccurrences(of: "_", with: " ")
            return "<li class=\"\(status)\"><span>\(Self.escape(component.title))</span><b>\(words)</b></li>"
        }
        return "<h2>Parts</h2>\n<ul class=\"parts\">\(rows.joined(separator: "\n"))</ul>"
    }

    private func section(_ title: String, _ views: [IncidentView]) -> String {
        guard !views.isEmpty else { return "" }
        return "<h2>\(title)</h2>\n" + views.map(article).joined(separator: "\n")
    }

    private func article(_ view: IncidentView) -> String {
        let tone = view.stage == .resolved ? "over" : view.incident.impact.rawValue
        let story = view.story.reversed().map { update in
            "<li><strong>\(update.stage.rawValue.capitalized)</strong> · \(time(update.at))<br>"
                + "\(Self.escape(update.text))</li>"
        }
        let next = view.next.map { ", next news by \(time($0))" } ?? ""
        let reporters = view.reporters == 0 ? "" : ", \(view.reporters) of you told us"
        return """
            <article class="\(tone)" id="\(Self.escape(view.incident.id.rawValue))">
            <h3>\(Self.escape(view.incident.title))</h3>
            <p class="meta">Since \(time(view.openedAt))\(next)\(reporters)</p>
            <ol>\(story.joined(separator: "\n"))</ol>
            </article>
            """
    }

    private func time(_ moment: Timestamp) -> String {
        let date = Date(timeIntervalSince1970: Double(moment.milliseconds) / 1_000)
        var style = Date.FormatStyle(date: .abbreviated, time: .shortened, locale: locale)
        style.timeZone = zone
        let words = Self.escape(date.formatted(style))
        return "<time datetime=\"\(StatusReport.notation(of: moment))\">\(words)</time>"
    }

    static func escape(_ text: String) -> String {
        var escaped = ""
        for character in text {
            switch character {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "'": escaped += "&#39;"
            default: escaped.append(character)
            }
        }
        return escaped
    }
}
