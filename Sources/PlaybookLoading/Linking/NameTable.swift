import PlaybookModel
import Vocabulary

/// Every name the playbook declares, and what it is.
struct NameTable {
    struct KnownSlot {
        /// `nil`: no file declares it, an action's answer makes it one.
        let draft: SlotDraft?
        let type: SlotType
        let kind: ValueKind
        let place: SourcePlace
    }

    private(set) var intents: Set<String> = []
    /// Flows of intents.
    private(set) var flows: Set<String> = []
    private(set) var verifications: Set<String> = []
    /// Verifications that prove who somebody is, the least first.
    private(set) var proofs: [(level: IdentityLevel, name: String)] = []
    private(set) var responses: Set<String> = []
    private(set) var actions: [String: ActionDraft] = [:]
    private(set) var entities: Set<String> = []
    private(set) var articles: Set<String> = []
    private(set) var teams: Set<String> = []
    private(set) var slots: [String: KnownSlot] = [:]

    /// Complains about names that stand for two things.
    init(_ draft: PlaybookDraft, complaints: Complaints) {
        var register = Register(complaints: complaints)
        for intent in draft.intents where register.add(intent.name, "intent") {
            intents.insert(intent.name.text)
        }
        for flow in draft.flows {
            if flow.isVerification {
                guard register.add(flow.name, "intent") else { continue }
                verifications.insert(flow.name.text)
                if let level = flow.level { proofs.append((level, flow.name.text)) }
            } else {
                flows.insert(flow.name.text)
            }
        }
        for response in draft.responses where register.add(response.name, "response") {
            responses.insert(response.name.text)
        }
        for action in draft.actions where register.add(action.name, "action") {
            actions[action.name.text] = action
        }
        for entity in draft.entities where register.add(entity.name, "entity") {
            entities.insert(entity.name.text)
        }
        for article in draft.articles
        where register.add(Word(text: article.name.rawValue, place: article.place), "article") {
            articles.insert(article.name.rawValue)
        }
        proofs.sort { ($0.level, $0.name) < ($1.level, $1.name) }
        teams = Set(draft.routing?.teams.map(\.name.text) ?? [])
        addSlots(draft, complaints)
    }

    private mutating func addSlots(_ draft: PlaybookDraft, _ complaints: Complaints) {
        let outputs = draft.actions.flatMap(\.outputs)
        let outputKinds = Dictionary(
            outputs.map { ($0.slot.text, ValueKind($0.output.kind)) }, uniquingKeysWith: { $0 == $1 ? $0 : .any })
        for slot in draft.flows.flatMap(\.slots) {
            let type = type(of: slot, complaints)
            guard slots[slot.name.text] == nil else { continue }
            let kind = type == .result ? outputKinds[slot.name.text] ?? .any : ValueKind(type)
            slots[slot.name.text] = KnownSlot(draft: slot, type: type, kind: kind, place: slot.place)
        }
        for output in outputs where slots[output.slot.text] == nil {
            slots[output.slot.text] = KnownSlot(
                draft: nil, type: .result, kind: outputKinds[output.slot.text] ?? .any, place: output.slot.place)
        }
    }

    private func type(of slot: SlotDraft, _ complaints: Complaints) -> SlotType {
        switch slot.type {
        case .builtIn(let type):
            return type
        case .named(let word):
            guard entities.contains(word.text) else {
                complaints.unknown(.unknownType, "type", word, known: Set(SlotReader.builtInNames).union(entities))
                return .result
            }
            return .entity(EntityName(word.text))
        }
    }
}

extension ValueKind {
    init(_ output: Action.Output.Kind) {
        switch output {
        case .json: self = .any
        case .money: self = .money
        case .moment: self = .moment
        }
    }
}

/// Notices the second thing of one name.
private struct Register {
    let complaints: Complaints
    private var places: [String: SourcePlace] = [:]

    init(complaints: Complaints) {
        self.complaints = complaints
    }

    mutating func add(_ word: Word, _ kind: String) -> Bool {
        let key = "\(kind) \(word.text)"
        guard let first = places[key] else {
            places[key] = word.place
            return true
        }
        complaints.error(
            .duplicateName, at: word.place,
            "the \(kind) '\(word.text)' is also declared at \(first.file):\(first.line):\(first.column)",
            suggestion: "choose another name")
        return false
    }
}
