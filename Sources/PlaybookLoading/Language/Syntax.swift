import PlaybookModel
import Vocabulary

/// An expression as it is written: names are not looked up yet, and every part knows its place.
indirect enum Syntax {
    case literal(SlotValue, SourcePlace)
    case name(Word, fields: [String])
    case not(Syntax, SourcePlace)
    /// The place is the operator's.
    case binary(BinaryOperator, Syntax, Syntax, SourcePlace)
    case call(ExpressionFunction, [Syntax], SourcePlace)

    var place: SourcePlace {
        switch self {
        case .literal(_, let place), .not(_, let place), .call(_, _, let place): place
        case .name(let word, _): word.place
        case .binary(_, let left, _, _): left.place
        }
    }
}

/// A text with holes as it is written.
struct TemplateDraft {
    enum Piece {
        case text(String)
        case hole(Syntax, Template.Format?, SourcePlace)
        case cases(Syntax, Template.Cases.Kind, [(form: String, text: TemplateDraft)], SourcePlace)
    }

    let pieces: [Piece]
    let place: SourcePlace
}

/// A fault in the small language, at an offset into the scalar.
struct SyntaxFault: Error {
    let message: String
    let suggestion: String?
    let offset: Int
}
