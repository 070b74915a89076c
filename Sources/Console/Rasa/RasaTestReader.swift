public import PlaybookModel
import Vocabulary
import Yams

/// Reads the files of Rasa's end-to-end tests: `test_cases` with `fixtures`, `metadata` and `stub_custom_actions`
/// (https://rasa.com/docs/reference/testing/e2e/test-cases). Whatever has no counterpart becomes a step that fails and
/// says so; nothing is passed over.
public enum RasaTestReader {
    /// Bytes of a file, at most.
    static let largestFile = 1 << 20

    /// Is this such a file, and not a talk?
    public static func reads(_ text: String) -> Bool {
        text.split(separator: "\n").contains { $0.hasPrefix("test_cases:") }
    }

    /// - Returns: the cases in their order, or what is wrong with the file.
    public static func cases(in text: String, file: String) -> Result<[RasaCase], RasaTestFault> {
        guard text.utf8.count <= largestFile else {
            return .failure(RasaTestFault(place: start(of: file), message: "the file is larger than 1 MiB"))
        }
        do {
            guard let root = try Yams.compose(yaml: text) else {
                return .failure(RasaTestFault(place: start(of: file), message: "the file is empty"))
            }
            return .success(RasaTestFile(root, file: file).cases)
        } catch {
            let words = "\(error)".split(separator: "\n").joined(separator: " ")
            return .failure(RasaTestFault(place: start(of: file), message: words))
        }
    }

    private static func start(of file: String) -> SourcePlace {
        SourcePlace(file: file, line: 1, column: 1)
    }
}

/// Why a file cannot be read.
public struct RasaTestFault: Error, Hashable, Sendable {
    public let place: SourcePlace
    public let message: String
}

/// The whole file.
private struct RasaTestFile {
    let root: Node
    let file: String

    init(_ root: Node, file: String) {
        self.root = root
        self.file = file
    }

    var cases: [RasaCase] {
        (root["test_cases"]?.sequence ?? []).compactMap(read)
    }

    func place(_ node: Node) -> SourcePlace {
        SourcePlace(file: file, line: node.mark?.line ?? 1, column: node.mark?.column ?? 1)
    }

    private func read(_ node: Node) -> RasaCase? {
        guard let map = node.mapping, let title = map["test_case"]?.scalar?.string else { return nil }
        var steps: [RasaCase.Step] = []
        var fixtures: [String: SlotValue] = [:]
        for name in names(map["fixtures"]) {
            guard let given = named(name, in: "fixtures") else {
                steps.append(foreign("fixture '\(name)' is not in the file", node))
                continue
            }
            for (slot, value) in pairs(given) { fixtures[slot] = RasaValue.read(value) }
        }
        for name in names(map["metadata"]) { steps.append(foreign("metadata '\(name)'", node)) }
        for (key, value) in map {
            let word = key.string ?? ""
            if !["test_case", "steps", "fixtures", "metadata"].contains(word) {
                steps.append(foreign("'\(word)'", value))
            }
        }
        let reader = RasaStepReader(file: file)
        for step in map["steps"]?.sequence ?? [] { steps += reader.read(step) }
        return RasaCase(
            title: title, place: place(node), fixtures: fixtures, stubs: stubs(for: title), steps: steps)
    }

    private func foreign(_ words: String, _ node: Node) -> RasaCase.Step {
        RasaCase.Step(kind: .foreign(words), place: place(node))
    }

    private func names(_ node: Node?) -> [String] {
        guard let node else { return [] }
        return node.sequence?.compactMap(\.scalar?.string) ?? [node.scalar?.string].compactMap(\.self)
    }

    /// Rasa writes a list of one-key mappings where a mapping would do; both are read.
    private func pairs(_ node: Node) -> [(String, Node)] {
        let maps = node.sequence.map { $0.compactMap(\.mapping) } ?? [node.mapping].compactMap(\.self)
        return maps.flatMap { map in map.compactMap { key, value in key.string.map { ($0, value) } } }
    }

    private func named(_ name: String, in section: String) -> Node? {
        root[section].flatMap { node in pairs(node).first { $0.0 == name }?.1 }
    }

    /// A stub may be for one case: `test_case::action`.
    private func stubs(for title: String) -> [String: [SlotName: SlotValue]] {
        guard let section = root["stub_custom_actions"] else { return [:] }
        var stubs: [String: [SlotName: SlotValue]] = [:]
        for (name, body) in pairs(section).sorted(by: { !$0.0.contains("::") && $1.0.contains("::") }) {
            let parts = name.split(separator: ":", omittingEmptySubsequences: true).map(String.init)
            guard parts.count == 1 || parts.first == title, let action = parts.last else { continue }
            var slots: [SlotName: SlotValue] = [:]
            for event in body["events"]?.sequence ?? [] where event["event"]?.string == "slot" {
                guard let slot = event["name"]?.string, let value = event["value"] else { continue }
                slots[SlotName(slot)] = RasaValue.read(value)
            }
            stubs[action] = slots
        }
        return stubs
    }
}

enum RasaValue {
    static func read(_ node: Node) -> SlotValue {
        switch node {
        case .scalar(let scalar):
            guard scalar.style == .plain || scalar.style == .any else { return .text(scalar.string) }
            if ["", "~", "null", "None"].contains(scalar.string) { return .nothing }
            if let flag = Bool(scalar.string.lowercased()) { return .flag(flag) }
            if let whole = Int64(scalar.string) { return .integer(whole) }
            if let number = Double(scalar.string), number.isFinite { return .number(number) }
            return .text(scalar.string)
        case .sequence(let list): return .list(list.map(read))
        case .mapping(let map):
            return .record(
                Dictionary(map.compactMap { key, value in key.string.map { ($0, read(value)) } }) { first, _ in first })
        case .alias: return .nothing
        }
    }
}
