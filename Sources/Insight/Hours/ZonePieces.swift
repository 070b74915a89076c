internal import Vocabulary

extension ZoneOffsets {
    /// The stretch in pieces over each of which the offset stays the same.
    func pieces(from start: Timestamp, to end: Timestamp) -> [(start: Timestamp, end: Timestamp, offset: TimeSpan)] {
        guard start < end else { return [] }
        var pieces: [(start: Timestamp, end: Timestamp, offset: TimeSpan)] = []
        var cursor = start
        for change in changes where change.from > start && change.from < end {
            pieces.append((cursor, change.from, offset(at: cursor)))
            cursor = change.from
        }
        pieces.append((cursor, end, offset(at: cursor)))
        return pieces
    }
}
