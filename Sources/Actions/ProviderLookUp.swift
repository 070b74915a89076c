internal import PlaybookModel
internal import Vocabulary

/// What a provider's look-up says about a call whose outcome is unknown.
enum LookedUp: Hashable, Sendable {
    case happened([SlotName: SlotValue])
    case didNotHappen
    case unknown(String)

    /// Reads what the look-up's own exchange showed.
    init(_ finding: Finding, _ lookUp: Action.LookUp) {
        switch finding {
        case .result(.done(let slots)): self = .happened(slots)
        case .result(.refused(lookUp.missing)): self = .didNotHappen
        case .result, .accepted: self = .unknown("the look-up gave no answer")
        case .nothingDone(let error, _), .doubtful(let error, _), .declined(let error):
            self = .unknown("the look-up did not work: \(error)")
        }
    }
}

extension ActionCall {
    /// The same call as a question of `action`, with the inputs that both have.
    func asQuestion(of action: Action) -> ActionCall {
        let names = Set(action.inputs.map(\.name))
        return ActionCall(
            id: id, action: action.name, arguments: arguments.filter { names.contains($0.key) }, key: key)
    }
}
