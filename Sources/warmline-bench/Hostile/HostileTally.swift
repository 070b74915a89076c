internal import Foundation

/// What was seen of so many texts.
struct HostileTally {
    struct Report: Encodable {
        struct Worst: Encodable {
            let microsPerByte: Double
            let kind: HostileKind
            /// What `--only` takes.
            let text: Int
            let bytes: Int
        }

        struct Fault: Encodable {
            let what: String
            let text: Int
            let kind: HostileKind
        }

        let bench = "hostile"
        /// The language model, or nothing.
        let model: String?
        let seed: UInt64
        let texts: Int
        let bytes: Int
        let processorSeconds: Double
        /// Of the texts with more than 64 bytes.
        let microsPerByteP50: Double
        let microsPerByteP999: Double
        let worst: Worst?
        /// The slowest text of any length.
        let slowestMicros: Double
        let slowestText: Int
        let bound: Double
        let overBound: Int
        /// The worst of each kind.
        let worstOfKind: [String: Double]
        let peakBytes: Int?
        /// The first few.
        let faults: [Fault]
    }

    private let limit: Double
    private var rates: [Float] = []
    private var worst: Report.Worst?
    private var slowest = (micros: 0.0, text: 0)
    private var worstOfKind: [String: Double] = [:]
    private var faults: [Report.Fault] = []
    private var texts = 0
    private var bytes = 0
    private var micros = 0.0
    private var overBound = 0

    /// Texts no longer than this are left out of the times a byte: what every message costs would be put on few bytes.
    private static let shortest = 64
    private static let faultLimit = 20

    init(limit: Double) {
        self.limit = limit
    }

    /// Worth measuring again before it is believed.
    func isRemarkable(_ micros: Double, _ text: String) -> Bool {
        let rate = micros / Double(max(text.utf8.count, 1))
        return text.utf8.count > Self.shortest && (rate > limit || rate > worst?.microsPerByte ?? 0)
    }

    mutating func add(_ number: Int, _ kind: HostileKind, _ text: String, micros: Double, faults found: [String]) {
        let size = text.utf8.count
        texts += 1
        bytes += size
        self.micros += micros
        if micros > slowest.micros { slowest = (micros, number) }
        for what in found.prefix(max(Self.faultLimit - faults.count, 0)) {
            faults.append(Report.Fault(what: what, text: number, kind: kind))
        }
        guard size > Self.shortest else { return }
        let rate = micros / Double(size)
        rates.append(Float(rate))
        if rate > limit { overBound += 1 }
        worstOfKind[kind.rawValue] = max(rate, worstOfKind[kind.rawValue] ?? 0)
        if rate > worst?.microsPerByte ?? 0 {
            worst = Report.Worst(microsPerByte: rate, kind: kind, text: number, bytes: size)
        }
    }

    func report(model: String?, seed: UInt64) -> Report {
        let sorted = rates.sorted()
        func quantile(_ share: Double) -> Double {
            sorted.isEmpty ? 0 : Double(sorted[Int(Double(sorted.count - 1) * share)])
        }
        return Report(
            model: model, seed: seed, texts: texts, bytes: bytes, processorSeconds: micros / 1_000_000,
            microsPerByteP50: quantile(0.5), microsPerByteP999: quantile(0.999), worst: worst,
            slowestMicros: slowest.micros, slowestText: slowest.text, bound: limit, overBound: overBound,
            worstOfKind: worstOfKind, peakBytes: ProcessMemory.peak, faults: faults)
    }
}
