import Dialog
import PlaybookLoading
import PlaybookModel
import Vocabulary

extension Repl {
    mutating func run(_ command: ReplCommand) -> (text: String, next: Next) {
        switch command {
        case .help: return (ReplCommand.helpText, .goOn)
        case .quit: return ("", .quit)
        case .reload: return ("", .reload)
        case .slots: return (trace.slots(of: point.rehearsal.state), .goOn)
        case .stack: return (trace.stack(of: point.rehearsal.state), .goOn)
        case .events: return (trace.events(point.rehearsal.log), .goOn)
        case .why: return (why(), .goOn)
        case .misspelt(let advice): return (paint(advice, .red), .goOn)
        case .press(let label): return (press(label), .goOn)
        case .answer(let text): return (answer(text), .goOn)
        case .fail(let action, let failure): return (fail(action, failure), .goOn)
        case .time(let span): return (pass(span), .goOn)
        case .asAgent(let name): return (become(name), .goOn)
        case .rate(let stars): return (take(.rated(stars: stars, comment: "")), .goOn)
        case .handBack(let note): return (leave { .handedBack($0, note: note) }, .goOn)
        case .resolve(let outcome): return (leave { .resolved($0, outcome: outcome) }, .goOn)
        case .back(let target): return (back(target), .goOn)
        case .fork(let name): return (fork(name), .goOn)
        case .diff(let other): return (diff(other), .goOn)
        case .saveTest(let file, let title): return (saveTest(file, title: title), .goOn)
        case .saveExample(let intent): return (saveExample(intent), .goOn)
        case .restart: return (restart(), .goOn)
        }
    }

    private func why() -> String {
        guard let last = point.last else { return "nothing was said yet" }
        let reasons = trace.why(last.interpretation, point.rehearsal)
        guard let explanation = listener.explain?(last.text) else { return reasons }
        return trace.why(explanation) + "\n" + reasons
    }

    private mutating func press(_ label: String) -> String {
        let buttons = point.rehearsal.state.lastBotLines.flatMap(\.choices)
        guard let button = buttons.first(where: { $0.label.lowercased() == label.lowercased() }) else {
            let known = buttons.isEmpty ? "there are none" : buttons.map { "[\($0.label)]" }.joined(separator: " ")
            return paint("no button '\(label)': \(known)", .red)
        }
        return say(button.label, choice: button.choice)
    }

    // MARK: The back end

    private mutating func answer(_ text: String) -> String {
        guard let call = point.rehearsal.openCalls.first else { return paint("no call is open", .red) }
        guard let result = TalkNotation.answer(text) else {
            return paint("write done { slot: value }, refused: REASON, overLimit or unknown", .red)
        }
        keepPoint()
        let seen = point.rehearsal.log.count
        if let refusal = point.rehearsal.answer(call, result, backEnd: &point.backEnd) {
            return paint("refused: \(refusal)", .red)
        }
        return trace.text(of: point.rehearsal, since: seen)
    }

    private mutating func fail(_ name: ActionName, _ failure: ReplBackEnd.Failure) -> String {
        guard playbook.actions[name] != nil else {
            let known = playbook.actions.keys.sorted().map(\.rawValue).joined(separator: ", ")
            return paint("no action '\(name)': \(known)", .red)
        }
        point.backEnd.fail(name, with: failure)
        let turn = point.backEnd.failures[name]?.count ?? 1
        return "The \(turn == 1 ? "next" : "\(turn). next") call of \(name): \(failure.inWords)."
    }

    private mutating func pass(_ span: TimeSpan?) -> String {
        guard let span else { return point.rehearsal.now.inWords + " UTC" }
        keepPoint()
        let seen = point.rehearsal.log.count
        point.rehearsal.pass(span, backEnd: &point.backEnd)
        let text = trace.text(of: point.rehearsal, since: seen)
        return paint(point.rehearsal.now.inWords + " UTC", .faint) + (text.isEmpty ? "" : "\n" + text)
    }

    // MARK: People

    private mutating func become(_ name: String?) -> String {
        guard let name else {
            point.agent = nil
            return ""
        }
        let id = AgentID(name.lowercased())
        guard point.rehearsal.state.holder != .agent(id) else {
            point.agent = (id: id, name: name)
            return ""
        }
        let written = point.rehearsal.log.count
        let text = take(.agentClaimed(id, displayName: name))
        guard point.rehearsal.log.count > written else {
            return text + "\n" + paint("nobody has been called; say 'I want to talk to a person' first", .faint)
        }
        point.agent = (id: id, name: name)
        return text
    }

    private mutating func leave(_ input: (AgentID) -> DialogInput) -> String {
        guard let agent = point.agent else {
            return paint("nobody speaks as an agent; write ':as agent NAME'", .red)
        }
        let text = take(input(agent.id))
        if point.rehearsal.state.holder != .agent(agent.id) { point.agent = nil }
        return text
    }

    // MARK: Points

    private mutating func back(_ target: String) -> String {
        if let count = Int(target) {
            guard count > 0, count <= way.count else {
                return paint("there are \(CheckCommand.counted(way.count, "input")) to take back", .red)
            }
            restore(way[way.count - count])
            way.removeLast(count)
        } else if let fork = forks[target] {
            keepPoint()
            restore(fork)
        } else {
            return paint("no point '\(target)'; \(knownForks)", .red)
        }
        let last = point.rehearsal.log.last { record in
            if case .botSaid = record.event { true } else { false }
        }
        return [paint(point.rehearsal.now.inWords + " UTC", .faint), last.flatMap(trace.line)]
            .compactMap(\.self).joined(separator: "\n")
    }

    /// The rules stay those of the present playbook.
    private mutating func restore(_ earlier: Point) {
        let canned = point.backEnd.canned
        point = earlier
        point.backEnd.canned = canned
        point.rehearsal.use(machine)
    }

    private var knownForks: String {
        forks.isEmpty ? ":fork NAME keeps one" : "kept are " + forks.keys.sorted().joined(separator: ", ")
    }

    private mutating func fork(_ wanted: String) -> String {
        let letters = (0..<Self.mostForks).map { String(UnicodeScalar(UInt8(97 + $0))) }
        guard let name = wanted.isEmpty ? letters.first(where: { forks[$0] == nil }) : wanted,
            forks[name] != nil || forks.count < Self.mostForks
        else { return paint("\(Self.mostForks) points are kept already", .red) }
        guard Int(name) == nil, name != "reload", !name.contains(" ") else {
            return paint("a point is named by one word", .red)
        }
        forks[name] = point
        return "Kept as \(name): ':back \(name)' returns here, ':diff \(name)' shows what is otherwise since."
    }

    private func diff(_ other: String) -> String {
        if other == "reload" { return replayed }
        let earlier: Point
        if let count = other.isEmpty ? 1 : Int(other) {
            guard count > 0, count <= way.count else {
                return paint("there are \(CheckCommand.counted(way.count, "input")) to compare with", .red)
            }
            earlier = way[way.count - count]
        } else if let fork = forks[other] {
            earlier = fork
        } else {
            return paint("no point '\(other)'; \(knownForks)", .red)
        }
        let lines = StateDifference(old: earlier.rehearsal, new: point.rehearsal).lines
        guard !lines.isEmpty else { return "nothing is otherwise" }
        return lines.flatMap { line in
            Wrapping.lines(line, hanging: 6).map { paint($0, line.hasPrefix("-") ? .red : .green) }
        }.joined(separator: "\n")
    }

    private var replayed: String {
        var report = ReplayReport()
        report.take(Replay(machine: machine, listener: listener).run(point.rehearsal.log, of: "repl"), of: "repl")
        return report.text(paint)
    }
}
