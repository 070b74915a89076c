/// Letters as a reader without accents and capitals would compare them, one scalar for one scalar, so that every
/// offset into the folded text is an offset into the message.
///
/// `é` written as one scalar or as `e` and a combining accent folds to the same letters, which is what NFC is wanted
/// for here; the table is read off the names in the Unicode database ("LATIN SMALL LETTER E WITH ACUTE").
enum Folding {
    /// What a mark folds to: not a letter, and not the end of a word.
    static let nothing: UInt32 = 0

    static func fold(_ scalar: Unicode.Scalar) -> UInt32 {
        let value = scalar.value
        if value < 0x80 {
            return value &- 65 < 26 ? value &+ 32 : value
        }
        if value < 0x2000 {
            return table[Int(value)]
        }
        return foldBeyondTable(scalar)
    }

    private static func foldBeyondTable(_ scalar: Unicode.Scalar) -> UInt32 {
        switch scalar.value {
        // Typographic apostrophes and quotes, as the plain ones.
        case 0x2018, 0x2019, 0x201B: return 0x27
        case 0x201C, 0x201D: return 0x22
        case 0x2010...0x2015: return 0x2D
        // Full-width forms of ASCII.
        case 0xFF01...0xFF5E:
            let plain = scalar.value - 0xFEE0
            return plain &- 65 < 26 ? plain &+ 32 : plain
        // Joiners, directional marks, variation selectors.
        case 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2064, 0xFE00...0xFE0F, 0xFEFF: return nothing
        default: break
        }
        if isMark(scalar) { return nothing }
        return scalar.properties.lowercaseMapping.unicodeScalars.first?.value ?? scalar.value
    }

    /// Folded values of the first 8,192 scalars: Latin, Greek, Cyrillic and the other alphabets with capitals.
    private static let table: [UInt32] = {
        var lower = [UInt32](repeating: 0, count: 0x2000)
        var letters: [String: UInt32] = [:]
        for value in UInt32(0)..<0x2000 {
            guard let scalar = Unicode.Scalar(value) else { continue }
            lower[Int(value)] = scalar.properties.lowercaseMapping.unicodeScalars.first?.value ?? value
            if scalar.properties.isLowercase, let name = scalar.properties.name {
                letters[name] = value
            }
        }
        var folded = lower
        for value in UInt32(0)..<0x2000 {
            guard let scalar = Unicode.Scalar(value) else { continue }
            if isMark(scalar) {
                folded[Int(value)] = nothing
                continue
            }
            guard value >= 0xC0, let small = Unicode.Scalar(lower[Int(value)]), let name = small.properties.name,
                let base = letters[beforeWith(name)]
            else { continue }
            folded[Int(value)] = base
        }
        // A no-break space is a space; a soft hyphen is nothing.
        folded[0xA0] = 0x20
        folded[0xAD] = nothing
        return folded
    }()

    private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark: true
        default: false
        }
    }

    /// "LATIN SMALL LETTER E WITH ACUTE" without its last three words.
    private static func beforeWith(_ name: String) -> String {
        let words = name.split(separator: " ")
        guard let with = words.firstIndex(of: "WITH") else { return name }
        return words[..<with].joined(separator: " ")
    }
}
