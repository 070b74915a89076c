internal import PlaybookModel

/// What every small playbook needs: how people call for a person, say yes and say no, and the assistant's own words.
public enum SmallTalk {
    /// By their names.
    public static let files = [
        "person.yaml": """
        intent: person
        description: A person
        command: person
        examples: [a person, human please, an agent, staff member, an operator, someone real, somebody there, talk to anyone]
        """,
        "yes.yaml": """
        intent: yes
        description: "Yes"
        command: "yes"
        examples: ["yes", yes please, yeah, sure, of course, okay then, do that, absolutely]
        """,
        "no.yaml": """
        intent: no_thanks
        description: "No"
        command: "no"
        examples: ["no", no thanks, nope, not now, not really, never mind it, rather not, no it is not]
        """,
    ]

    /// Under `say:` of the assistant: for each of its own responses, words that name it.
    public static let words = StandardResponse.allCases
        .map { "  \($0.rawValue): Words of \($0.rawValue)." }.joined(separator: "\n")
}
