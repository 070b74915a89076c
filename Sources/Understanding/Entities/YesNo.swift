import Vocabulary

/// Yes or no, said at the beginning of a message.
enum YesNo {
    private static let yes = keys([
        "yes", "yeah", "yep", "yup", "yea", "ya", "sure", "ok", "okay", "correct", "right", "absolutely", "definitely",
        "certainly", "indeed", "affirmative", "y", "yess", "yesss", "yah", "aye", "fine", "agreed", "exactly", "okey",
        "of course", "go ahead", "go on", "do it", "please do", "sounds good", "that is right", "thats right",
        "that is correct", "thats correct", "thats it", "that works", "works for me", "confirm", "confirmed",
        "i confirm",
        "i do", "i am", "i would", "perfect", "great", "why not", "by all means", "you bet", "for sure",
    ])
    private static let no = keys([
        "no", "nope", "nah", "nay", "n", "not really", "no way", "never", "negative", "not at all", "wrong",
        "incorrect", "i do not", "i dont", "dont", "do not", "not now", "not yet", "id rather not", "thats wrong",
        "that is wrong", "thats not right", "that is not right", "thats not it", "not quite", "nothing", "noo", "nooo",
        "not correct", "im not", "i am not",
    ])
    private static let fillers = Set(
        ["um", "uh", "well", "oh", "hm", "hmm", "er", "erm", "ah", "so"].map { WordKey($0) })
    private static let thumbs: [UInt32: Bool] = [
        0x1F44D: true, 0x1F44E: false, 0x2705: true, 0x274C: false, 0x1F44C: true,
    ]

    private static func keys(_ phrases: [String]) -> Set<[WordKey]> {
        Set(phrases.map { Message($0).words.map(\.key) })
    }

    static func found(_ message: Message) -> [Found] {
        if let first = message.words.first, first.kind == .symbol, let flag = thumbs[first.letters[0]] {
            return [Found(BuiltIn.yesNo, .flag(flag), first.start..<first.end)]
        }
        let words = message.words.filter { $0.kind == .word }.drop { fillers.contains($0.key) }.prefix(4)
        for length in stride(from: words.count, to: 0, by: -1) {
            let start = words.startIndex
            let keys = words.prefix(length).map(\.key)
            let range = words[start].start..<words[start + length - 1].end
            // "no" wins over the "not" that may follow it; "right" in "right now" says nothing.
            if no.contains(keys) { return [Found(BuiltIn.yesNo, .flag(false), range)] }
            if yes.contains(keys), !isLeadingNowhere(words, length) {
                return [Found(BuiltIn.yesNo, .flag(true), range)]
            }
        }
        return []
    }

    private static let weak = keys(["right", "great", "fine", "perfect", "sure", "i do", "i am", "i would", "ya", "y"])
    private static let not = WordKey("not")

    /// A weak word that begins a longer sentence ("I am late", "right now") is not an answer.
    private static func isLeadingNowhere(_ words: ArraySlice<Message.Word>, _ length: Int) -> Bool {
        guard words.count > length else { return false }
        let next = words[words.startIndex + length]
        return next.key == not || weak.contains(words.prefix(length).map(\.key))
    }
}
