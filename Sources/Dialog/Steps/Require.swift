internal import PlaybookModel
internal import Vocabulary

extension Turn {
    /// Passes where it is sure enough who the visitor is; else by the verification that proves it, if there is one.
    mutating func require(_ level: IdentityLevel, by flow: FlowName?, next: Int?, otherwise: Int?) -> Progress {
        guard evaluator.identity < level else { return .goOn(next) }
        if let flow { return push(flow) }
        if let otherwise { return .goOn(otherwise) }
        handOver(.policy, note: "nobody can prove here that they are '\(level.rawValue)'", ending: "refused")
        return .wait
    }
}
