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

    /// Does a question stand behind what is said first: "go ahead but how long does it take", "yes is it free"? What
    /// is only told to be done is none: "yes do it".
    var holdQuestion: Bool {
        for start in words.indices.dropLast() {
            let (first, second) = (words[start], words[start + 1])
            if QuestionForm.pointers.contains(first) {
                // "how long", "what will", but not "what I want".
                if QuestionForm.verbs.contains(second) || QuestionForm.measures.contains(second) { return true }
                continue
            }
            guard start == 0 || QuestionForm.joints.contains(words[start - 1]) else { continue }
            if QuestionForm.askers.contains(first) { return true }
            guard QuestionForm.verbs.contains(first), QuestionForm.subjects.contains(second) else { continue }
            if QuestionForm.orders.contains(first), !QuestionForm.people.contains(second) { continue }
            if QuestionForm.pleas.contains(first), second == "you", isToldToAct(from: start + 2) { continue }
            return true
        }
        return false
    }

    private func isToldToAct(from start: Int) -> Bool {
        words[start...].first { !QuestionForm.softeners.contains($0) }.map(QuestionForm.deeds.contains) ?? false
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

    /// What parts a question from the yes before it.
    static let joints = fillers.union(
        set("yes yeah yep yup y ya sure fine good great perfect alright right correct then though only just now ahead"))
    /// "Do it", "have a look" are no questions; "do I", "have you" are.
    static let orders = set("do have")
    static let people = set("i you we they he she")
    /// "Can you do that please" is a yes in the form of a question.
    static let pleas = set("can could will would")
    static let softeners = set("please just then now")
    static let deeds = set("do go proceed continue")

    private static func set(_ words: String) -> Set<String> {
        Set(words.split { $0 == " " || $0 == "\n" }.map(String.init))
    }
}
