extension Words {
    /// Begins as a question does: "will I", "how much", "who pays". Not "when I turn it on" or "Will Street 5", so a
    /// word that asks is not enough: what follows has to ask too.
    var openQuestion: Bool {
        // An apostrophe parts "what's" and "don't".
        let rest = words.drop { QuestionForm.fillers.contains($0) }.filter { $0 != "t" }
        guard let first = rest.first, let second = rest.dropFirst().first else { return false }
        if QuestionForm.askers.contains(first) { return true }
        if QuestionForm.pointers.contains(first) {
            return QuestionForm.verbs.contains(second) || QuestionForm.measures.contains(second)
        }
        return QuestionForm.verbs.contains(first) && QuestionForm.subjects.contains(second)
    }
}

/// Words that questions are made of.
private enum QuestionForm {
    static let fillers = set("and but so ok okay oh wait sorry please hi hello hey well also first before actually")
    /// Nothing else begins with them.
    static let askers = set("who which whose whats wheres hows whens")
    static let pointers = set("what when where why how")
    static let measures = set("much many long often far soon fast big late about come")
    static let verbs = set(
        """
        is are am was were do does did can could will would shall should may might must has have had isn aren don doesn
        didn couldn won wouldn shouldn isnt arent dont doesnt didnt cant couldnt wont s re
        """)
    static let subjects = set(
        """
        i you we they he she it there this that these those the a an my your our his her their any anyone anybody someone
        """)

    private static func set(_ words: String) -> Set<String> {
        Set(words.split { $0 == " " || $0 == "\n" }.map(String.init))
    }
}
