/// A visitor's end of a conversation. In the log it is a signal of its own name, as what the company says first is
/// (``Reaching``): the log alone says that they wanted it, also where a flow that was under way asked first.
public enum VisitorEnding {
    public static let signal: SignalName = "visitor.ended"
    /// In the place of a person's closing word: it says nothing of how it ended.
    public static let outcome = "ended by the visitor"
}
