internal import Dialog
public import PlaybookModel

extension VisitorReception {
    /// What the visitor who holds a token may read: what anybody may, where it is no token of ours, or one from before
    /// it was proved who the visitor is.
    public func readers(holding token: String) async -> Readership {
        guard let pass = surroundings.tokens.read(token), let state = try? await lanes.state(of: pass.conversation),
            pass.proved >= machine(of: pass.conversation).identityProved(in: state)
        else { return .anybody }
        return state.readership
    }
}
