internal import Foundation

/// What the model's vocabulary makes of a character before it is looked up: no accents, no capitals.
///
/// The rules are those of BERT's uncased vocabulary: canonical decomposition, nonspacing marks dropped, lower case.
enum Folding {
    /// What becomes of a character.
    enum Outcome {
        case nothing
        case one(Unicode.Scalar)
        case several([Unicode.Scalar])
    }

    static func outcome(of scalar: Unicode.Scalar) -> Outcome {
        let value = Int(scalar.value)
        if value < table.count {
            guard let folded = table[value] else { return .several(folded(scalar)) }
            return folded == noScalar ? .nothing : .one(folded)
        }
        // Ideographs and emoji are already as plain as it gets.
        if (0x3400..<0xA000).contains(value) || (0x1F000..<0x20000).contains(value) { return .one(scalar) }
        let folded = folded(scalar)
        return folded.isEmpty ? .nothing : folded.count == 1 ? .one(folded[0]) : .several(folded)
    }

    /// Stands for "nothing" in the table; no text gets as far as here with it.
    private static let noScalar = Unicode.Scalar(0 as UInt8)

    /// Makes what is kept, some 10 ms of work that would otherwise fall on the first message with an accent.
    static func prepare() { _ = table.count }

    /// Of alphabets and signs in daily use, so that they cost no call of Foundation (3 us): one character for one, or
    /// `nil` for several.
    private static let table: [Unicode.Scalar?] = (0..<0x2100).map { value in
        guard let scalar = Unicode.Scalar(UInt32(value)) else { return nil }
        let folded = folded(scalar)
        return folded.isEmpty ? noScalar : folded.count == 1 ? folded[0] : nil
    }

    private static func folded(_ scalar: Unicode.Scalar) -> [Unicode.Scalar] {
        String(scalar).decomposedStringWithCanonicalMapping.unicodeScalars
            .filter { $0.knownCategory != .nonspacingMark }
            .flatMap { $0.properties.lowercaseMapping.unicodeScalars }
    }
}
