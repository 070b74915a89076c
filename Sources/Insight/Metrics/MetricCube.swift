/// Tallies by period and slice. Bounded: old periods go, and a period with too many slices puts the rest together.
/// Periods to which hardly anything is added any more are packed.
public struct MetricCube: Hashable, Sendable {
    private var cells: [Int64: [Slice: Tally]] = [:]
    private var packed: [Int64: PackedPeriod] = [:]
    private let periods: Int
    private let slices: Int

    init(periods: Int, slices: Int) {
        self.periods = max(1, periods)
        self.slices = max(1, slices)
    }

    private var known: [Int64] { Array(cells.keys) + packed.keys }

    public var span: ClosedRange<Int64>? {
        let known = known
        guard let first = known.min(), let last = known.max() else { return nil }
        return first...last
    }

    /// Everything from one period to another added up.
    public func tally(_ slice: Slice, in span: ClosedRange<Int64>) -> Tally {
        var sum = Tally()
        for (period, tallies) in cells where span.contains(period) {
            if let tally = tallies[slice] { sum.add(tally) }
        }
        for (period, tallies) in packed where span.contains(period) { tallies.add(slice, to: &sum) }
        return sum
    }

    /// Since the oldest period that is kept.
    public func tally(_ slice: Slice) -> Tally {
        span.map { tally(slice, in: $0) } ?? Tally()
    }

    /// One tally a period, in order; periods without any are left out.
    public func series(_ slice: Slice, in span: ClosedRange<Int64>) -> [(period: Int64, tally: Tally)] {
        known.filter(span.contains).sorted().compactMap { period in
            let tally = tally(slice, in: period...period)
            return tally == Tally() ? nil : (period, tally)
        }
    }

    /// Every slice that something is known of.
    public func slices(in span: ClosedRange<Int64>) -> Set<Slice> {
        let open = cells.filter { span.contains($0.key) }.flatMap(\.value.keys)
        return Set(open).union(packed.filter { span.contains($0.key) }.flatMap(\.value.slices))
    }

    /// The sums of all slices that are wanted, in one pass.
    public func tallies(in span: ClosedRange<Int64>, where isWanted: (Slice) -> Bool) -> [Slice: Tally] {
        var sums: [Slice: Tally] = [:]
        for (period, tallies) in cells where span.contains(period) {
            for (slice, tally) in tallies where isWanted(slice) { sums[slice, default: Tally()].add(tally) }
        }
        for (period, tallies) in packed where span.contains(period) { tallies.add(to: &sums, where: isWanted) }
        return sums
    }

    mutating func add(_ measure: Measure, to slice: Slice, in period: Int64, _ times: Int = 1) {
        if let tallies = packed.removeValue(forKey: period) { cells[period] = tallies.unpacked }
        if cells[period] == nil, !makeRoom(for: period) { return }
        let isKnown = slice == .all || cells[period]?[slice] != nil || (cells[period]?.count ?? 0) < slices
        cells[period, default: [:]][isKnown ? slice : .others, default: Tally()].add(measure, times)
    }

    /// What lies before is over; if something is added to it all the same, it is unpacked until the next time.
    mutating func pack(before period: Int64) {
        for (over, tallies) in cells where over < period {
            packed[over] = PackedPeriod(tallies)
            cells[over] = nil
        }
    }

    /// False for a period older than all that there is room for.
    private mutating func makeRoom(for period: Int64) -> Bool {
        guard cells.count + packed.count >= periods, let oldest = known.min() else { return true }
        guard oldest < period else { return false }
        cells[oldest] = nil
        packed[oldest] = nil
        return true
    }
}

extension MetricCube {
    func write(to image: inout ImageWriter) {
        image.write(cells)
        image.write(packed)
    }

    init(periods: Int, slices: Int, from image: inout ImageReader) throws(ImageFault) {
        self.init(periods: periods, slices: slices)
        cells = try image.read()
        packed = try image.read()
    }
}
