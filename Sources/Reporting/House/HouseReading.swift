internal import Insight
internal import Store
internal import Vocabulary

/// Reads the log from where the last image stands, with the notes where they were taken.
struct HouseReading: Sendable {
    var state: ReportState
    /// Taken after an event that has not been read again yet.
    private var notes: ArraySlice<(filed: FiledNote, at: Timestamp)> = []

    /// - Parameter journal: `reporting`. Of an image of an older form only what was told beside the log is
    /// taken: everything else is read again.
    init(rules: ReportRules, journal: Journal) throws(StoreError) {
        state = ReportState(rules: rules)
        if let text = journal.image, let image = ReportCoding.image(ofText: text) {
            do throws(ImageFault) {
                state = try ReportState(rules: rules, image: image)
            } catch {
                state = ReportState(rules: rules)
            }
        }
        var notes: [(filed: FiledNote, at: Timestamp)] = []
        for entry in journal.entries {
            notes.append((try ReportCoding.read(FiledNote.self, from: entry.body), entry.at))
        }
        self.notes = notes[...]
    }

    mutating func take(_ page: [LoggedEvent]) -> [SpikeEvent] {
        var events: [SpikeEvent] = []
        for logged in page {
            events += takeNotes { $0.after < logged.position }
            events += state.take(logged)
        }
        return events
    }

    /// The log is at its end: what notes are left were taken there.
    mutating func atEnd() -> [SpikeEvent] {
        takeNotes { _ in true }
    }

    private mutating func takeNotes(_ isDue: (FiledNote) -> Bool) -> [SpikeEvent] {
        var events: [SpikeEvent] = []
        while let next = notes.first, isDue(next.filed) {
            notes.removeFirst()
            events += state.take(next.filed.note, id: next.filed.id, at: next.at) ?? []
        }
        return events
    }
}
