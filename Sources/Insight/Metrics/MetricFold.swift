public import Vocabulary

/// The metrics, read from the log one fact at a time. What it remembers is bounded by the traffic of the memory span;
/// the figures themselves stand in the ``cube``.
///
/// First response: from the customer's first message of the stretch that needs a person (the message that asked for
/// one, or the one that reopened what a person had closed) to the first line of a person that reached the visitor.
/// The bot's lines, notes and outreach do not end it.
public struct MetricFold: Sendable {
    enum Due: Sendable {
        case silence(ContactNumber)
        case week(ContactNumber)
        case promise(ConversationID, Timestamp)
    }

    /// Open promises followed in one conversation.
    static let promises = 32

    public let rules: MetricRules
    public internal(set) var cube: MetricCube
    var books: [ConversationID: ConversationBook] = [:]
    var contacts: [ContactNumber: Contact] = [:]
    private var resting = RestingMatters()
    /// Contacts whose week runs, by whose they are.
    var people: [VisitorID: [ContactNumber]] = [:]
    var due = DueQueue<Due>()
    var nextContact: ContactNumber = 0
    var now = Timestamp(milliseconds: .min)
    private var rounds = Rounds(every: .days(1))

    public init(rules: MetricRules = MetricRules()) {
        self.rules = rules
        cube = MetricCube(periods: rules.periods, slices: rules.slices)
    }

    /// Conversations that are remembered now.
    public var remembered: Int { books.count + resting.count }

    /// Contacts that are not closed.
    public var open: Int { contacts.values.reduce(0) { $0 + ($1.closing == nil ? 1 : 0) } }

    public mutating func take(_ fact: MetricFact) {
        advance(to: fact.at)
        for conversation in fact.conversations { wake(conversation) }
        switch fact {
        case .event(let conversation, let record): take(record, in: conversation)
        case .delivered(let conversation, let seq, let at): delivered(conversation, through: seq, at: at)
        case .tagged(let conversation, let tag, _): tagged(conversation, tag)
        case .snoozed(let conversation, let at): snoozed(conversation, at: at)
        case .awoke(let conversation, let at): awoke(conversation, at: at)
        case .merged(let conversation, let into, _): merge(conversation, into: into)
        case .alerted(let first, let at): alerted(firstReport: first, at: at)
        }
    }

    /// What becomes true by time alone: silence, weeks that are over, promises that were not kept.
    public mutating func advance(to moment: Timestamp) {
        guard moment > now else { return }
        now = moment
        while let (at, item) = due.next(by: moment) {
            switch item {
            case .silence(let number): silence(number)
            case .week(let number): mature(number)
            case .promise(let conversation, let until): broke(conversation, until: until, at: at)
            }
        }
        sweep()
    }

    /// Once a day: forgets conversations in which nothing has happened for the memory span, and packs what is over.
    private mutating func sweep() {
        guard rounds.isDue(at: now) else { return }
        for (conversation, book) in books where book.current == nil || now - book.last > rules.memory {
            if now - book.last > rules.memory {
                for number in [book.current, book.previous].compactMap(\.self) { forget(number) }
                books[conversation] = nil
            } else if book.promises.isEmpty, now - book.last > rules.week {
                rest(conversation, book)
            }
        }
        resting.forget(before: ago(rules.memory))
        cube.pack(before: period(ago(rules.week)))
    }

    private mutating func rest(_ conversation: ConversationID, _ book: ConversationBook) {
        var matter: Contact?
        if let number = book.previous {
            guard contacts[number]?.isMatured != false else { return }
            matter = contacts.removeValue(forKey: number)
        }
        books[conversation] = nil
        resting.rest(conversation, book, matter)
    }

    private mutating func wake(_ conversation: ConversationID) {
        guard let (book, matter) = resting.wake(conversation) else { return }
        books[conversation] = book
        if let matter, let number = book.previous { contacts[number] = matter }
    }

    private func ago(_ span: TimeSpan) -> Timestamp {
        Timestamp(milliseconds: now.milliseconds - span.milliseconds)
    }

    func period(_ moment: Timestamp) -> Int64 { rules.period(of: moment) }

    mutating func measure(_ measure: Measure, of number: ContactNumber, at moment: Timestamp) {
        guard let slices = contacts[number]?.slices else { return }
        let period = period(moment)
        for slice in slices { cube.add(measure, to: slice, in: period) }
        contacts[number]?.measures.append((measure, period))
    }

    /// Everything measured so far counts for the slice too.
    mutating func add(_ slice: Slice, to number: ContactNumber) {
        guard let contact = contacts[number], !contact.slices.contains(slice) else { return }
        contacts[number]?.slices.append(slice)
        for (measure, period) in contact.measures { cube.add(measure, to: slice, in: period) }
        guard let book = books[contact.conversation], book.previous == number, let total = book.total,
            !total.slices.contains(slice)
        else { return }
        cube.add(total.measure, to: slice, in: total.period)
        books[contact.conversation]?.total?.slices.append(slice)
    }

    /// Nothing measured so far counts for the slice any more.
    mutating func remove(_ slice: Slice, from number: ContactNumber) {
        guard let contact = contacts[number], contact.slices.contains(slice) else { return }
        contacts[number]?.slices.removeAll { $0 == slice }
        for (measure, period) in contact.measures { cube.add(measure, to: slice, in: period, -1) }
        guard let book = books[contact.conversation], book.previous == number, let total = book.total,
            total.slices.contains(slice)
        else { return }
        cube.add(total.measure, to: slice, in: total.period, -1)
        books[contact.conversation]?.total?.slices.removeAll { $0 == slice }
    }

    mutating func retract(_ contact: Contact) {
        for (measure, period) in contact.measures {
            for slice in contact.slices { cube.add(measure, to: slice, in: period, -1) }
        }
    }

    private mutating func alerted(firstReport: Timestamp?, at moment: Timestamp) {
        guard let firstReport, firstReport <= moment else {
            cube.add(.knownFirst, to: .all, in: period(moment))
            return
        }
        cube.add(.lead(moment - firstReport), to: .all, in: period(moment))
    }
}

extension MetricFold {
    public func write(to image: inout ImageWriter) {
        cube.write(to: &image)
        image.write(books)
        image.write(contacts)
        image.write(resting)
        image.write(people)
        image.write(due.pending.map { DueItem(at: $0.at, item: $0.item) })
        image.write(nextContact)
        image.write(now)
        image.write(rounds.last)
    }

    /// What was measured before the image stays as it was measured, whatever the rules say now.
    public init(rules: MetricRules, from image: inout ImageReader) throws(ImageFault) {
        self.init(rules: rules)
        cube = try MetricCube(periods: rules.periods, slices: rules.slices, from: &image)
        books = try image.read()
        contacts = try image.read()
        resting = try image.read()
        people = try image.read()
        for due in try image.read([DueItem].self) { self.due.add(due.item, at: due.at) }
        nextContact = try image.read()
        now = try image.read()
        rounds = Rounds(every: rounds.every, last: try image.read())
    }
}

private struct DueItem: Imaged {
    let at: Timestamp
    let item: MetricFold.Due

    init(at: Timestamp, item: MetricFold.Due) {
        self.at = at
        self.item = item
    }

    func write(to image: inout ImageWriter) {
        image.write(at)
        image.write(item)
    }

    init(from image: inout ImageReader) throws(ImageFault) {
        at = try image.read()
        item = try image.read()
    }
}
