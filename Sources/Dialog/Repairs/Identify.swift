internal import PlaybookModel
public import Vocabulary

extension Turn {
    /// The site has signed who the visitor is: kept, and from now on what conditions and guards go by. The same
    /// conversation goes on; it is never shown to another person.
    mutating func identify(_ visitor: SignedVisitor) -> DialogRefusal? {
        guard state.signed["id"].map({ $0 == visitor.subject }) ?? true else { return .notYours }
        let attributes = visitor.attributes.map { (SlotName($0.key), SlotValue.text($0.value)) }
        emit(.verified(Verification.signed, bound: Dictionary(uniqueKeysWithValues: attributes)), by: .system)
        return nil
    }
}

extension Verification {
    /// What the site has signed, among the things that were proved. No flow's name has a dot.
    public static let signed = "identity.signed"

    /// Who the visitor is as the site has signed it, last or when the conversation began.
    static func signed(in verifications: [Verification], _ opening: Opening?) -> [String: String] {
        guard let proof = verifications.last(where: { $0.name == signed }) else { return opening?.signed ?? [:] }
        return Dictionary(
            uniqueKeysWithValues: proof.bound.compactMap { name, value in
                if case .text(let text) = value { (name.rawValue, text) } else { nil }
            })
    }
}

extension DialogMachine {
    /// How sure it is who the visitor is: the highest of what the site vouched for and what was proved.
    public func identity(of state: DialogState, at now: Timestamp) -> IdentityLevel {
        Turn(rulebook, state, at: now).evaluator.identity
    }

    /// What is asked on the way to proving this, where it makes the visitor better known; `nil` where it proves
    /// something else, such as whose an order is. What a site signs needs no question.
    public func questions(provingIdentityAs name: String) -> Set<SlotName>? {
        if name == Verification.signed { return [] }
        guard let flow = rulebook.flows[FlowName(name)], flow.level != nil else { return nil }
        return Set(flow.slots.map(\.name))
    }

    /// When it was last proved who the visitor is; the start where nobody knows. It never goes back.
    public func identityProved(in state: DialogState) -> SequenceNumber {
        let opened: SequenceNumber = state.opening?.signed.isEmpty ?? true ? .start : .start.next
        return state.verifications.filter { questions(provingIdentityAs: $0.name) != nil }.map(\.at).max() ?? opened
    }
}

extension DialogState {
    /// Who the visitor is as the site has signed it: `id`, `name`, `email` and more. Empty where nobody signed.
    public var signed: [String: String] { Verification.signed(in: verifications, opening) }

    /// Would ``DialogInput/identified(_:)`` say nothing new?
    public func knows(_ visitor: SignedVisitor) -> Bool {
        signed == visitor.attributes
    }
}
