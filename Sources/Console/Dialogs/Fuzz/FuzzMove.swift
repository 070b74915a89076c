public import Dialog
public import Vocabulary

/// One thing that happens to a fuzzed conversation, complete: played again it does the same.
public enum FuzzMove: Hashable, Sendable {
    case take(DialogInput)
    case pass(TimeSpan)
    /// A call of that action, left open so far, is answered after all: the oldest.
    case answer(ActionName, ActionResult)
}
