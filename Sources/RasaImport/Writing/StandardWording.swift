internal import PlaybookModel

/// Words for the lines that every playbook needs and no Rasa bot has. Lines that another stands in for have none.
enum StandardWording {
    static func words(for response: StandardResponse) -> String? { usual[response.rawValue] }

    private static let usual: [String: String] = [
        "welcome": "Hello, I am {assistant}, a bot. How can I help?",
        "rephrase": "I did not follow that. Could you say it in other words?",
        "options": "I still do not follow, sorry. What is it about?",
        "handover": "I am bringing in a person from {team}. They can read all of this.",
        "still_waiting": "You are still in the queue for {team}. Whatever you write here reaches them.",
        "agent_lost": "The connection to {agent} is lost. You are back in the queue, in your old place.",
        "handed_back": "It is {assistant} again, the bot.",
        "clarify": "Which of these do you mean?",
        "cancelled": "I have stopped {flow}.",
        "nothing_to_cancel": "There is nothing to stop.",
        "resume": "Back to {flow}.",
        "yes_or_no": "Is that a yes or a no?",
        "invalid": "That does not look right.",
        "working": "One moment.",
        "action_failed": "Something on our side did not answer. A person will see to it.",
        "did_that_help": "Did that help?",
        "rate": "How did we do, from one star to five?",
        "rated": "Thank you.",
        "fault": "Something went wrong on our side. A person is taking over.",
        "welcome_back": "Welcome back.",
    ]
}
