internal import PlaybookModel
internal import Vocabulary

/// A response as a step reads it: by reference, and with the line it always gives where nothing in it has to be filled
/// in.
final class ResponseSheet: Sendable {
    let response: Response
    let buttons: [Button]
    /// The variants as they are said, where nothing of the response depends on the conversation; else empty.
    let fixed: [BotLine]

    init(_ response: Response) {
        self.response = response
        buttons = response.buttons.map { Button(label: $0.label, choice: $0.choice) }
        let hasParts =
            !response.instead.isEmpty || !response.images.isEmpty || !response.links.isEmpty || !response.cards.isEmpty
            || !response.codes.isEmpty
        let texts = response.variants.compactMap(\.fixedText)
        guard !hasParts, texts.count == response.variants.count else {
            fixed = []
            return
        }
        let own = Array(buttons.prefix(LineBounds.buttons))
        fixed = texts.map { BotLine(text: $0, response: response.name, buttons: own) }
    }
}

extension Template {
    /// `nil`: it has holes.
    fileprivate var fixedText: String? {
        var text = ""
        for piece in pieces {
            guard case .text(let words) = piece else { return nil }
            text += words
        }
        return text
    }
}
