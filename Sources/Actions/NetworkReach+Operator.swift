public import PlaybookModel
internal import Vocabulary

extension NetworkReach {
    /// The hosts that the operator chose: those of actions whose address begins with a variable of the environment.
    /// What stands in the playbook itself is its author's word, and has to be outside or be allowed by name.
    public static func hosts(of actions: some Sequence<Action>, environment: (String) -> String?) -> Set<String> {
        var hosts: Set<String> = []
        for action in actions {
            guard case .value(.slot("env", let names), _)? = action.url.pieces.first, let name = names.first,
                let base = environment(name), let target = CallTarget(base)
            else { continue }
            // The variable is the whole of the address up to its path, or it would not say which host is meant.
            let rest: String? =
                if action.url.pieces.count > 1, case .text(let words) = action.url.pieces[1] { words } else { nil }
            let isWhole = base.hasSuffix("/") || (rest.map { $0.hasPrefix("/") } ?? (action.url.pieces.count == 1))
            if isWhole { hosts.insert(target.authority) }
        }
        return hosts
    }
}
