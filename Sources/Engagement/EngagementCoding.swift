internal import Foundation
internal import Outreach
internal import PlaybookModel
internal import Store
internal import Vocabulary

/// The room's records as lines of its journal.
enum EngagementCoding {
    static func entries(_ records: [EngagementRecord], at moment: Timestamp) throws(StoreError) -> [JournalEntry] {
        do {
            let encoder = encoder
            return try records.map { JournalEntry(at: moment, body: Array(try encoder.encode($0))) }
        } catch {
            throw .rejected("a record of the engagement has no coded form: \(error)")
        }
    }

    static func image(of state: EngagementState) throws(StoreError) -> [UInt8] {
        do {
            return Array(try encoder.encode(state.image))
        } catch {
            throw .rejected("the engagement has no coded form: \(error)")
        }
    }

    /// Where the journal leads, and what of the log of conversations was taken in since its image.
    static func state(
        of journal: Journal, _ plan: OutreachPlan
    ) throws(StoreError) -> (state: EngagementState, records: [(at: Timestamp, record: EngagementRecord)]) {
        do {
            let decoder = JSONDecoder()
            let image = try journal.image.map { try decoder.decode(EngagementImage.self, from: Data($0)) }
            let state = image.map { EngagementState(plan, from: $0) } ?? EngagementState(plan)
            let records = try journal.entries.map { entry in
                (at: entry.at, record: try decoder.decode(EngagementRecord.self, from: Data(entry.body)))
            }
            return (state, records)
        } catch {
            throw .corrupt("the engagement's journal cannot be read: \(error)")
        }
    }

    private static var encoder: JSONEncoder {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        return encoder
    }
}
