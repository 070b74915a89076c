/// Takes the greeting and the thanks off a request, so that "hi there, where is my parcel, thanks" is about a parcel.
/// A message that is nothing but courtesy stays as it is.
enum Courtesy {
    static func requestOnly(_ words: [Message.Word]) -> [Message.Word] {
        var rest = words[...]
        strip(greetings, fromStartOf: &rest)
        stripThanks(fromStartOf: &rest)
        strip(farewells, fromEndOf: &rest)
        return isRequest(rest) ? Array(rest) : words
    }

    /// Nothing is asked or told: a greeting, thanks, a pleasantry.
    static func isAll(_ words: ArraySlice<Message.Word>) -> Bool {
        var rest = words
        strip(greetings, fromStartOf: &rest)
        strip(farewells, fromEndOf: &rest)
        strip(pleasantries, fromStartOf: &rest)
        return !isRequest(rest)
    }

    private static let pleasantries = phrases(
        """
        how are you doing,how are you today,how are you,hows it going,hope you are well,hope youre well,
        i hope you are well,i hope youre well,hope all is well,hope you are having a nice day,
        hope youre having a nice day,hope you are having a good day,hope youre having a good day,nice to meet you,
        i have a question,i have two questions,i have a few questions,quick question,i need help,i need your help,
        i need some help,can you help me,could you help me,can you help,please help me,please help,sorry to bother you
        """)

    private static let greetings = phrases(
        """
        good morning there,good afternoon there,good evening there,good morning,good afternoon,good evening,good day,
        hi there,hello there,hey there,hi team,hello team,hi all,hi guys,hey guys,hi finch,hello again,hi again,dear team,
        dear sir or madam,greetings,hiya,howdy,hello,hi,hey,heya,hallo,yo,morning,evening
        """)
    private static let farewells = phrases(
        """
        thank you very much in advance,thank you so much in advance,thanks in advance,thank you in advance,
        thank you very much,thank you so much,thanks so much,thanks very much,thanks a lot,thanks a million,many thanks,
        thank you,thanks,thankyou,thanx,thx,cheers,kind regards,best regards,regards,all the best,have a nice day,
        have a good day,bye,goodbye,please,pls,plz
        """)
    /// Alone, these ask for nothing.
    private static let idle = Set(
        """
        ok okay great perfect cool nice good lovely awesome brilliant wonderful super that thats it is was all no yes
        yeah for your the help so much very really a lot and you i im its been again now then well done oh have day
        """.split { $0 == " " || $0 == "\n" }.map { WordKey(String($0)) })
    private static let thanks = Set(["thanks", "thank", "thankyou", "thx", "cheers", "ty"].map { WordKey($0) })
    private static let turns = Set(["but", "however", "now", "also", "and", "though"].map { WordKey($0) })

    private static func phrases(_ list: String) -> [[WordKey]] {
        list.split { $0 == "," || $0 == "\n" }
            .map { $0.split(separator: " ").map { WordKey(String($0)) } }
            .filter { !$0.isEmpty }
            .sorted { $0.count > $1.count }
    }

    private static func strip(_ phrases: [[WordKey]], fromStartOf words: inout ArraySlice<Message.Word>) {
        guard let phrase = phrases.first(where: { words.prefix($0.count).map(\.key) == $0 }) else { return }
        words = words.dropFirst(phrase.count).drop { $0.kind == .symbol }
    }

    private static func strip(_ phrases: [[WordKey]], fromEndOf words: inout ArraySlice<Message.Word>) {
        for _ in 0..<3 {
            var end = words
            while let last = end.last, last.kind == .symbol { end.removeLast() }
            guard let phrase = phrases.first(where: { end.suffix($0.count).map(\.key) == $0 }) else { return }
            words = end.dropLast(phrase.count)
        }
    }

    /// "Thanks, but where is it?": thanks for what was, then a request.
    private static func stripThanks(fromStartOf words: inout ArraySlice<Message.Word>) {
        guard let first = words.first, thanks.contains(first.key) else { return }
        guard
            let turn = words.prefix(6).firstIndex(where: { turns.contains($0.key) || isStop($0) }),
            words.distance(from: turn, to: words.endIndex) > 3
        else { return }
        words = words[(turn + 1)...].drop { $0.kind == .symbol || turns.contains($0.key) }
    }

    private static func isStop(_ word: Message.Word) -> Bool {
        word.kind == .symbol && [0x2C, 0x2E, 0x21].contains(word.letters[0])
    }

    private static func isRequest(_ words: ArraySlice<Message.Word>) -> Bool {
        words.contains { $0.kind != .symbol && !idle.contains($0.key) }
    }
}
