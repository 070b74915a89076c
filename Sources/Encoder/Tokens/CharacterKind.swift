/// How BERT's tokenizer sees a character.
enum CharacterKind {
    /// Dropped: controls, formats, private use.
    case dropped
    case space
    /// A word by itself.
    case punctuation
    /// A word by itself.
    case ideograph
    case letter

    /// Of a character as it was typed.
    init(typed scalar: Unicode.Scalar) {
        switch scalar {
        case "\t", "\n", "\r": self = .space
        case "\0", "\u{FFFD}": self = .dropped
        default:
            switch scalar.knownCategory {
            case .control, .format, .privateUse, .surrogate: self = .dropped
            default:
                if scalar.properties.isWhitespace {
                    self = .space
                } else {
                    self = Self.isIdeograph(scalar) ? .ideograph : .letter
                }
            }
        }
    }

    /// Of a character after folding, which is never dropped.
    init(folded scalar: Unicode.Scalar) {
        if Self.isPunctuation(scalar) {
            self = .punctuation
        } else {
            self = scalar.properties.isWhitespace ? .space : .letter
        }
    }

    /// The seven kinds of Unicode, and every visible ASCII character that is no letter and no digit.
    private static func isPunctuation(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 33...47, 58...64, 91...96, 123...126: return true
        default:
            switch scalar.knownCategory {
            case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
                .finalPunctuation, .otherPunctuation:
                return true
            default: return false
            }
        }
    }

    /// The blocks of ideographs that BERT puts spaces around; kana and hangul are not among them.
    private static func isIdeograph(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x4E00...0x9FFF, 0x3400...0x4DBF, 0x20000...0x2A6DF, 0x2A700...0x2B73F, 0x2B740...0x2B81F,
            0x2B920...0x2CEAF, 0xF900...0xFAFF, 0x2F800...0x2FA1F:
            true
        default: false
        }
    }
}
