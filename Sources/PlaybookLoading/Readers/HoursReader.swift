import PlaybookModel
import Vocabulary

/// `hours:` of the assistant: `{ mon-fri: 09:00-18:00, sat: [10:00-13:00, 14:00-16:00], closed: [2026-12-25] }`.
struct HoursReader {
    private static let days = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"]

    let complaints: Complaints

    func read(_ node: YamlNode) -> OpeningHours? {
        guard let map = MapReader(node, as: PlaybookFormat.hours, complaints) else { return nil }
        var days: [[OpeningHours.Stretch]] = Array(repeating: [], count: 7)
        // A day of its own overrules the stretch of days it lies in.
        for key in ["mon-sun", "mon-sat", "mon-fri"] + Self.days where map[key] != nil {
            let stretches = words(key, map).compactMap(stretch)
            for day in Self.range(key) { days[day] = stretches }
        }
        for word in map.words("closed") where CivilDate(word.text) == nil {
            complaints.error(.badValue, at: word.place, "'\(word.text)' is no day", suggestion: "like 2026-12-25")
        }
        return OpeningHours(days: days, closed: Set(map.words("closed").map(\.text)))
    }

    private func words(_ key: String, _ map: MapReader) -> [Word] {
        if case .list = map[key]?.content { return map.words(key) }
        return map.word(key).map { [$0] } ?? []
    }

    private static func range(_ key: String) -> [Int] {
        switch key {
        case "mon-sun": Array(0...6)
        case "mon-sat": Array(1...6)
        case "mon-fri": Array(1...5)
        default: days.firstIndex(of: key).map { [$0] } ?? []
        }
    }

    private func stretch(_ word: Word) -> OpeningHours.Stretch? {
        let ends = word.text.split(separator: "-").map(minute)
        if ends.count == 2, let start = ends[0], let end = ends[1], start < end { return start..<end }
        complaints.error(
            .badValue, at: word.place, "'\(word.text)' is no stretch of a day", suggestion: "like 09:00-18:00")
        return nil
    }

    private func minute(_ text: Substring) -> Int? {
        let parts = text.split(separator: ":")
        guard parts.count == 2, let hour = Int(parts[0]), let minute = Int(parts[1]), (0...24).contains(hour),
            (0...59).contains(minute), hour * 60 + minute <= 1_440
        else { return nil }
        return hour * 60 + minute
    }
}
