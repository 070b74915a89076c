import PlaybookModel

/// Adds a phrase to the text of an intent's file, below those it has, and leaves everything else as it is.
enum ExampleEdit {
    /// `nil`: the file has no list of examples with a line for each.
    static func adding(_ phrase: String, to file: String) -> String? {
        var lines = file.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        guard let head = lines.firstIndex(where: { $0.hasPrefix("examples:") }),
            !lines[head].dropFirst("examples:".count).contains(where: { $0 != " " && $0 != "\r" })
        else { return nil }
        var last: (index: Int, indent: String)?
        for index in lines.indices.dropFirst(head + 1) {
            let line = lines[index]
            let indent = String(line.prefix { $0 == " " })
            let rest = line.dropFirst(indent.count)
            if rest.hasPrefix("- ") {
                guard last == nil || last?.indent == indent else { continue }
                last = (index: index, indent: indent)
            } else if !rest.isEmpty, !rest.hasPrefix("#") {
                // A phrase may go on in a deeper line.
                guard let item = last, indent.count > item.indent.count else { break }
                last = (index: index, indent: item.indent)
            }
        }
        guard let last else { return nil }
        lines.insert("\(last.indent)- \(YamlText.scalar(phrase))", at: last.index + 1)
        return lines.joined(separator: "\n")
    }
}
