internal import Vocabulary

extension SpikeKey: Imaged {
    public func write(to image: inout ImageWriter) {
        switch self {
        case .intent(let name): image.byte(0); image.write(name)
        case .tag(let name): image.byte(1); image.write(name)
        case .feature(let name): image.byte(2); image.name(name)
        case .segment(let name): image.byte(3); image.name(name)
        }
    }

    public init(from image: inout ImageReader) throws(ImageFault) {
        let kind = try image.byte()
        switch kind {
        case 0: self = .intent(try image.read())
        case 1: self = .tag(try image.read())
        case 2: self = .feature(try image.name())
        case 3: self = .segment(try image.name())
        default: throw ImageFault("a key of kind \(kind)")
        }
    }
}

extension Rollout: Imaged {
    public func write(to image: inout ImageWriter) {
        image.write(name)
        image.write(feature)
        image.write(at)
    }

    public init(from image: inout ImageReader) throws(ImageFault) {
        self.init(name: try image.read(), feature: try image.read(), at: try image.read())
    }
}

extension RolloutComparison: Imaged {
    public func write(to image: inout ImageWriter) {
        image.write(rollout)
        image.write(before)
        image.write(after)
        image.write(ratio)
        image.write(interval.lowerBound)
        image.write(interval.upperBound)
    }

    public init(from image: inout ImageReader) throws(ImageFault) {
        rollout = try image.read()
        before = try image.read()
        after = try image.read()
        ratio = try image.read()
        let (low, high) = (try image.read(Double.self), try image.read(Double.self))
        guard low <= high else { throw ImageFault("an interval that ends before it begins") }
        interval = low...high
    }
}

extension SpikeAlert: Imaged {
    public func write(to image: inout ImageWriter) {
        image.write(id)
        image.write(key)
        image.write(at)
        image.write(since)
        image.write(firstReport)
        image.write(count)
        image.write(expected)
        image.write(window)
        image.write(chance)
        image.write(quotes)
        image.write(suspect)
        image.write(isOverBudget)
    }

    public init(from image: inout ImageReader) throws(ImageFault) {
        id = try image.read()
        key = try image.read()
        at = try image.read()
        since = try image.read()
        firstReport = try image.read()
        count = try image.read()
        expected = try image.read()
        window = try image.read()
        chance = try image.read()
        quotes = try image.read()
        suspect = try image.read()
        isOverBudget = try image.read()
    }
}
