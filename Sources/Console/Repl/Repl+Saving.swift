import PlaybookLoading
import PlaybookModel
import Vocabulary

extension Repl {
    /// A name is a talk of the playbook's; a path is taken as it is.
    private static func talkPath(_ file: String) -> String {
        let named = file.hasSuffix(".yaml") || file.hasSuffix(".yml") ? file : file + ".yaml"
        return named.contains("/") ? named : "talks/" + named
    }

    /// Written only when it passes, so that a saved talk is a true one.
    func saveTest(_ file: String, title: String) -> String {
        let path = Self.talkPath(file)
        guard files.read(path) == nil else { return paint("\(path) is there already; choose another name", .red) }
        let first = point.rehearsal.log.lazy.compactMap { record -> String? in
            if case .visitorSaid(let text, _) = record.event { text } else { nil }
        }.first
        guard let first else { return paint("nothing was said yet", .red) }
        let recorder = TalkRecorder(point.rehearsal.log, title: title.isEmpty ? first : title, file: path)
        guard recorder.left.isEmpty else {
            return paint("a talk cannot say that \(recorder.left.joined(separator: ", "))", .red)
        }
        let report = TalkRunner(machine: machine, listener: listener).run(recorder.talk)
        guard report.passed else {
            return paint("not saved: played again, the conversation goes otherwise", .red) + "\n" + report.text(paint)
        }
        if let problem = files.write(path, TalkWriter.text(recorder.talk)) { return paint("\(path): \(problem)", .red) }
        return "Saved as \(path); it passes."
    }

    func saveExample(_ wanted: IntentName?) -> String {
        guard let last = point.last else { return paint("nothing was said yet", .red) }
        let heard = last.interpretation
        // An answer to a question resembles some intent, too; only what was taken for one is its example.
        guard let name = wanted ?? (heard.band == .none ? nil : heard.intents.first?.value) else {
            return paint("\"\(last.text)\" was taken for no intent; write ':save-example INTENT'", .red)
        }
        guard let intent = playbook.intent(name) else { return paint("no intent '\(name)'", .red) }
        let phrase = Redaction.of(last.text)
        let known = (intent.examples + intent.heldOut).contains { $0.text.lowercased() == phrase.lowercased() }
        guard !known else { return "\"\(phrase)\" is an example of \(name) already." }
        let path = intent.place.file
        guard let text = files.read(path) else { return paint("\(path) cannot be read", .red) }
        // Brackets mark slots in examples.
        guard !phrase.contains("["), let edited = ExampleEdit.adding(phrase, to: text) else {
            return paint("add it to \(path) by hand:", .red) + "\n  - " + YamlText.scalar(phrase)
        }
        if let problem = files.write(path, edited) { return paint("\(path): \(problem)", .red) }
        return "\(path): - \(YamlText.scalar(phrase))\n:reload trains on it."
    }
}
