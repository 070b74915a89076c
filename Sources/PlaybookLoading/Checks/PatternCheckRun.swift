import PlaybookModel

/// Patterns compile, as the room that matches them says.
struct PatternCheckRun {
    let patternProblem: PlaybookLoader.PatternCheck

    func run(on entities: [EntityDraft], _ complaints: Complaints) {
        for entity in entities {
            guard case .pattern(let pattern) = entity.definition.recogniser, let place = entity.patternPlace,
                let problem = patternProblem(pattern)
            else { continue }
            complaints.error(
                .badPattern, at: place, "the pattern of '\(entity.name.text)' does not compile: \(problem)")
        }
    }
}
