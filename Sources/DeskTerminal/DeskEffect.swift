public import ChatProtocol

/// What a terminal does for the desk.
public enum DeskEffect: Hashable, Sendable {
    case show(ShownLine)
    /// Something calls for the agent: a bell.
    case ring
    /// A frame for the service.
    case send(JSON)
    /// The line goes on with this in it, where lines can be edited.
    case prefill(String)
    /// The connection is dead although nobody said so.
    case reconnect
    case quit
}
