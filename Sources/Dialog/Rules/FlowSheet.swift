internal import PlaybookModel
internal import Vocabulary

/// A flow as a step reads it: by reference, so that looking at it copies nothing.
final class FlowSheet: Sendable {
    let name: FlowName
    let steps: [Step]
    let slots: [Slot]
    let binds: [SlotName]
    let level: IdentityLevel?
    let title: String
    /// Its own slots.
    let own: [SlotSheet]
    /// Those of flows it verifies by or links to; of the latter only what stands out by its form.
    let others: [SlotSheet]
    /// Both, in the order in which they are filled when no other flow hangs on it.
    let alone: [SlotSheet]

    init(_ flow: Flow, among flows: [FlowName: Flow], sheets: [SlotName: SlotSheet]) {
        name = flow.name
        steps = flow.steps
        slots = flow.slots
        binds = flow.binds
        level = flow.level
        title = flow.title
        own = flow.slots.compactMap { sheets[$0.name] }
        others = flow.steps.flatMap { step -> [SlotSheet] in
            switch step.kind {
            case .verify(let inner, _), .require(_, let inner?, _, _):
                return flows[inner]?.slots.compactMap { sheets[$0.name] } ?? []
            case .link(let inner, _):
                return flows[inner]?.slots.compactMap { sheets[$0.name] }.filter { !$0.isChoice } ?? []
            case .say, .promise, .collect, .offer, .set, .when, .call, .confirm, .require, .wait, .escalate, .end:
                return []
            }
        }
        alone = SlotSheet.inOrder(own + others)
    }
}
