/// What people answer who want no more of what they did not ask for. Only a message that says nothing else: "stop the
/// delivery" is about a delivery.
public enum StopWord {
    private static let words: Set<String> = [
        "stop", "stop it", "please stop", "stop please", "stop these", "stop this", "stop all", "stop these messages",
        "stop messaging me", "stop writing to me", "stop sending me messages", "stop sending these", "unsubscribe",
        "unsubscribe me", "please unsubscribe me", "opt out", "opt me out", "no more messages",
        "no more of these messages", "do not write to me", "dont write to me", "do not message me",
        "dont message me", "leave me alone", "take me off the list", "take me off your list", "remove me from the list",
        "remove me from your list",
    ]

    public static func isSaid(by text: String) -> Bool {
        guard text.utf8.count <= 80 else { return false }
        var said = ""
        for character in text.lowercased() {
            if character.isLetter {
                said.append(character)
            } else if character.isWhitespace, said.last != " ", !said.isEmpty {
                said.append(" ")
            }
        }
        if said.last == " " { said.removeLast() }
        return words.contains(said)
    }
}
