import PlaybookLoading
import PlaybookModel
import Testing
import Vocabulary

@Suite struct FlowDiagramTests {
    @Test func `a flow is drawn step by step, the same every time`() throws {
        let playbook = try #require(SoundPlaybook.load().playbook)
        let drawn = try #require(FlowDiagram.mermaid(of: "owner_of_order", in: playbook))
        #expect(
            drawn == """
                flowchart TD
                    f_owner_of_order_start(["checking that the order is yours"])
                    f_owner_of_order_0[/"collect: order"/]
                    f_owner_of_order_1[/"collect: email"/]
                    f_owner_of_order_2{"when: lower(email) != #quot;nobody@shop.example#quot;"}
                    f_owner_of_order_4["say: not_yours"]
                    f_owner_of_order_person_support{{"a person: support"}}
                    f_owner_of_order_end_verified(["end: verified"])
                    f_owner_of_order_end_refused(["end: refused"])
                    f_owner_of_order_start --> f_owner_of_order_0
                    f_owner_of_order_0 --> f_owner_of_order_1
                    f_owner_of_order_0 -.->|"not answered"| f_owner_of_order_person_support
                    f_owner_of_order_1 --> f_owner_of_order_2
                    f_owner_of_order_1 -.->|"not answered"| f_owner_of_order_person_support
                    f_owner_of_order_2 -->|"yes"| f_owner_of_order_end_verified
                    f_owner_of_order_2 -->|"no"| f_owner_of_order_4
                    f_owner_of_order_4 --> f_owner_of_order_end_refused
                """)
    }

    @Test func `all flows are drawn with what they run, and every arrow leads to a node`() throws {
        let playbook = try #require(WorkshopPlaybook.load().playbook)
        let lines = FlowDiagram.mermaid(of: playbook).split(separator: "\n").map { $0.drop { $0 == " " } }
        #expect(lines.contains { $0.hasPrefix("f_cancel_job_") && $0.hasSuffix("-. runs .-> f_collection_start") })
        let words = lines.map { $0.split(separator: " ").map(String.init) }
        let arrows = words.filter { line in line.contains { $0.contains("->") } }
        let nodes = Set(
            lines.filter { !$0.contains("->") }.map { line in
                String(line.prefix { $0.isLetter || $0.isNumber || $0 == "_" })
            })
        #expect(arrows.count > 60)
        for arrow in arrows { #expect(nodes.contains(arrow[0]) && nodes.contains(arrow[arrow.count - 1]), "\(arrow)") }
    }

    @Test func `a flow that is not there is not drawn`() throws {
        #expect(FlowDiagram.mermaid(of: "none", in: try #require(SoundPlaybook.load().playbook)) == nil)
    }
}
