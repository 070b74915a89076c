/// Tallies by period and slice. Bounded: old periods go, and a period with too many slices puts the rest together.
public struct MetricCube: Hashable, Sendable {
    private var cells: [Int64: [Slice: Tally]] = [:]
    private let periods: Int
    private let slices: Int

    init(periods: Int, slices: Int) {
        self.periods = max(1, periods)
        self.slices = max(1, slices)
    }

    public var span: ClosedRange<Int64>? {
        guard let first = cells.keys.min(), let last = cells.keys.max() else { return nil }
        return first...last
    }

    /// Everything from one period to another added up.
    public func tally(_ slice: Slice, in span: ClosedRange<Int64>) -> Tally {
        var sum = Tally()
        for (period, tallies) in cells where span.contains(period) {
            if let tally = tallies[slice] { sum.add(tally) }
        }
        return sum
    }

    /// Since the oldest period that is kept.
    public func tally(_ slice: Slice) -> Tally {
        span.map { tally(slice, in: $0) } ?? Tally()
    }

    /// One tally a period, in order; periods without any are left out.
    public func series(_ slice: Slice, in span: ClosedRange<Int64>) -> [(period: Int64, tally: Tally)] {
        cells.keys.filter(span.contains).sorted().compactMap { period in
            cells[period]?[slice].map { (period, $0) }
        }
    }

    /// Every slice that something is known of.
    public func slices(in span: ClosedRange<Int64>) -> Set<Slice> {
        cells.filter { span.contains($0.key) }.reduce(into: []) { $0.formUnion($1.value.keys) }
    }

    /// The sums of all slices that are wanted, in one pass.
    public func tallies(in span: ClosedRange<Int64>, where isWanted: (Slice) -> Bool) -> [Slice: Tally] {
        var sums: [Slice: Tally] = [:]
        for (period, tallies) in cells where span.contains(period) {
            for (slice, tally) in tallies where isWanted(slice) { sums[slice, default: Tally()].add(tally) }
        }
        return sums
    }

    mutating func add(_ measure: Measure, to slice: Slice, in period: Int64, _ times: Int = 1) {
        if cells[period] == nil, !makeRoom(for: period) { return }
        let isKnown = slice == .all || cells[period]?[slice] != nil || (cells[period]?.count ?? 0) < slices
        cells[period, default: [:]][isKnown ? slice : .others, default: Tally()].add(measure, times)
    }

    /// False for a period older than all that there is room for.
    private mutating func makeRoom(for period: Int64) -> Bool {
        guard cells.count >= periods, let oldest = cells.keys.min() else { return true }
        guard oldest < period else { return false }
        cells[oldest] = nil
        return true
    }
}

extension MetricCube {
    func write(to image: inout ImageWriter) {
        image.write(cells)
    }

    init(periods: Int, slices: Int, from image: inout ImageReader) throws(ImageFault) {
        self.init(periods: periods, slices: slices)
        cells = try image.read()
    }
}
