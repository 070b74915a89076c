internal import Vocabulary

extension Contact.Closing: Imaged {
    func write(to image: inout ImageWriter) {
        switch self {
        case .resolved(byPerson: true): image.byte(0)
        case .resolved(byPerson: false): image.byte(1)
        case .settled: image.byte(2)
        case .dropped: image.byte(3)
        }
    }

    init(from image: inout ImageReader) throws(ImageFault) {
        let kind = try image.byte()
        switch kind {
        case 0: self = .resolved(byPerson: true)
        case 1: self = .resolved(byPerson: false)
        case 2: self = .settled
        case 3: self = .dropped
        default: throw ImageFault("a closing of kind \(kind)")
        }
    }
}

extension Contact.Need: Imaged {
    func write(to image: inout ImageWriter) {
        image.write(start)
        image.write(line)
        image.write(isAnswered)
        image.write(isQueued)
    }

    init(from image: inout ImageReader) throws(ImageFault) {
        start = try image.read()
        line = try image.read()
        isAnswered = try image.read()
        isQueued = try image.read()
    }
}

extension Contact: Imaged {
    func write(to image: inout ImageWriter) {
        image.write(conversation)
        image.write(visitor)
        image.write(created)
        image.write(firstMessage)
        image.write(reopensPerson)
        image.write(last)
        image.write(burst)
        image.write(isBurstOpen)
        image.write(isAcknowledged)
        image.write(acknowledgement)
        image.write(hadNeed)
        image.write(need)
        image.write(service)
        image.write(isHeldByPerson)
        image.write(snoozedSince)
        image.write(snoozed)
        image.write(closing)
        image.write(closedAt)
        image.write(isRated)
        image.write(hasReturned)
        image.write(isMatured)
        image.write(intents)
        image.write(tags)
        image.write(suggested)
        image.write(slices)
        image.write(measures.map { Placed($0.measure, $0.period) })
    }

    init(from image: inout ImageReader) throws(ImageFault) {
        conversation = try image.read()
        visitor = try image.read()
        created = try image.read()
        firstMessage = try image.read()
        reopensPerson = try image.read()
        last = try image.read()
        burst = try image.read()
        isBurstOpen = try image.read()
        isAcknowledged = try image.read()
        acknowledgement = try image.read()
        hadNeed = try image.read()
        need = try image.read()
        service = try image.read()
        isHeldByPerson = try image.read()
        snoozedSince = try image.read()
        snoozed = try image.read()
        closing = try image.read()
        closedAt = try image.read()
        isRated = try image.read()
        hasReturned = try image.read()
        isMatured = try image.read()
        intents = try image.read()
        tags = try image.read()
        suggested = try image.read()
        slices = try image.read()
        measures = try image.read([Placed].self).map { ($0.measure, $0.period) }
    }
}

/// A conversation's total where it was counted.
private struct PlacedTotal: Imaged {
    let total: (measure: Measure, period: Int64, slices: [Slice])

    init(_ total: (measure: Measure, period: Int64, slices: [Slice])) {
        self.total = total
    }

    func write(to image: inout ImageWriter) {
        image.write(total.measure)
        image.write(total.period)
        image.write(total.slices)
    }

    init(from image: inout ImageReader) throws(ImageFault) {
        total = (try image.read(), try image.read(), try image.read())
    }
}

extension ConversationBook: Imaged {
    func write(to image: inout ImageWriter) {
        image.write(visitor)
        image.write(created)
        image.write(base)
        image.write(current)
        image.write(previous)
        image.write(closedByPerson)
        image.write(isReopening)
        image.write(snoozed)
        image.write(total.map { PlacedTotal($0) })
        image.write(promises)
        image.write(last)
    }

    init(from image: inout ImageReader) throws(ImageFault) {
        visitor = try image.read()
        created = try image.read()
        base = try image.read()
        current = try image.read()
        previous = try image.read()
        closedByPerson = try image.read()
        isReopening = try image.read()
        snoozed = try image.read()
        total = try image.read(PlacedTotal?.self).map(\.total)
        promises = try image.read()
        last = try image.read()
    }
}
