internal import PlaybookModel
internal import Vocabulary

extension Turn {
    /// A flow is linked to that was interrupted and waits below. It goes on above the one that wants it, once and not
    /// twice: from its beginning, where what the visitor has said already passes at once, so that what was said
    /// meanwhile counts, and so that a turn is as long as the proof has it for any link.
    ///
    /// One that rests, or has done something that is not done again, is not run again: the visitor comes back to it.
    mutating func takeUp(_ index: Int) -> Progress {
        let frame = state.stack[index]
        guard frame.waiting == nil, !hasActed(frame), !frame.done.contains(where: { undo(of: $0) != nil }) else {
            return giveWay()
        }
        for child in state.stack[(index + 1)..<chain(above: index)].reversed() {
            emit(.flowEnded(child.flow, outcome: Turn.takenUp))
        }
        passOver(frame.flow, at: index)
        emit(.flowEnded(frame.flow, outcome: Turn.takenUp))
        emit(.flowStarted(frame.flow))
        emit(.stepEntered(frame.flow, step: 0))
        isRepeating = true
        return .changed
    }

    /// Moved above the flow that wants it.
    static let takenUp = "taken up"

    /// The index of what interrupted the flow there: the first above that none of them runs.
    private func chain(above index: Int) -> Int {
        var top = index
        while child(of: state.stack[top], named: state.stack[top + 1].flow) != nil { top += 1 }
        return top + 1
    }

    /// What had linked to it goes on behind its link: by the time it comes up, that is done.
    private mutating func passOver(_ flow: FlowName, at index: Int) {
        var (flow, below) = (flow, index - 1)
        while below >= 0, case .linked(let next) = child(of: state.stack[below], named: flow) {
            let parent = state.stack[below].flow
            if let next { return emit(.stepEntered(parent, step: next)) }
            emit(.flowEnded(parent, outcome: "done"))
            (flow, below) = (parent, below - 1)
        }
    }

    /// Ends what links to the flow below; what it interrupted comes up.
    private mutating func giveWay() -> Progress {
        let root = chain.lowerBound
        while state.stack.count > root + 1, let frame = state.stack.last {
            emit(.flowEnded(frame.flow, outcome: "done"))
        }
        end("done")
        return .changed
    }
}
