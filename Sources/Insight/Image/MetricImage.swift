internal import Vocabulary

extension Slice: Imaged, Comparable {
    private var place: UInt8 {
        switch self {
        case .all: 0
        case .intent: 1
        case .tag: 2
        case .queue: 3
        case .agent: 4
        case .version: 5
        case .channel: 6
        case .others: 7
        }
    }

    /// What it is called within its kind; empty where there is but one.
    public var name: String {
        switch self {
        case .all, .others: ""
        case .intent(let name): name.rawValue
        case .tag(let name): name.rawValue
        case .queue(let name): name.rawValue
        case .agent(let name): name.rawValue
        case .version(let name): name.rawValue
        case .channel(let name): name
        }
    }

    public static func < (left: Slice, right: Slice) -> Bool {
        (left.place, left.name) < (right.place, right.name)
    }

    public func write(to image: inout ImageWriter) {
        image.byte(place)
        image.name(name)
    }

    public init(from image: inout ImageReader) throws(ImageFault) {
        let place = try image.byte()
        let name = try image.name()
        switch place {
        case 0: self = .all
        case 1: self = .intent(IntentName(name))
        case 2: self = .tag(TagName(name))
        case 3: self = .queue(TeamName(name))
        case 4: self = .agent(AgentID(name))
        case 5: self = .version(PlaybookVersion(name))
        case 6: self = .channel(name)
        case 7: self = .others
        default: throw ImageFault("a slice of kind \(place)")
        }
    }
}

extension Elapsed: Imaged {
    public func write(to image: inout ImageWriter) {
        image.write(wall)
        image.write(worked)
    }

    public init(from image: inout ImageReader) throws(ImageFault) {
        self.init(wall: try image.read(), worked: try image.read())
    }
}

extension Measure: Imaged {
    public func write(to image: inout ImageWriter) {
        switch self {
        case .contact: image.byte(0)
        case .acknowledged(let elapsed): image.byte(1); image.write(elapsed)
        case .queued: image.byte(2)
        case .abandoned: image.byte(3)
        case .turnedAway: image.byte(4)
        case .answered(let elapsed): image.byte(5); image.write(elapsed)
        case .resolved(let elapsed, let byPerson): image.byte(6); image.write(elapsed); image.write(byPerson)
        case .total(let elapsed): image.byte(7); image.write(elapsed)
        case .settled: image.byte(8)
        case .dropped: image.byte(9)
        case .rated(let stars): image.byte(10); image.write(stars)
        case .week(let closedByBot, let isClosed, let returned):
            image.byte(11)
            image.write([closedByBot, isClosed, returned])
        case .promise(let kept): image.byte(12); image.write(kept)
        case .lead(let span): image.byte(13); image.write(span)
        case .knownFirst: image.byte(14)
        }
    }

    public init(from image: inout ImageReader) throws(ImageFault) {
        let kind = try image.byte()
        switch kind {
        case 0: self = .contact
        case 1: self = .acknowledged(try image.read())
        case 2: self = .queued
        case 3: self = .abandoned
        case 4: self = .turnedAway
        case 5: self = .answered(try image.read())
        case 6: self = .resolved(try image.read(), byPerson: try image.read())
        case 7: self = .total(try image.read())
        case 8: self = .settled
        case 9: self = .dropped
        case 10: self = .rated(try image.read())
        case 11:
            let flags = try image.read([Bool].self)
            guard flags.count == 3 else { throw ImageFault("a week of \(flags.count) flags") }
            self = .week(closedByBot: flags[0], isClosed: flags[1], returned: flags[2])
        case 12: self = .promise(kept: try image.read())
        case 13: self = .lead(try image.read())
        case 14: self = .knownFirst
        default: throw ImageFault("a measure of kind \(kind)")
        }
    }
}

/// A measure where it was counted.
struct Placed: Imaged {
    let measure: Measure
    let period: Int64

    init(_ measure: Measure, _ period: Int64) {
        self.measure = measure
        self.period = period
    }

    func write(to image: inout ImageWriter) {
        image.write(measure)
        image.write(period)
    }

    init(from image: inout ImageReader) throws(ImageFault) {
        self.init(try image.read(), try image.read())
    }
}

extension MetricFold.Due: Imaged {
    func write(to image: inout ImageWriter) {
        switch self {
        case .silence(let number): image.byte(0); image.write(number)
        case .week(let number): image.byte(1); image.write(number)
        case .promise(let conversation, let until): image.byte(2); image.write(conversation); image.write(until)
        }
    }

    init(from image: inout ImageReader) throws(ImageFault) {
        let kind = try image.byte()
        switch kind {
        case 0: self = .silence(try image.read())
        case 1: self = .week(try image.read())
        case 2: self = .promise(try image.read(), try image.read())
        default: throw ImageFault("something due of kind \(kind)")
        }
    }
}
