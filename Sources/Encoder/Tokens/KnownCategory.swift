extension Unicode.Scalar {
    /// The general category in Unicode 8, whose tables the model's tokenizer has: what came later is unassigned there,
    /// and so neither mark nor punctuation. Eight characters have changed their category since.
    var knownCategory: Unicode.GeneralCategory {
        switch value {
        case 0..<0x80: properties.generalCategory
        case 0x166D, 0x111C9: .otherPunctuation
        case 0x1734, 0x1171E: .nonspacingMark
        case 0xA9BD: .spacingMark
        case 0x1885, 0x1886: .otherLetter
        default: (properties.age?.major ?? .max) > 8 ? .unassigned : properties.generalCategory
        }
    }
}
