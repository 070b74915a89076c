public import ChatProtocol
public import Store

extension AgentAccount.Role {
    /// Who may ask for what. A command without a line here does not compile; whose conversation it is about is asked
    /// beside this, command by command.
    public func may(_ command: DeskCommand) -> Bool {
        switch command {
        case .hello, .ping: true
        case .presence, .claim, .decline, .transfer, .open, .leave, .say, .note, .tag, .delegate, .handBack, .resolve,
            .background, .seen, .typing:
            servesVisitors
        // Whether this one may approve this call is the action's policy.
        case .approve, .disapprove: servesVisitors
        case .takeOver: leads
        case .source: leads || self == .author
        }
    }

    /// Has conversations of its own.
    public var servesVisitors: Bool {
        switch self {
        case .agent, .supervisor, .admin: true
        case .author: false
        }
    }

    /// Sees and takes every conversation.
    public var leads: Bool {
        switch self {
        case .supervisor, .admin: true
        case .agent, .author: false
        }
    }
}
