/// The part of a passage that answers: whole lines or sentences, as they stand, up to a bound. Nothing is reworded;
/// where something is left out stands "…".
public enum Extract {
    /// Characters of an answer, at most, unless a single sentence is longer.
    public static let lengthLimit = 600

    /// The passage itself where it is short enough; otherwise the sentences around the one that shares most with the
    /// question. The beginning, where none shares anything.
    ///
    /// - Parameters:
    ///   - passage: plain text, its lines items of a list or rows of a table.
    ///   - question: in the asker's words.
    public static func cut(_ passage: String, for question: String, limit: Int = lengthLimit) -> String {
        guard passage.count > limit else { return passage }
        let pieces = pieces(of: passage)
        guard pieces.count > 1 else { return clipped(passage, limit) }
        let wanted = stems(question)
        let shared = pieces.map { stems(String($0.text)).intersection(wanted).count }
        let best = shared.indices.max { (shared[$0], $1) < (shared[$1], $0) } ?? 0
        guard pieces[best].text.count <= limit else { return clipped(String(pieces[best].text), limit) }

        var range = best..<best + 1
        var length = pieces[best].text.count
        // What follows explains; what comes before is added where there is room left.
        while range.upperBound < pieces.count, length + pieces[range.upperBound].length <= limit {
            length += pieces[range.upperBound].length
            range = range.lowerBound..<range.upperBound + 1
        }
        while range.lowerBound > 0, length + pieces[range.lowerBound - 1].length <= limit {
            length += pieces[range.lowerBound - 1].length
            range = range.lowerBound - 1..<range.upperBound
        }
        var text = ""
        for index in range {
            if index > range.lowerBound { text += pieces[index].joint }
            text += pieces[index].text
        }
        if range.lowerBound > 0 { text = "… " + text }
        if range.upperBound < pieces.count { text += pieces[range.upperBound].joint == "\n" ? "\n…" : " …" }
        return text
    }

    private struct Piece {
        let text: Substring
        /// What stands between the piece before and this one.
        let joint: String

        var length: Int { text.count + joint.count }
    }

    /// Lines, and the sentences of lines.
    private static func pieces(of passage: String) -> [Piece] {
        var pieces: [Piece] = []
        for line in passage.split(separator: "\n") {
            for (place, sentence) in sentences(of: line).enumerated() {
                pieces.append(Piece(text: sentence, joint: place == 0 ? "\n" : " "))
            }
        }
        return pieces
    }

    /// A sentence ends with a mark that has a space behind it and a capital, a digit or a quote after that; "e.g. this"
    /// and "10. that" do not end one.
    private static func sentences(of line: Substring) -> [Substring] {
        var sentences: [Substring] = []
        var start = line.startIndex
        var index = line.startIndex
        while index < line.endIndex {
            let next = line.index(after: index)
            if ".!?".contains(line[index]), next < line.endIndex, line[next] == " " {
                let word = line[start..<index].split(separator: " ").last ?? ""
                let after = line[next...].first { $0 != " " }
                let begins = after.map { $0.isUppercase || $0.isNumber || "\"“‘'(".contains($0) } ?? false
                let isNumber = !word.isEmpty && word.allSatisfy(\.isNumber) && line[start..<index].count <= 3
                if begins, !isNumber, !abbreviations.contains(word.lowercased()) {
                    sentences.append(line[start...index])
                    start = line[next...].firstIndex { $0 != " " } ?? line.endIndex
                    index = start
                    continue
                }
            }
            index = next
        }
        if start < line.endIndex { sentences.append(line[start...]) }
        return sentences
    }

    private static let abbreviations: Set<String> = ["e.g", "i.e", "mr", "mrs", "ms", "dr", "st", "no", "approx", "vs"]

    /// At a space, when no sentence ends in time.
    private static func clipped(_ text: String, _ limit: Int) -> String {
        guard text.count > limit else { return text }
        let part = text.prefix(limit)
        let end = part.lastIndex { $0.isWhitespace } ?? part.endIndex
        return part[..<end] + " …"
    }

    /// Beginnings of the words that are long enough to tell something.
    private static func stems(_ text: String) -> Set<Substring> {
        Set(
            text.lowercased().split { !$0.isLetter && !$0.isNumber }
                .filter { $0.count > 3 || $0.first?.isNumber == true }.map { $0.prefix(5) })
    }
}
