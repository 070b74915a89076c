import PlaybookModel

/// Talks as JUnit XML, which every CI shows.
public enum JUnit {
    public static func xml(_ reports: [TalkReport]) -> String {
        let failed = reports.count { !$0.passed }
        let spent = time(reports.reduce(0) { $0 + $1.seconds })
        let totals = #"tests="\#(reports.count)" failures="\#(failed)" errors="0" time="\#(spent)""#
        var lines = [
            #"<?xml version="1.0" encoding="UTF-8"?>"#, "<testsuites \(totals)>",
            #"  <testsuite name="talks" \#(totals)>"#,
        ]
        for report in reports {
            let file = escaped(report.file)
            let name = escaped(report.title)
            let attributes = #"classname="\#(file)" name="\#(name)" file="\#(file)" time="\#(time(report.seconds))""#
            guard !report.passed else {
                lines.append("    <testcase \(attributes)/>")
                continue
            }
            lines.append("    <testcase \(attributes)>")
            for failure in report.failures {
                let place = "\(failure.place.file):\(failure.place.line)"
                let text = (["\(place): \(failure.message)"] + failure.difference).joined(separator: "\n")
                lines.append(#"      <failure message="\#(escaped(failure.message))">\#(escaped(text))</failure>"#)
            }
            lines.append("      <system-out>\(escaped(report.transcript.joined(separator: "\n")))</system-out>")
            lines.append("    </testcase>")
        }
        lines += ["  </testsuite>", "</testsuites>", ""]
        return lines.joined(separator: "\n")
    }

    private static func time(_ seconds: Double) -> String {
        let thousandths = Int((seconds * 1_000).rounded())
        let digits = String(thousandths % 1_000)
        return "\(thousandths / 1_000)." + String(repeating: "0", count: 3 - digits.count) + digits
    }

    /// XML 1.0 forbids most control characters even when they are escaped, so they are left out.
    private static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "\n": result += "&#10;"
            case "\t": result += "&#9;"
            case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{FFFE}", "\u{FFFF}": break
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
