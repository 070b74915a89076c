import PlaybookModel

/// A phrase whose marks name the slot a span fills: `money back for order [10042](order)`.
struct ExampleReader {
    let complaints: Complaints

    func read(_ scalar: Scalar) -> ExampleDraft {
        let scalars = Array(scalar.text.unicodeScalars)
        var text = String.UnicodeScalarView()
        var spans: [(slot: Word, text: String)] = []
        var index = 0
        while index < scalars.count {
            guard scalars[index] == "[" else {
                text.append(scalars[index])
                index += 1
                continue
            }
            guard let close = scalars[index...].firstIndex(of: "]"), close + 1 < scalars.count,
                scalars[close + 1] == "(", let end = scalars[close...].firstIndex(of: ")"),
                close > index + 1, end > close + 2
            else {
                complaints.error(
                    .badValue, at: scalar.place(at: index), "a mark is not complete",
                    suggestion: "write [the words](slot)")
                return ExampleDraft(text: scalar.text, spans: [], place: scalar.place)
            }
            let marked = scalars[index + 1..<close]
            text.append(contentsOf: marked)
            spans.append(
                (
                    slot: Word(text: string(scalars[close + 2..<end]), place: scalar.place(at: close + 2)),
                    text: string(marked)
                ))
            index = end + 1
        }
        return ExampleDraft(text: String(text), spans: spans, place: scalar.place)
    }

    private func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }
}
