/// The tallies of a period that is over, as they stand in an image: a twentieth of the room that they take unpacked, and
/// added up as they are.
struct PackedPeriod: Hashable, Sendable {
    /// In order.
    let slices: [Slice]
    /// Where each one's tally begins.
    private let starts: [Int]
    private let bytes: [UInt8]

    init(_ tallies: [Slice: Tally]) {
        var image = ImageWriter()
        var starts: [Int] = []
        let ordered = tallies.sorted { $0.key < $1.key }
        starts.reserveCapacity(ordered.count)
        for (_, tally) in ordered {
            starts.append(image.bytes.count)
            image.write(tally)
        }
        slices = ordered.map(\.key)
        self.starts = starts
        bytes = Array(image.bytes)
    }

    func add(_ slice: Slice, to sum: inout Tally) {
        var low = 0
        var high = slices.count
        while low < high {
            let middle = (low + high) / 2
            if slices[middle] < slice { low = middle + 1 } else { high = middle }
        }
        guard low < slices.count, slices[low] == slice else { return }
        add(at: low, to: &sum)
    }

    func add(to sums: inout [Slice: Tally], where isWanted: (Slice) -> Bool) {
        for place in slices.indices where isWanted(slices[place]) {
            add(at: place, to: &sums[slices[place], default: Tally()])
        }
    }

    private func add(at place: Int, to sum: inout Tally) {
        var image = ImageReader(bytes, from: starts[place])
        // Written here, or read once already when it came out of an image.
        try? sum.add(from: &image)
    }

    var unpacked: [Slice: Tally] {
        var tallies: [Slice: Tally] = [:]
        add(to: &tallies) { _ in true }
        return tallies
    }
}

extension PackedPeriod: Imaged {
    func write(to image: inout ImageWriter) {
        image.write(slices)
        image.write(starts)
        image.write(bytes)
    }

    init(from image: inout ImageReader) throws(ImageFault) {
        slices = try image.read()
        starts = try image.read()
        bytes = try image.read()
        guard slices.count == starts.count, zip(slices, slices.dropFirst()).allSatisfy({ $0 < $1 }),
            starts.allSatisfy(bytes.indices.contains)
        else { throw ImageFault("a packed period out of order") }
        var sum = Tally()
        for start in starts {
            var reader = ImageReader(bytes, from: start)
            try sum.add(from: &reader)
        }
    }
}
