internal import Insight
internal import Store
internal import Vocabulary

/// Every alert that is remembered, what became of it, and who has to be told yet. Changes by its events only.
struct AlertBook: Hashable, Codable, Sendable {
    /// Alerts remembered; open ones go last.
    private static let bound = 500

    /// In the order in which they were raised.
    private(set) var cards: [AlertCard] = []
    private var told: [String: Set<String>] = [:]
    private(set) var snoozes: [String: Timestamp] = [:]
    private(set) var judged = 0
    private(set) var judgedRight = 0

    init() {}

    init(_ journal: Journal) throws(StoreError) {
        if let image = journal.image { self = try ReportCoding.read(AlertBook.self, from: image) }
        for entry in journal.entries { apply(try ReportCoding.read(AlertEvent.self, from: entry.body), at: entry.at) }
    }

    /// Share of alerts that people found right; `nil` before anybody looked.
    var precision: Double? { judged == 0 ? nil : Double(judgedRight) / Double(judged) }

    func card(_ id: String) -> AlertCard? {
        cards.last { $0.id == id }
    }

    /// What the detector said, as far as it is news: after a crash it says the last things again, maybe a minute off.
    func news(_ events: [SpikeEvent], now: Timestamp, late: TimeSpan) -> [(event: AlertEvent, at: Timestamp)] {
        var book = self
        var news: [(event: AlertEvent, at: Timestamp)] = []
        func file(_ event: AlertEvent, at moment: Timestamp) {
            book.apply(event, at: moment)
            news.append((event, moment))
        }
        for event in events {
            switch event {
            case .raised(let alert):
                guard book.known(alert.id, alert.key.text, near: alert.at) == nil else { continue }
                file(.raised(AlertCard(alert, isLate: now - alert.at > late)), at: alert.at)
            case .joined(let id, let key, let at):
                guard let card = book.open(id.rawValue), !card.alsoKnownAs.contains(key.text), card.key != key.text
                else { continue }
                file(.joined(id: card.id, key: key.text), at: at)
            case .grew(let id, let count, let at):
                guard let card = book.open(id.rawValue), count > card.count else { continue }
                file(.grew(id: card.id, count: count), at: at)
            case .subsided(let id, let count, let at):
                guard let card = book.open(id.rawValue) else { continue }
                file(.ended(id: card.id, as: .subsided, count: count), at: at)
            case .accepted(let id, let at):
                guard let card = book.open(id.rawValue) else { continue }
                file(.ended(id: card.id, as: .accepted, count: card.count), at: at)
            }
        }
        return news
    }

    /// What has to be told through a channel, the oldest first.
    func notices(for channel: String) -> [AlertNotice] {
        cards.flatMap { card -> [AlertNotice] in
            guard !card.isLate, !card.isOverBudget else { return [] }
            let raised = AlertNotice(name: .init(alert: card.id, kind: .raised), card: card)
            let ended = AlertNotice(name: .init(alert: card.id, kind: .ended), card: card)
            return (card.isOpen ? [raised] : [raised, ended]).filter { told[$0.id]?.contains(channel) != true }
        }
    }

    mutating func apply(_ event: AlertEvent, at moment: Timestamp) {
        switch event {
        case .raised(let card):
            cards.append(card)
            makeRoom()
        case .joined(let id, let key): change(id) { $0.alsoKnownAs.append(key) }
        case .grew(let id, let count): change(id) { $0.count = count }
        case .ended(let id, let state, let count):
            change(id) { card in
                card.state = state
                card.count = max(card.count, count)
                card.endedAt = moment
            }
        case .told(let name, let channel), .gaveUp(let name, let channel, _):
            told["\(name.alert):\(name.kind.rawValue)", default: []].insert(channel)
        case .snoozed(let key, let until):
            snoozes = snoozes.filter { $0.value > moment }
            snoozes[key] = until
        case .judged(let id, let isRight):
            if let before = card(id)?.wasRight {
                judged -= 1
                if before { judgedRight -= 1 }
            }
            judged += 1
            if isRight { judgedRight += 1 }
            change(id) { $0.wasRight = isRight }
        }
    }

    private func open(_ id: String) -> AlertCard? {
        guard let exact = card(id) else {
            // The same alert under the name that it was given before the crash.
            let key = id.split(separator: ":").dropFirst().dropLast().joined(separator: ":")
            return cards.last { $0.key == key && $0.isOpen }
        }
        return exact.isOpen ? exact : nil
    }

    private func known(_ id: SpikeAlertID, _ key: String, near moment: Timestamp) -> AlertCard? {
        cards.last { card in
            if card.id == id.rawValue { return true }
            guard card.key == key else { return false }
            return card.isOpen || abs((moment - card.at).milliseconds) < 5 * 60_000
        }
    }

    private mutating func change(_ id: String, _ change: (inout AlertCard) -> Void) {
        guard let place = cards.lastIndex(where: { $0.id == id }) else { return }
        change(&cards[place])
    }

    private mutating func makeRoom() {
        guard cards.count > Self.bound else { return }
        let oldest = cards.firstIndex { !$0.isOpen } ?? cards.startIndex
        let gone = cards.remove(at: oldest)
        for kind in [AlertNotice.Kind.raised, .ended] { told["\(gone.id):\(kind.rawValue)"] = nil }
    }
}
