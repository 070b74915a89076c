public import PlaybookModel
public import Vocabulary

/// Flows as Mermaid flowcharts: a node a step, an arrow a way it may come out. The same playbook gives the same text,
/// and a step that is added moves as few other lines as it can: nodes are named by their order within their flow.
public enum FlowDiagram {
    /// `nil` where the playbook has no flow of that name.
    public static func mermaid(of name: FlowName, in playbook: Playbook) -> String? {
        playbook.flows[name].map { chart([$0], playbook) }
    }

    /// Every flow a box, with arrows to the flows they run.
    public static func mermaid(of playbook: Playbook) -> String {
        chart(playbook.flows.values.sorted { $0.name < $1.name }, playbook)
    }

    private static func chart(_ flows: [Flow], _ playbook: Playbook) -> String {
        let isOne = flows.count == 1
        var lines = ["flowchart TD"]
        for flow in flows {
            var drawing = FlowDrawing(flow: flow, playbook: playbook)
            drawing.draw()
            guard !isOne else {
                lines += drawing.lines.map { "    " + $0 }
                continue
            }
            lines.append("    subgraph \(drawing.id)[\(quoted(flow.name.rawValue))]")
            lines += drawing.lines.map { "        " + $0 }
            lines.append("    end")
        }
        if !isOne { lines += links(among: flows) }
        return lines.joined(separator: "\n")
    }

    /// From the step to the first step of the flow that it runs.
    private static func links(among flows: [Flow]) -> [String] {
        let names = Set(flows.map(\.name))
        return flows.flatMap { flow in
            flow.steps.enumerated().compactMap { index, step in
                guard let name = step.kind.run, names.contains(name) else { return nil }
                return "    \(FlowDrawing.id(of: flow.name))_\(index) -. runs .-> \(FlowDrawing.id(of: name))_start"
            }
        }
    }

    /// Mermaid reads quotes, brackets and hashes as its own; entities stand for them.
    static func quoted(_ text: String) -> String {
        var safe = ""
        for character in text {
            switch character {
            case "\"": safe += "#quot;"
            case "#": safe += "#35;"
            case "<": safe += "#lt;"
            case ">": safe += "#gt;"
            case "\n", "\r", "\t": safe += " "
            default: safe.append(character)
            }
        }
        return "\"\(safe)\""
    }
}

/// One flow's nodes and arrows.
private struct FlowDrawing {
    let flow: Flow
    let playbook: Playbook
    let graph: FlowGraph
    private(set) var lines: [String] = []
    private var terminals: [(id: String, node: String)] = []

    init(flow: Flow, playbook: Playbook) {
        self.flow = flow
        self.playbook = playbook
        graph = FlowGraph(flow: flow)
    }

    /// No two flows share one, and none is a word of Mermaid's, `end` above all.
    static func id(of flow: FlowName) -> String {
        "f_" + flow.rawValue.map { $0.isLetter || $0.isNumber ? String($0) : "_" }.joined()
    }

    var id: String { Self.id(of: flow.name) }

    mutating func draw() {
        lines.append("\(id)_start([\(FlowDiagram.quoted(flow.title.isEmpty ? flow.name.rawValue : flow.title))])")
        for (index, step) in flow.steps.enumerated() where !step.kind.isTerminal {
            lines.append("\(id)_\(index)\(node(step.kind))")
        }
        let arrows = self.arrows()
        lines += terminals.map { $0.id + $0.node }
        lines += arrows
    }

    private mutating func arrows() -> [String] {
        guard !flow.steps.isEmpty else { return [] }
        var arrows = ["\(id)_start --> \(node(at: .step(0)))"]
        for (index, step) in flow.steps.enumerated() where !step.kind.isTerminal {
            for way in graph.ways[index] {
                let label = self.label(of: way, step.kind).map { "|\(FlowDiagram.quoted($0))|" } ?? ""
                let arrow = way.outcome == .next || way.outcome == .then || way.outcome == .otherwise ? "-->" : "-.->"
                arrows.append("\(id)_\(index) \(arrow)\(label) \(node(at: way.to))")
            }
        }
        return arrows
    }

    /// The node a way leads to; ends and persons are drawn once each.
    private mutating func node(at target: FlowGraph.Target) -> String {
        switch target {
        case .step(let index):
            guard case .some(let kind) = flow.steps.indices.contains(index) ? flow.steps[index].kind : nil,
                kind.isTerminal, let way = graph.ways[index].first
            else { return "\(id)_\(index)" }
            return node(at: way.to)
        case .end(let outcome): return terminal("end_\(outcome)", "([\(FlowDiagram.quoted("end: \(outcome)"))])")
        case .left: return terminal("left", "([\(FlowDiagram.quoted("cancelled"))])")
        case .person(let team):
            let name = team ?? playbook.routing.defaultTeam
            return terminal("person_\(name)", "{{\(FlowDiagram.quoted("a person: \(name)"))}}")
        }
    }

    private mutating func terminal(_ name: String, _ node: String) -> String {
        let id = "\(self.id)_\(name)"
        if !terminals.contains(where: { $0.id == id }) { terminals.append((id, node)) }
        return id
    }

    private func label(of way: FlowGraph.Way, _ kind: StepKind) -> String? {
        switch (kind, way.outcome) {
        case (.when, .then): "yes"
        case (.when, _): "no"
        case (.confirm, .next): "yes"
        case (.confirm, _): "no"
        default: way.outcome.words
        }
    }

    private func node(_ kind: StepKind) -> String {
        let text = FlowDiagram.quoted(kind.words)
        return switch kind {
        case .say, .promise: "[\(text)]"
        case .collect, .offer: "[/\(text)/]"
        case .when, .require: "{\(text)}"
        case .confirm: "{{\(text)}}"
        case .call: "[[\(text)]]"
        case .verify, .link: "[(\(text))]"
        case .wait: ">\(text)]"
        case .set, .escalate, .end: "(\(text))"
        }
    }
}

extension StepKind {
    /// Drawn as the end it is.
    fileprivate var isTerminal: Bool {
        switch self {
        case .escalate, .end: true
        case .say, .promise, .collect, .offer, .set, .when, .call, .confirm, .verify, .require, .wait, .link: false
        }
    }
}
