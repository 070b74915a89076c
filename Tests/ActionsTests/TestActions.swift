import Actions
import PlaybookModel
import Switchboard
import Vocabulary

let somewhere = SourcePlace(file: "actions.yaml", line: 1, column: 1)

/// `{name}` in a template.
func hole(_ name: String, _ fields: String..., as format: Template.Format? = nil) -> Template.Piece {
    .value(.slot(SlotName(name), fields: fields), format)
}

extension Action {
    /// An action with what a test does not care about filled in.
    static func sample(
        _ method: Method = .get, inputs: [Input] = [], url: [Template.Piece], headers: [String: Template] = [:],
        body: Body? = nil, outputs: [SlotName: Output] = [:], errors: [String: String] = [:], overLimit: [String] = [],
        timeout: TimeSpan = .seconds(5), attempts: Int = 3, carrier: Carrier = .http, honoursKeys: Bool = true,
        lookUp: LookUp? = nil, named name: ActionName = "sample"
    ) -> Action {
        Action(
            name: name, inputs: inputs, method: method, url: Template(pieces: url), headers: headers, body: body,
            outputs: outputs, errors: errors, overLimit: overLimit, timeout: timeout, attempts: attempts,
            irreversible: false, carrier: carrier, honoursKeys: honoursKeys, lookUp: lookUp, place: somewhere)
    }
}

extension ActionCall {
    static func sample(
        _ arguments: [String: SlotValue] = [:], key: BusinessKey = "refund:10042:1", turn: Int = 1
    ) -> ActionCall {
        let id = EffectID(conversation: "c", turn: SequenceNumber(turn), index: 0)
        return ActionCall(id: id, action: "sample", arguments: arguments, key: key)
    }
}

extension HTTPActions {
    /// One action alone, with an environment of its own.
    convenience init(_ action: Action, environment: [String: String] = [:], inFlight: Int = 64) {
        self.init(actions: { _ in action }, environment: { environment[$0] }, inFlight: inFlight)
    }
}

extension ActionAttempt {
    var needsApproval: Bool {
        if case .needsApproval = self { true } else { false }
    }

    var isAgain: Bool {
        guard case .again = self else { return false }
        return true
    }

    var isLost: Bool {
        guard case .lost = self else { return false }
        return true
    }

    /// The words of a failure.
    var error: String? {
        switch self {
        case .finished, .accepted, .needsApproval: nil
        case .again(let error, _), .lost(let error): error
        }
    }
}
