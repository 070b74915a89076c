/// The words of a remark that say what it is about.
struct Wording: Sendable {
    /// English words that every remark may have; others' lists can be added.
    static let common: Set<String> = Set(
        """
        a about after again all already also always am an and any anyone anything are as ask at be because been before \
        being but by can cannot cant come could day did didnt do does doesnt doing done dont each else even ever every \
        for from get gets getting give go going got had has hasnt have havent having he hello help her here hey hi him \
        his hour how however i id if ill im in into is isnt it its ive just keep know last let like long look made make \
        many may maybe me might minute month more most much must my need needs never new no not nothing now of off ok \
        okay on once one only or order other our out over own please problem put question really right said same say \
        see seem she should so some something still such sure take tell than thank thanks that thats the their them \
        then there these they thing think this those though time to today told tomorrow too tried try trying until up \
        us use used using very want wanted was wasnt way we week well went were what whats when where which while who \
        why will wish with without wont work working works would wouldnt yes yesterday yet you your youre
        """.split(separator: " ").map(String.init))

    /// Words looked at in one remark.
    private static let longest = 60

    /// In order, in their short forms.
    let words: [String]

    init(_ text: String, ignoring ignored: Set<String>) {
        var words: [String] = []
        for token in text.lowercased().split(whereSeparator: { !$0.isLetter && $0 != "'" && $0 != "’" }) {
            let plain = token.filter { $0.isLetter }
            guard plain.count > 1, !ignored.contains(plain) else { continue }
            words.append(Self.short(plain))
            if words.count >= Self.longest { break }
        }
        self.words = words
    }

    /// Single words, and neighbours as one.
    var terms: Set<String> {
        Set(words).union(zip(words, words.dropFirst()).map { "\($0) \($1)" })
    }

    /// "wrapping", "wrapped" and "wraps" are about the same thing. Crude, and enough to put remarks together.
    private static func short(_ word: String) -> String {
        if word.count > 6, word.hasSuffix("ing") { return undoubled(String(word.dropLast(3))) }
        if word.count > 5, word.hasSuffix("ed") { return undoubled(String(word.dropLast(2))) }
        if word.count > 5, word.hasSuffix("ies") { return word.dropLast(3) + "y" }
        if word.count > 3, word.hasSuffix("s"), !word.hasSuffix("ss"), !word.hasSuffix("us") {
            return String(word.dropLast())
        }
        return word
    }

    private static func undoubled(_ word: String) -> String {
        guard let last = word.last, word.dropLast().last == last, !"aeiouls".contains(last) else { return word }
        return String(word.dropLast())
    }
}
