public import Dialog
import PlaybookLoading
import PlaybookModel
import Vocabulary

/// Runs a case of Rasa's end-to-end tests on the service's own engine.
///
/// As in Rasa, `bot` and `utter` must come in their order and other lines may stand between them; assertions look at
/// everything the message before them caused.
public struct RasaCaseRunner: Sendable {
    private let machine: DialogMachine
    private let listener: Listener

    public init(machine: DialogMachine, listener: Listener) {
        self.machine = machine
        self.listener = listener
    }

    public func run(_ test: RasaCase) -> TalkReport {
        let clock = ContinuousClock()
        let start = clock.now
        var performance = RasaPerformance(test, machine, listener)
        performance.run()
        let log = performance.rehearsal.log
        return TalkReport(
            title: test.title, file: test.place.file, failures: performance.failures,
            transcript: Transcript.lines(of: log, bot: machine.playbook.assistant.name), turns: test.steps.count,
            seconds: (clock.now - start) / .seconds(1), reached: Reached(log: log))
    }
}

private struct RasaPerformance {
    private(set) var rehearsal: Rehearsal
    private(set) var failures: [TalkReport.Failure] = []

    private let test: RasaCase
    private let listener: Listener
    private var backEnd: ScriptedBackEnd
    /// The first event after the last message.
    private var segment = 0
    /// Lines of the segment that `bot` and `utter` have gone past.
    private var heard = 0
    private var message: String?

    private var playbook: Playbook { rehearsal.machine.playbook }

    init(_ test: RasaCase, _ machine: DialogMachine, _ listener: Listener) {
        self.test = test
        self.listener = listener
        rehearsal = Rehearsal(machine: machine, conversation: "talk", now: Talk.usualStart)
        backEnd = ScriptedBackEnd(
            Dictionary(
                test.stubs.map { (Self.actionName($0.key, in: machine.playbook), [.done($0.value)]) },
                uniquingKeysWith: { first, _ in first }))
    }

    mutating func run() {
        let opening = Opening(
            visitor: "visitor", channel: "talk", playbook: playbook.version, locale: playbook.assistant.locale,
            context: [:])
        _ = rehearsal.take(.opened(opening), backEnd: &backEnd)
        give(test.fixtures)
        for step in test.steps {
            switch step.kind {
            case .user(let text): say(text, at: step.place)
            case .foreign(let words): fail(step.place, "\(words) has no counterpart, so this is not checked")
            case .expect(let expectation): check(expectation, step.place)
            }
        }
        for action in backEnd.unanswered.sorted() {
            fail(test.place, "no stub says what '\(action)' answers")
        }
    }

    private mutating func give(_ fixtures: [String: SlotValue]) {
        for name in fixtures.keys.sorted() where playbook.slots[SlotName(name)] == nil {
            fail(test.place, "there is no slot '\(name)' that the fixtures could fill")
        }
        let slots = fixtures.compactMap { name, value -> (SlotName, SlotValue)? in
            playbook.slots[SlotName(name)].map { ($0.name, value.fitting($0.type)) }
        }
        rehearsal.given(Dictionary(slots, uniquingKeysWith: { first, _ in first }))
    }

    private mutating func say(_ text: String, at place: SourcePlace) {
        segment = rehearsal.log.count
        heard = 0
        message = text
        var choice: Choice?
        if text.hasPrefix("/") {
            choice = RasaPayload.choice(text)
            if case .slot(let slot, let value) = choice {
                // A value that is read from words is said in words where it is asked for.
                if case .slot(slot, _) = rehearsal.state.question, let words = value.plain, isRead(slot) {
                    return say(words, at: place)
                }
                choice = .slot(slot, value.fitting(playbook.slots[slot]?.type))
            }
            guard choice != nil else { return fail(place, "'\(text)' has no counterpart, so it is not sent") }
        }
        let interpretation = rehearsal.interpret(text, by: listener)
        if let refusal = rehearsal.take(
            .visitorSaid(text: text, choice: choice, interpretation: interpretation), backEnd: &backEnd)
        {
            fail(place, "this is refused: \(refusal)")
        }
    }

    private func isRead(_ slot: SlotName) -> Bool {
        switch playbook.slots[slot]?.type {
        case .text, .email, .phone, .entity: true
        case .integer, .number, .money, .date, .yesNo, .choice, .result, nil: false
        }
    }

    // MARK: What is expected

    private mutating func fail(_ place: SourcePlace, _ words: String, _ difference: [String] = []) {
        failures.append(
            TalkReport.Failure(
                place: place, message: words, after: message.map { "user: \(YamlText.scalar($0))" },
                difference: difference))
    }

    private var happened: ArraySlice<EventRecord> { rehearsal.log[segment...] }

    private var said: [BotLine] {
        happened.compactMap { record in
            if case .botSaid(let line, _) = record.event { line } else { nil }
        }
    }

    private mutating func check(_ expectation: RasaCase.Expectation, _ place: SourcePlace) {
        switch expectation {
        case .bot(let text): expectNext(place, "bot: \(text)") { $0.text == text }
        case .utter(let name):
            guard let response = response(name, place) else { return }
            expectNext(place, "utter: \(name)") { $0.response == response }
        case .utterance(let wanted): utterance(wanted, place)
        case .silence(let wanted):
            if let line = said.first(where: { fits(wanted, $0) }) {
                fail(
                    place, "the bot says what it should not",
                    ["+ bot: \(line.source) \"\(Transcript.words(of: line))\""])
            }
        case .slot(let name, let value): slot(name, value, place)
        case .noSlot(let name, let value):
            guard knows(slot: name, place), let held = held(name), value.map({ held.isLike($0) }) ?? true else {
                return
            }
            fail(place, "'\(name)' is filled", ["+ \(name): \(held.inWords)"])
        case .flowStarted(let name):
            expectEvent(place, flow: name, "'\(name)' did not begin") { $0 == .flowStarted(FlowName(name)) }
        case .flowCompleted(let name):
            expectEvent(place, flow: name, "'\(name)' was not completed") { event in
                if case .flowEnded(FlowName(name), let outcome) = event { outcome != "cancelled" } else { false }
            }
        case .flowCancelled(let name):
            expectEvent(place, flow: name, "'\(name)' was not cancelled") { event in
                event == .flowEnded(FlowName(name), outcome: "cancelled")
            }
        case .clarified(let flows): clarified(flows, place)
        case .action(let name): action(name, place)
        }
    }

    private mutating func expectNext(_ place: SourcePlace, _ words: String, _ fits: (BotLine) -> Bool) {
        let rest = said.dropFirst(heard)
        guard let index = rest.firstIndex(where: fits) else {
            return fail(
                place, "the bot does not say this",
                ["- \(words)"] + rest.map { "+ bot: \($0.source) \"\(Transcript.words(of: $0))\"" })
        }
        heard = index + 1
    }

    private mutating func expectEvent(
        _ place: SourcePlace, flow name: String, _ words: String, _ fits: (Event) -> Bool
    ) {
        guard playbook.flows[FlowName(name)] != nil else {
            return fail(place, "there is no flow '\(name)' in this playbook")
        }
        guard !happened.contains(where: { fits($0.event) }) else { return }
        fail(
            place, words,
            happened.compactMap { record in
                Decision(record.event).flatMap { $0.kind == .flow ? "+ " + $0.name : nil }
            })
    }

    private mutating func utterance(_ wanted: RasaCase.Utterance, _ place: SourcePlace) {
        if let name = wanted.response, response(name, place) == nil { return }
        guard !said.contains(where: { fits(wanted, $0) }) else { return }
        var words = [wanted.response.map { "utter_name: \($0)" }, wanted.pattern.map { "text_matches: \($0)" }]
            .compactMap(\.self)
        words += wanted.buttons.map { "button: \($0.title)\($0.payload.map { " (\($0))" } ?? "")" }
        fail(
            place, "no line of the bot is like this",
            words.map { "- " + $0 } + said.map { "+ bot: \($0.source) \"\(Transcript.words(of: $0))\"" })
    }

    private func fits(_ wanted: RasaCase.Utterance, _ line: BotLine) -> Bool {
        if let name = wanted.response, !Self.responseNames(name).contains(where: { $0 == line.response }) {
            return false
        }
        if let pattern = wanted.pattern {
            guard let regex = try? Regex(pattern), line.text.firstMatch(of: regex) != nil else { return false }
        }
        return wanted.buttons.allSatisfy { button in
            line.choices.contains { there in
                guard there.label == button.title else { return false }
                guard let payload = button.payload else { return true }
                guard case .slot(let slot, let value)? = RasaPayload.choice(payload) else {
                    return RasaPayload.choice(payload) == there.choice
                }
                if case .slot(slot, let held) = there.choice { return held.isLike(value) }
                return false
            }
        }
    }

    private func held(_ name: String) -> SlotValue? {
        guard let value = rehearsal.state.slots[SlotName(name)], value != .nothing else { return nil }
        return value
    }

    private mutating func knows(slot name: String, _ place: SourcePlace) -> Bool {
        guard playbook.slots[SlotName(name)] == nil else { return true }
        fail(place, "there is no slot '\(name)' in this playbook")
        return false
    }

    private mutating func slot(_ name: String, _ value: SlotValue?, _ place: SourcePlace) {
        guard knows(slot: name, place) else { return }
        // A flow that ended takes its slots with it: what counts is that the message filled them.
        let filled = happened.compactMap { record -> SlotValue? in
            if case .slotFilled(SlotName(name), let value, _) = record.event { value } else { nil }
        }
        let held = held(name)
        let all = filled + [held].compactMap(\.self)
        if let value {
            guard !all.contains(where: { $0.isLike(value) }) else { return }
        } else if !all.isEmpty {
            return
        }
        fail(
            place, "slots hold other values",
            ["- \(name): \(value?.inWords ?? "filled")", "+ \(name): \(held?.inWords ?? "not filled")"])
    }

    private mutating func clarified(_ flows: [String], _ place: SourcePlace) {
        let offered = said.filter { $0.response == StandardResponse.clarify.name }.flatMap(\.buttons)
            .compactMap { button -> String? in
                guard case .intent(let name) = button.choice else { return nil }
                if case .flow(let flow) = playbook.intent(name)?.outcome { return flow.rawValue }
                return name.rawValue
            }
        let missing = flows.filter { !offered.contains($0) }
        guard !missing.isEmpty else { return }
        fail(place, "the bot did not ask which", missing.map { "- \($0)" } + offered.map { "+ \($0)" })
    }

    private mutating func action(_ name: String, _ place: SourcePlace) {
        if name.hasPrefix("utter_") {
            guard let response = response(name, place) else { return }
            if !said.contains(where: { $0.response == response }) { fail(place, "'\(name)' was not said") }
            return
        }
        let action = Self.actionName(name, in: playbook)
        guard playbook.actions[action] != nil else {
            return fail(place, "there is no action '\(name)' in this playbook")
        }
        let calls = happened.compactMap { record -> ActionName? in
            if case .actionStarted(let call) = record.event { call.action } else { nil }
        }
        guard !calls.contains(action) else { return }
        fail(place, "'\(name)' was not called", calls.map { "+ \($0)" })
    }

    // MARK: Names

    /// An imported bot's responses have lost their `utter_`.
    private static func responseNames(_ name: String) -> [ResponseName] {
        let bare = name.hasPrefix("utter_") ? String(name.dropFirst("utter_".count)) : name
        return [ResponseName(name), ResponseName(bare)]
    }

    private mutating func response(_ name: String, _ place: SourcePlace) -> ResponseName? {
        if let response = Self.responseNames(name).first(where: { playbook.responses[$0] != nil }) { return response }
        fail(place, "there is no response '\(name)' in this playbook")
        return nil
    }

    private static func actionName(_ name: String, in playbook: Playbook) -> ActionName {
        let bare = name.hasPrefix("action_") ? String(name.dropFirst("action_".count)) : name
        return [ActionName(name), ActionName(bare)].first { playbook.actions[$0] != nil } ?? ActionName(name)
    }
}
