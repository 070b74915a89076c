internal import Foundation
internal import Insight
internal import Store
internal import Vocabulary

extension JournalName {
    /// How far the log was read and what was read out of it, and what the reports were told beside it.
    static let reporting: JournalName = "reporting"
    /// Alerts, and what became of each.
    static let alerts: JournalName = "alerts"
}

/// The reports' memory as lines of journals, which are text.
enum ReportCoding {
    static func entry(_ body: some Encodable, at moment: Timestamp) throws(StoreError) -> JournalEntry {
        do {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            return JournalEntry(at: moment, body: Array(try encoder.encode(body)))
        } catch {
            throw .rejected("a line of the reports has no coded form: \(error)")
        }
    }

    static func read<Body: Decodable>(_ type: Body.Type, from bytes: [UInt8]) throws(StoreError) -> Body {
        do {
            return try JSONDecoder().decode(Body.self, from: Data(bytes))
        } catch {
            throw .corrupt("a line of the reports cannot be read: \(error)")
        }
    }

    static func text(ofImage image: [UInt8]) -> [UInt8] {
        Array(Data(image).base64EncodedData())
    }

    static func image(ofText text: [UInt8]) -> [UInt8]? {
        Data(base64Encoded: Data(text)).map { Array($0) }
    }
}
