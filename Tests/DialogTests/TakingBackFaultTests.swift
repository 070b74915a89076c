import Dialog
import PlaybookModel
import Testing
import Vocabulary

/// Every way in which the calls of a flow, and those that take them back, can end: nothing stays half done unseen.
@Suite struct TakingBackFaultTests {
    /// How a call ends, or that the visitor leaves while it runs and it ends well behind their back.
    enum Fate: CaseIterable, Sendable {
        case done
        case refused
        case unknown
        case leftThenDone
        case leftThenRefused
    }

    private static let undoFates: [ActionResult] = [.done([:]), .refused(reason: "failed"), .unknown]
    private static let outputs: [ActionName: ActionResult] = [
        "returns.create": Kit.returned, "codes.issue": Kit.coded, "labels.make": Kit.labelled,
    ]

    @Test(arguments: Fate.allCases, Fate.allCases)
    func `what was done is kept with the flow, taken back once, or told and left to a person`(
        _ first: Fate, _ second: Fate
    ) throws {
        for third in Fate.allCases {
            for undoOne in Self.undoFates {
                for undoOther in Self.undoFates {
                    try run([first, second, third], [undoOne, undoOther])
                }
            }
        }
    }

    private func run(_ fates: [Fate], _ undoFates: [ActionResult]) throws {
        var chat = Chat(Kit.playbook())
        var stands: Set<BusinessKey> = []
        var undone: [BusinessKey] = []
        chat.say("send back order 10042", "kit", entities: [order("10042")])
        for (action, fate) in zip(["returns.create", "codes.issue", "labels.make"] as [ActionName], fates) {
            if action == "labels.make", chat.state.question != nil { chat.say("broken") }
            guard let call = chat.state.pendingCalls.first(where: { $0.action == action }) else { break }
            if fate == .leftThenDone || fate == .leftThenRefused { chat.say("stop", "cancel") }
            let result: ActionResult =
                switch fate {
                case .done, .leftThenDone: Self.outputs[action] ?? .done([:])
                case .refused, .leftThenRefused: .refused(reason: "failed")
                case .unknown: .unknown
                }
            // What the shop has in its books, whatever the conversation thinks.
            if case .done = result { stands.insert(call.key) }
            chat.take(.actionFinished(call.id, result))
            drain(&chat, &undone, undoFates, &stands)
        }
        drain(&chat, &undone, undoFates, &stands)

        #expect(Set(undone).count == undone.count, "each once: \(undone)")
        let told = chat.state.takingBack
        for key in stands {
            let isKept = chat.state.endings["kit"]?.outcome == "done"
            let isLabel = key.rawValue.hasPrefix("label:")
            let isTold = told.contains { $0.done.call.key == key && $0.result != .done([:]) }
            #expect(isKept || isLabel || (isTold && chat.state.holder != .bot), "\(key) stands unseen: \(fates)")
        }
        if told.contains(where: { $0.result != .done([:]) }) { #expect(chat.state.holder != .bot) }
    }

    /// Answers what is being taken back, one after the other.
    private func drain(
        _ chat: inout Chat, _ undone: inout [BusinessKey], _ fates: [ActionResult], _ stands: inout Set<BusinessKey>
    ) {
        while let running = chat.state.takingBack.first(where: { $0.result == nil }) {
            #expect(chat.called.count <= 1)
            let fate = fates[undone.count % fates.count]
            undone.append(running.call.key)
            if case .done = fate { stands.remove(running.done.call.key) }
            chat.take(.actionFinished(running.call.id, fate))
        }
    }
}
