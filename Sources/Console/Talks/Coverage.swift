public import PlaybookModel
import Vocabulary

/// How much of a playbook its talks come past: steps of flows, and responses.
public struct Coverage: Sendable {
    public struct Count: Hashable, Sendable {
        public fileprivate(set) var reached = 0
        public fileprivate(set) var all = 0

        /// 1 where there is nothing to reach.
        public var share: Double { all == 0 ? 1 : Double(reached) / Double(all) }

        fileprivate mutating func take(_ isReached: Bool) {
            all += 1
            if isReached { reached += 1 }
        }
    }

    /// Something no talk comes past.
    public struct Gap: Hashable, Sendable {
        public let place: SourcePlace
        public let words: String
    }

    public private(set) var steps = Count()
    public private(set) var responses = Count()
    /// In the order of their places.
    public private(set) var gaps: [Gap] = []
    private var files: [String: (steps: Count, responses: Count)] = [:]

    public init(of playbook: Playbook, reached: Reached) {
        for flow in playbook.flows.values {
            for (index, step) in flow.steps.enumerated() {
                let isReached = reached.steps[flow.name]?.contains(index) ?? false
                steps.take(isReached)
                files[step.place.file, default: (Count(), Count())].steps.take(isReached)
                if !isReached { gaps.append(Gap(place: step.place, words: step.kind.inWords)) }
            }
        }
        for response in playbook.responses.values {
            let isReached = reached.responses.contains(response.name)
            responses.take(isReached)
            files[response.place.file, default: (Count(), Count())].responses.take(isReached)
            if !isReached { gaps.append(Gap(place: response.place, words: "response \(response.name)")) }
        }
        gaps.sort {
            ($0.place.file, $0.place.line, $0.place.column, $0.words)
                < ($1.place.file, $1.place.line, $1.place.column, $1.words)
        }
    }

    /// Are both shares at least this?
    public func reaches(_ share: Double) -> Bool {
        min(steps.share, responses.share) >= share
    }

    /// A table by file with the total below it, then everything that no talk reaches.
    public func text(_ paint: Paint = .none) -> String {
        let wide = max(5, min(60, files.keys.map(\.count).max() ?? 0))
        func row(_ name: String, _ steps: Count, _ responses: Count) -> String {
            let line =
                name.padded(to: wide) + "  " + Self.cell(steps).padded(to: 16) + Self.cell(responses)
            return steps.share < 1 || responses.share < 1 ? line : paint(line, .faint)
        }
        var lines = [paint("coverage".padded(to: wide) + "  " + "steps".padded(to: 16) + "responses", .bold)]
        for (file, counts) in files.sorted(by: { $0.key < $1.key }) {
            lines.append(row(file, counts.steps, counts.responses))
        }
        lines.append(
            paint("total".padded(to: wide) + "  " + Self.cell(steps).padded(to: 16) + Self.cell(responses), .bold))
        if !gaps.isEmpty {
            lines.append("no talk reaches:")
            var seen: Set<Gap> = []
            lines += gaps.filter { seen.insert($0).inserted }.map {
                paint("  \($0.place.file):\($0.place.line)  ", .faint) + $0.words
            }
        }
        return lines.joined(separator: "\n")
    }

    private static func cell(_ count: Count) -> String {
        count.all == 0 ? "-" : "\(count.reached)/\(count.all) \(Int((count.share * 100).rounded(.down))) %"
    }
}

extension StepKind {
    /// What stands in the file, shortened.
    var inWords: String {
        switch self {
        case .say(let response, _): "say \(response)"
        case .promise(let response, _, _): "promise \(response)"
        case .collect(let slot, _, _, _): "collect \(slot)"
        case .offer(let offer): "offer \(offer.response)"
        case .set(let values, _): "set \(values.keys.sorted().map(\.rawValue).joined(separator: ", "))"
        case .when: "when"
        case .call(let call): "call \(call.action)"
        case .confirm(let response, _, _): "confirm \(response)"
        case .verify(let flow, _): "verify \(flow)"
        case .require(let level, _, _, _): "require \(level.rawValue)"
        case .wait: "wait"
        case .link(let flow, _): "link \(flow)"
        case .escalate(let team, let reason): "escalate \(team?.rawValue ?? "") \(reason.rawValue)"
        case .end(let outcome): "end \(outcome)"
        }
    }
}

extension String {
    /// Blanks behind it up to a width.
    func padded(to width: Int) -> String {
        self + String(repeating: " ", count: max(0, width - count))
    }
}
