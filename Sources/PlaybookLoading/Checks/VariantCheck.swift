import PlaybookModel

/// Variants differ: two that are the same let the bot repeat itself.
struct VariantCheck: Check {
    func run(on subject: CheckSubject, _ complaints: Complaints) {
        for response in subject.playbook.responses.values {
            let lists = [response.variants] + response.instead.map(\.variants)
            for variants in lists where Set(variants).count < variants.count {
                complaints.warning(
                    .repeatedVariant, at: response.place, "two variants of '\(response.name)' are the same",
                    suggestion: "say it in other words, or once")
            }
        }
    }
}
