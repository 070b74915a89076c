internal import Foundation
internal import Routing
internal import Store

/// The floor's records as lines of its journal.
enum FloorCoding {
    static func entries(_ records: [RoutingRecord]) throws(StoreError) -> [JournalEntry] {
        do {
            let encoder = encoder
            return try records.map { record in
                JournalEntry(at: record.at, body: Array(try encoder.encode(record.event)))
            }
        } catch {
            throw .rejected("a record of the floor has no coded form: \(error)")
        }
    }

    static func image(of state: RoutingState) throws(StoreError) -> [UInt8] {
        do {
            return Array(try encoder.encode(state))
        } catch {
            throw .rejected("the floor has no coded form: \(error)")
        }
    }

    /// Where the log leads.
    static func state(of journal: Journal) throws(StoreError) -> RoutingState {
        do {
            let decoder = JSONDecoder()
            let image = try journal.image.map { try decoder.decode(RoutingState.self, from: Data($0)) }
            var state = image ?? RoutingState()
            for entry in journal.entries {
                state.apply(try decoder.decode(RoutingEvent.self, from: Data(entry.body)), at: entry.at)
            }
            return state
        } catch {
            throw .corrupt("the floor's journal cannot be read: \(error)")
        }
    }

    private static var encoder: JSONEncoder {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        return encoder
    }
}
