/// What makes a line a promise, and what makes it one with a day: "we will get back to you" without a day is a brush-off.
public enum PromiseWords {
    private static let promising: [String] = [
        "get back to you", "come back to you", "be in touch", "look into it", "look into this", "looking into it",
        "keep you posted", "keep you informed", "keep you updated", "let you know as soon", "as soon as possible",
        "as soon as we can", "contact you shortly", "contact you soon", "reply shortly", "in due course",
        "hear from us", "follow up with you", "melden uns", "melde mich", "sobald wie möglich", "so bald wie möglich",
        "kümmern uns darum", "in kürze", "halten sie auf dem laufenden", "dès que possible", "vous recontacter",
        "vous recontactera", "vous recontacterons", "revenons vers vous", "reviendrons vers vous",
        "tenons au courant", "tiendrons au courant", "dans les plus brefs délais",
    ]
    private static let phrases: [(words: [String], text: String)] = promising.map { (words($0), $0) }

    private static let units: Set<String> = [
        "second", "seconds", "minute", "minutes", "hour", "hours", "day", "days", "week", "weeks", "month", "months",
        "sekunde", "sekunden", "minuten", "stunde", "stunden", "tag", "tage", "tagen", "woche", "wochen", "monat",
        "monate", "monaten", "heure", "heures", "jour", "jours", "semaine", "semaines", "mois",
    ]
    private static let numbers: Set<String> = [
        "a", "an", "one", "two", "three", "four", "five", "six", "seven", "ten", "couple", "working", "business",
        "einer", "einem", "eines", "zwei", "drei", "vier", "fünf", "un", "une", "deux", "trois", "quatre", "cinq",
        "ouvrables", "ouvrés",
    ]
    private static let days: Set<String> = [
        "today", "tonight", "tomorrow", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
        "noon", "midnight", "heute", "morgen", "montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag",
        "sonntag", "aujourd", "demain", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche",
    ]

    private static func words(_ text: String) -> [String] {
        text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
    }

    /// "within 3 to 5 working days", "by Friday", "in two hours".
    public static func namesTime(_ text: String) -> Bool {
        let words = words(text)
        for (index, word) in words.enumerated() {
            if days.contains(word) { return true }
            guard units.contains(word), index > 0 else { continue }
            let before = words[index - 1]
            if numbers.contains(before) || before.contains(where: \.isNumber) { return true }
        }
        return false
    }

    /// The words by which a text promises something.
    public static func promise(in text: String) -> String? {
        let words = words(text)
        return phrases.first { words.contains($0.words) }?.text
    }
}
