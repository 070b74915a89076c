public import Vocabulary

/// Lengths of time added up: exact count and mean, quantiles to within 6 %. Figures can be taken out again.
public struct SpanTally: Hashable, Sendable {
    fileprivate struct Bucket: Hashable, Sendable {
        let number: UInt16
        var count: Int32
    }

    public private(set) var count = 0
    public private(set) var total = TimeSpan(milliseconds: 0)
    /// In order, none of them empty.
    private var buckets: [Bucket] = []

    public init() {}

    /// `nil` before the first.
    public var mean: TimeSpan? {
        count == 0 ? nil : TimeSpan(milliseconds: (total.milliseconds + Int64(count) / 2) / Int64(count))
    }

    public var median: TimeSpan? { quantile(0.5) }

    /// The length that a share of all do not exceed; `nil` before the first.
    public func quantile(_ share: Double) -> TimeSpan? {
        guard count > 1 else { return count == 1 ? total : nil }
        let rank = max(1, Int((share * Double(count)).rounded(.up)))
        var seen = 0
        for bucket in buckets {
            seen += Int(bucket.count)
            if seen >= rank { return TimeSpan(milliseconds: Self.middle(bucket.number)) }
        }
        return nil
    }

    mutating func add(_ span: TimeSpan, _ times: Int) {
        count += times
        total = TimeSpan(milliseconds: total.milliseconds + span.milliseconds * Int64(times))
        add(times, to: Self.number(of: span.milliseconds))
    }

    mutating func add(_ other: SpanTally) {
        count += other.count
        total = TimeSpan(milliseconds: total.milliseconds + other.total.milliseconds)
        for bucket in other.buckets { add(Int(bucket.count), to: bucket.number) }
    }

    /// Adds one that was written, without making it first.
    mutating func add(from image: inout ImageReader) throws(ImageFault) {
        count += try image.read(Int.self)
        total = TimeSpan(milliseconds: total.milliseconds + (try image.read(TimeSpan.self)).milliseconds)
        for _ in 0..<(try image.count()) {
            let bucket = try image.read(Bucket.self)
            add(Int(bucket.count), to: bucket.number)
        }
    }

    private mutating func add(_ times: Int, to number: UInt16) {
        var low = 0
        var high = buckets.count
        while low < high {
            let middle = (low + high) / 2
            if buckets[middle].number < number { low = middle + 1 } else { high = middle }
        }
        if low < buckets.count, buckets[low].number == number {
            buckets[low].count += Int32(times)
            if buckets[low].count == 0 { buckets.remove(at: low) }
        } else {
            buckets.insert(Bucket(number: number, count: Int32(times)), at: low)
        }
    }

    /// Eight buckets an octave, so that one is at most an eighth wide.
    private static func number(of milliseconds: Int64) -> UInt16 {
        let value = UInt64(max(0, milliseconds)) + 8
        let octave = 63 - value.leadingZeroBitCount
        return UInt16((octave - 3) * 8 + Int((value >> UInt64(octave - 3)) & 7))
    }

    private static func middle(_ number: UInt16) -> Int64 {
        let octave = Int64(number / 8)
        let low = (8 + Int64(number % 8)) << octave
        return low - 8 + (1 << octave) / 2
    }
}

/// The same lengths by both clocks.
public struct ElapsedTally: Hashable, Sendable {
    public private(set) var wall = SpanTally()
    public private(set) var worked = SpanTally()

    public init() {}

    public var count: Int { wall.count }

    mutating func add(_ elapsed: Elapsed, _ times: Int) {
        wall.add(elapsed.wall, times)
        worked.add(elapsed.worked, times)
    }

    mutating func add(_ other: ElapsedTally) {
        wall.add(other.wall)
        worked.add(other.worked)
    }

    mutating func add(from image: inout ImageReader) throws(ImageFault) {
        try wall.add(from: &image)
        try worked.add(from: &image)
    }
}

extension SpanTally.Bucket: Imaged {
    func write(to image: inout ImageWriter) {
        image.write(number)
        image.write(count)
    }

    init(from image: inout ImageReader) throws(ImageFault) {
        number = try image.read()
        count = try image.read()
    }
}

extension SpanTally: Imaged {
    public func write(to image: inout ImageWriter) {
        image.write(count)
        image.write(total)
        image.write(buckets)
    }

    public init(from image: inout ImageReader) throws(ImageFault) {
        self.init()
        try add(from: &image)
    }
}

extension ElapsedTally: Imaged {
    public func write(to image: inout ImageWriter) {
        image.write(wall)
        image.write(worked)
    }

    public init(from image: inout ImageReader) throws(ImageFault) {
        self.init()
        try add(from: &image)
    }
}
