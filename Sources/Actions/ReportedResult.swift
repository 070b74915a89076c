public import PlaybookModel
public import Vocabulary

/// How a long action ended, as its provider reported it later.
extension Action {
    /// Its outputs, read from the report as from an answer; `nil` when one is not what was declared.
    public func result(reported json: SlotValue) -> ActionResult? {
        switch AnswerReading(action: self).finding(HTTPAnswer(status: 200), json) {
        case .result(let result): result
        case .accepted, .nothingDone, .doubtful, .declined: nil
        }
    }

    /// What a code of the provider's means here.
    public func result(refusedWith code: String) -> ActionResult {
        overLimit.contains(code) ? .overLimit : .refused(reason: errors[code] ?? "failed")
    }
}
