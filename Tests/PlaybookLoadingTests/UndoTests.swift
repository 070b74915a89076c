import PlaybookLoading
import PlaybookModel
import Testing
import Vocabulary

/// How a call is taken back: the flow's word goes before the action's.
@Suite struct UndoTests {
    private func step(_ call: String, action undo: String = "") throws -> CallStep {
        var files = SoundPlaybook.files
        files["actions.yaml"] =
            SoundPlaybook.actions
                + """

                  drafts.open:
                    inputs: [order]
                    method: POST
                    url: https://shop.example/v1/drafts
                    outputs: { draft: draft.id }
                    \(undo)
                  drafts.drop:
                    inputs: [draft]
                    method: DELETE
                    url: https://shop.example/v1/drafts/{draft}
                  drafts.shred:
                    inputs: [what]
                    method: DELETE
                    url: https://shop.example/v1/drafts/{what}
                """.replacing("\n      ", with: "\n  ")
        files["refund.yaml"] = SoundPlaybook.refund.replacing(
            "  - collect: reason\n",
            with: "  - call: drafts.open\n    key: draft:{order}\n\(call)  - collect: reason\n",
            maxReplacements: 1)
        let loaded = SoundPlaybook.load(files)
        #expect(loaded.diagnostics.filter { $0.severity == .error } == [])
        let flow = try #require(loaded.playbook?.flows["refund"])
        return try #require(
            flow.steps.compactMap { if case .call(let call) = $0.kind { call } else { nil } }
                .first { $0.action == "drafts.open" })
    }

    @Test func `a call without one stays`() throws {
        #expect(try step("").undo == nil)
    }

    @Test func `a name is enough where the call answers what is needed`() throws {
        #expect(try step("    undo: drafts.drop\n").undo == Action.Undo(action: "drafts.drop"))
    }

    @Test func `what the action says holds for all its calls`() throws {
        #expect(try step("", action: "undo: drafts.drop").undo == Action.Undo(action: "drafts.drop"))
    }

    @Test func `the flow's own goes first, with its inputs and its words`() throws {
        let undo = try step(
            "    undo: { action: drafts.shred, with: { what: draft }, what: \"draft {draft}\" }\n",
            action: "undo: drafts.drop"
        ).undo
        let draft = Expression.slot("draft", fields: [])
        #expect(
            undo
                == Action.Undo(
                    action: "drafts.shred", with: ["what": draft],
                    what: Template(pieces: [.text("draft "), .value(draft, nil)])))
    }
}
