internal import Vocabulary

extension DialogState {
    /// A button of the last lines, picked in words: its label, typed; where one of several was asked for also its
    /// number ("the second one") or words that only its label has.
    func picked(by text: String, _ interpretation: Interpretation) -> Choice? {
        let isPlain = text.utf8.allSatisfy { $0 < 0x80 }
        for line in lastBotLines.reversed() {
            for button in line.choices {
                // Folding keeps the length of a plain text.
                if isPlain, button.label.utf8.count != text.utf8.count { continue }
                if button.label.lowercased() == text.lowercased() { return button.choice }
            }
        }
        guard isPicking, interpretation.band != .act, let buttons = lastBotLines.last?.choices, buttons.count > 1 else {
            return nil
        }
        let words = Words(text)
        if let place = Picking.place(in: words, of: buttons.count) { return buttons[place].choice }
        let told = words.words.filter { !Picking.fillers.contains($0) }
        guard !told.isEmpty else { return nil }
        let fitting = buttons.filter { button in
            let label = Words(button.label).words
            return told.allSatisfy(label.contains)
        }
        return fitting.count == 1 ? fitting[0].choice : nil
    }

    private var isPicking: Bool {
        switch question {
        case .clarification, .slot: true
        case .confirmation, nil: false
        }
    }
}

/// Words that point at one of several things.
private enum Picking {
    static let fillers: Set<String> = ["the", "a", "an", "one", "please", "that", "this", "das", "die", "der", "bitte"]

    private static let ordinals: [String: Int] = [
        "first": 0, "second": 1, "third": 2, "fourth": 3, "fifth": 4, "1st": 0, "2nd": 1, "3rd": 2, "4th": 3,
        "5th": 4, "erste": 0, "ersten": 0, "zweite": 1, "zweiten": 1, "dritte": 2, "dritten": 2,
    ]

    /// Only where nothing else is said: "1", "the second one", "the last".
    static func place(in words: Words, of count: Int) -> Int? {
        let told = words.words.filter { !fillers.contains($0) }
        guard told.count == 1, let word = told.first else { return nil }
        if word == "last" || word == "letzte" { return count - 1 }
        let place = ordinals[word] ?? Int(word).map { $0 - 1 }
        return place.flatMap { (0..<count).contains($0) ? $0 : nil }
    }
}
