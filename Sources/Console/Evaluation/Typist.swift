internal import Vocabulary

/// Makes slips as fingers make them: in words of four letters or more, two letters swapped, one left out, one of a
/// neighbouring key put in or taken instead.
enum Typist {
    private static let neighbours: [Character: [Character]] = {
        let rows = [
            "q": "wa", "w": "qes", "e": "wrd", "r": "etf", "t": "ryg", "y": "tuh", "u": "yij", "i": "uok", "o": "ipl",
            "p": "ol", "a": "qsz", "s": "adwx", "d": "sfec", "f": "dgrv", "g": "fhtb", "h": "gjyn", "j": "hkum",
            "k": "jli", "l": "kop", "z": "xas", "x": "zcsd", "c": "xvdf", "v": "cbfg", "b": "vngh", "n": "bmhj",
            "m": "njk",
        ]
        var neighbours: [Character: [Character]] = [:]
        for (key, others) in rows { neighbours[Character(key)] = Array(others) }
        return neighbours
    }()

    /// One or two slips, the same for the same text and seed; a text without long words stays as it is.
    static func slip(in text: String, seed: UInt64) -> String {
        var generator = SplitMix64(state: seed)
        var words = text.split(separator: " ", omittingEmptySubsequences: false).map(Array.init)
        let count = Int.random(in: 1...2, using: &generator)
        for _ in 0..<count {
            let long = words.indices.filter { words[$0].count >= 4 && words[$0].allSatisfy(\.isLetter) }
            guard let word = long.randomElement(using: &generator) else { break }
            slip(&words[word], &generator)
        }
        return words.map { String($0) }.joined(separator: " ")
    }

    private static func slip(_ word: inout [Character], _ generator: inout SplitMix64) {
        let place = Int.random(in: 0..<word.count, using: &generator)
        let near = neighbours[Character(word[place].lowercased())] ?? ["e"]
        let other = near.randomElement(using: &generator) ?? "e"
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: word.swapAt(place, place + 1 < word.count ? place + 1 : place - 1)
        case 1: word.remove(at: place)
        case 2: word.insert(other, at: place)
        default: word[place] = other
        }
    }
}
