internal import ArgumentParser

/// Which playbook a command works on.
struct PlaybookOptions: ParsableArguments {
    @Option(help: "The playbook's folder.")
    var playbook: String = "Intents"

    var folder: PlaybookFolder { PlaybookFolder(path: playbook) }
}

/// How a command answers.
struct OutputOptions: ParsableArguments {
    @Flag(help: "One JSON object on standard output.")
    var json = false
}
