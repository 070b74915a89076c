internal import PlaybookModel
internal import Vocabulary

/// One step in the making. Every rule writes through ``emit(_:by:)``, which applies the event at once, so that the
/// next rule sees what the log will say.
struct Turn {
    let playbook: Rulebook
    let now: Timestamp
    /// The number of the first event: what the ids of this step's effects are computed from.
    let first: SequenceNumber
    var state: DialogState
    var entries: [DialogOutcome.Entry] = []
    var effects: [Effect] = []
    var linesLeft: Int
    /// Lines that did not fit and are noted; beyond these they are dropped.
    var notesLeft = 4
    /// Against a flow that runs in circles.
    var stepsLeft: Int
    /// A flow had more to say than the bot may.
    var isOverflowing = false
    var calls = 0
    /// A flow is being run again from its beginning after a correction.
    var isRepeating = false
    /// Who has just left, for the line that says so.
    var departed: String?
    /// How what is spoken of ended, where another conversation says it.
    var resolution: String?
    /// What was taken back, or could not be.
    var things: String?

    init(_ playbook: Rulebook, _ state: DialogState, at now: Timestamp) {
        self.playbook = playbook
        self.now = now
        self.state = state
        first = state.head.next
        let limits = playbook.assistant.limits
        stepsLeft = max(1, limits.stepsPerTurn)
        // What comes back from actions is still part of the answer to what the visitor did last.
        linesLeft = max(1, limits.linesPerTurn)
    }

    var outcome: DialogOutcome {
        DialogOutcome(events: entries, effects: effects, state: state, refusal: nil)
    }

    /// The input begins something new, so the bot may say less only for what it has said to it already.
    mutating func countLines() {
        linesLeft = max(1, playbook.assistant.limits.linesPerTurn - state.bookkeeping.linesSpoken)
    }

    mutating func emit(_ event: Event, by sender: Sender = .bot) {
        state.apply(event, as: state.head.next, at: now)
        entries.append(DialogOutcome.Entry(sender: sender, event: event))
    }

    mutating func note(_ text: String, _ reason: NoteReason = .system) {
        emit(.noted(text: text, reason: reason), by: .system)
    }
}

// MARK: Speaking

/// Does a line leave room for the one that must come last?
enum Place {
    /// Something has to be able to follow: a question, or the word that a person takes over.
    case middle
    case last
}

extension Turn {
    var evaluator: Evaluator { evaluator(title: topTitle) }

    func evaluator(title: String, team: TeamName? = nil, slots: [SlotName: SlotValue]? = nil) -> Evaluator {
        let words = SaidWords(
            flow: title, agent: state.agentName ?? departed,
            team: (team ?? state.lastEscalation?.team).map(playbook.title), promise: state.promises.last?.text,
            resolution: resolution ?? state.resolution, things: things,
            deadline: state.stack.last { $0.calling != nil }?.waiting?.until)
        return Evaluator(
            playbook: playbook, slots: slots ?? state.slots, words: words, opening: state.opening,
            verifications: state.verifications, now: now)
    }

    /// What the visitor would call the flow that runs.
    var topTitle: String {
        chain.first.flatMap { playbook.flows[state.stack[$0].flow]?.title } ?? ""
    }

    mutating func say(
        _ name: ResponseName, title: String? = nil, team: TeamName? = nil, buttons: [Button] = [], cards: [Card] = [],
        place: Place = .middle
    ) {
        guard let line = line(name, title: title, team: team, buttons: buttons, cards: cards)?.line else {
            note("no wording for \(name)")
            return
        }
        speak(line, place: place)
    }

    mutating func say(
        _ standard: StandardResponse, title: String? = nil, team: TeamName? = nil, buttons: [Button] = [],
        place: Place = .middle
    ) {
        say(playbook.name(of: standard), title: title, team: team, buttons: buttons, place: place)
    }

    /// The line as it would be said now, and whether all its holes could be filled.
    func line(
        _ name: ResponseName, title: String? = nil, team: TeamName? = nil, buttons: [Button] = [], cards: [Card] = []
    ) -> (line: BotLine, isComplete: Bool)? {
        playbook.line(name, turn: state.timesSaid[name] ?? 0, buttons: buttons, cards: cards) {
            evaluator(title: title ?? topTitle, team: team)
        }
    }

    /// The bot never talks over a person, and never says more than it may in one go: what does not fit is kept as a
    /// note for the people who read along.
    mutating func speak(_ line: BotLine, place: Place) {
        if case .agent = state.holder {
            note(line.text, .stale)
            return
        }
        guard linesLeft > (place == .last ? 0 : 1) else {
            if notesLeft > 0 { note("not said, too many lines: \(line.text)") }
            notesLeft -= 1
            return
        }
        linesLeft -= 1
        emit(.botSaid(line, epoch: state.epoch))
    }
}
