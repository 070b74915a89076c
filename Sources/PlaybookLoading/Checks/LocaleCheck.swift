import PlaybookModel
import Vocabulary

/// Texts can be written as the assistant's locale writes them.
struct LocaleCheck: Check {
    /// Languages the bot writes dates and numbers in.
    private static let spoken: Set<String> = ["en", "de", "fr"]

    func run(on subject: CheckSubject, _ complaints: Complaints) {
        let locale = subject.playbook.assistant.locale
        let language = locale.prefix { $0 != "-" && $0 != "_" }.lowercased()
        let forms = Self.pluralForms(of: language)
        for response in subject.playbook.responses.values {
            let used = Set((response.texts + response.attachments).flatMap(\.pluralForms))
            for form in used.subtracting(forms).sorted() where !form.hasPrefix("=") {
                complaints.warning(
                    .pluralForm, at: response.place, "no number takes the form '\(form)' in '\(locale)'",
                    suggestion: "its forms are \((forms.sorted() + ["other"]).joined(separator: ", "))")
            }
        }
        guard !Self.spoken.contains(language) else { return }
        checkFormats(subject.playbook, complaints)
    }

    /// One complaint for the whole playbook: it is the language that is not spoken.
    private func checkFormats(_ playbook: Playbook, _ complaints: Complaints) {
        let formatted = playbook.responses.values.filter { response in
            (response.texts + response.attachments).flatMap(\.formats).contains(where: \.dependsOnLocale)
        }
        guard let first = formatted.min(by: { $0.place < $1.place }) else { return }
        complaints.warning(
            .localeFormat, at: first.place,
            "amounts, days and lists cannot be written as '\(playbook.assistant.locale)' writes them; in this and "
                + "\(formatted.count - 1) other responses they come out as in English",
            suggestion: "let the actions bring the words, or take the formats away")
    }

    /// Plural categories beside `other` (Unicode CLDR, cardinal numbers).
    private static func pluralForms(of language: String) -> Set<String> {
        switch language {
        case "ja", "zh", "ko", "vi", "th", "id": []
        case "pl", "ru", "uk", "be", "cs", "sk": ["one", "few", "many"]
        default: ["one"]
        }
    }
}

extension Template {
    /// Of every `plural`, nested ones included.
    fileprivate var pluralForms: [String] {
        pieces.flatMap { piece -> [String] in
            guard case .cases(_, let cases) = piece else { return [] }
            let own = cases.kind == .plural ? Array(cases.forms.keys) : []
            return own + cases.forms.values.flatMap(\.pluralForms) + cases.other.pluralForms
        }
    }

    fileprivate var formats: [Format] {
        pieces.flatMap { piece -> [Format] in
            switch piece {
            case .text: []
            case .value(_, let format): format.map { [$0] } ?? []
            case .cases(_, let cases): cases.forms.values.flatMap(\.formats) + cases.other.formats
            }
        }
    }
}

extension Template.Format {
    fileprivate var dependsOnLocale: Bool {
        switch self {
        case .money, .date, .time, .list, .number, .weekday, .datetime: true
        case .upper, .lower, .count: false
        }
    }
}
