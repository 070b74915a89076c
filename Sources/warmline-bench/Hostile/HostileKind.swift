/// What a text of the hostile run is made of.
enum HostileKind: String, CaseIterable, Encodable {
    /// Random bytes, repaired as the gateway does.
    case bytes
    /// Any scalars there are, assigned or not.
    case scalars
    /// A phrase of the playbook with letters swapped, left out, doubled and replaced by odd ones.
    case mutated
    /// A phrase with slips in every word: work for the speller.
    case misspelled
    /// Words of other alphabets, CJK among them.
    case foreign
    /// Right-to-left words, with marks that turn the direction.
    case rightToLeft
    /// Emoji of many scalars: families, flags, skin tones, key caps.
    case emoji
    /// Letters under heaps of combining marks.
    case combining
    /// One piece over and over.
    case run
    /// Digits with all that may stand among them.
    case numbers
    /// Pieces of dates, times, amounts and references in any order: work for the entities.
    case figures
    /// Phrases joined by words and marks that join requests: work for the splitter.
    case requests
    /// Links and e-mail addresses, whole and broken.
    case addresses
    /// Control characters, joiners, byte-order marks, private and non-characters.
    case controls
    /// What upsets engines of regular expressions.
    case patterns
    /// SQL, HTML, templates, shell and format strings.
    case markup
    /// Several of the above, one after another.
    case mixed
}
