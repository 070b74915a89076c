import ChatProtocol
import Store
import Switchboard
import Testing
import Vocabulary

/// Who may ask for what (`security.md`, check 13).
@Suite struct DeskRuleTests {
    private typealias Role = AgentAccount.Role

    /// A frame of each command, about a conversation that nobody has heard of.
    private static func frame(_ command: DeskCommand) -> [UInt8] {
        let conversation = #""conversation":"c-unknown""#
        let cmid = #""cmid":"cmid-0000000000000009""#
        let body =
            switch command {
            case .hello: #""type":"hello","v":1,"ticket":"t""#
            case .presence: #""type":"presence","status":"away""#
            case .claim: #""type":"claim",\#(conversation)"#
            case .decline: #""type":"decline",\#(conversation)"#
            case .takeOver: #""type":"take_over",\#(conversation)"#
            case .transfer: #""type":"transfer",\#(conversation),\#(cmid),"to":"team","name":"billing","note":"""#
            case .open: #""type":"open",\#(conversation)"#
            case .leave: #""type":"leave",\#(conversation)"#
            case .say: #""type":"say",\#(conversation),\#(cmid),"text":"x""#
            case .note: #""type":"note",\#(conversation),\#(cmid),"text":"x""#
            case .tag: #""type":"tag",\#(conversation),\#(cmid),"tag":"money","on":true"#
            case .delegate: #""type":"delegate",\#(conversation),\#(cmid),"intent":"refund""#
            case .handBack: #""type":"hand_back",\#(conversation),\#(cmid),"note":"""#
            case .resolve: #""type":"resolve",\#(conversation),\#(cmid),"outcome":"x""#
            case .background: #""type":"background",\#(conversation)"#
            case .source: #""type":"source","source":"article:x","on":true"#
            case .approve: #""type":"approve","approval":"c/1/0","note":"""#
            case .disapprove: #""type":"disapprove","approval":"c/1/0","reason":"no""#
            case .typing: #""type":"typing",\#(conversation),"on":true"#
            case .ping: #""type":"ping","n":77"#
            }
        return Array("{\(body)}".utf8)
    }

    /// The whole matrix, as it is meant; a cell that is not listed is closed.
    private static let everyone: Set<DeskCommand> = [.hello, .ping]
    private static let agents: Set<DeskCommand> = everyone.union([
        .presence, .claim, .decline, .transfer, .open, .leave, .say, .note, .tag, .delegate, .handBack, .resolve,
        .background, .approve, .disapprove, .typing,
    ])
    private static let open: [AgentAccount.Role: Set<DeskCommand>] = [
        .agent: agents, .supervisor: agents.union([.takeOver, .source]),
        .admin: agents.union([.takeOver, .source]), .author: everyone.union([.source]),
    ]

    @Test(arguments: AgentAccount.Role.allCases)
    func `each role may ask for what stands in the table, and for nothing else`(_ role: AgentAccount.Role) async throws
    {
        let bench = try Bench()
        let account = Bench.account("one", role: role)
        for command in DeskCommand.allCases where command != .hello {
            let wire = RecordingWire()
            let session = bench.agent(at: bench.desk(["t": account]), over: wire)
            session.received(Array(#"{"type":"hello","v":1,"ticket":"t"}"#.utf8))
            await wire.waitFor(type: "welcome")
            session.received(Self.frame(command))
            session.received(Array(#"{"type":"ping","n":5}"#.utf8))
            await wire.wait { frames, _ in frames.contains { $0["type"] == "pong" && $0["n"] == 5 } }
            let isClosed = wire.frames.contains {
                $0["code"] == "not_allowed" && $0["conversation"]?.isMissing ?? true
                    || $0["code"] == "not_allowed"
                        && !role.may(command)
            }
            let isOpen = Self.open[role]?.contains(command) ?? false
            #expect(role.may(command) == isOpen, "\(role) \(command)")
            if !isOpen { #expect(isClosed, "\(role) \(command)") }
            session.closed()
        }
    }

    @Test func `before hello nothing is open to anybody`() async throws {
        let bench = try Bench()
        for command in DeskCommand.allCases where command != .hello {
            let wire = RecordingWire()
            bench.agent(at: bench.desk(), over: wire).received(Self.frame(command))
            await wire.wait { _, code in code != nil }
            #expect(wire.frames.map { $0["code"] } == ["hello_first"], "\(command)")
        }
    }

    @Test func `a refusal names the message and the conversation it is about`() async throws {
        let bench = try Bench()
        let sam = await Duty("ticket-sam", at: bench, bench.desk())
        sam.say("note", "c-unknown", [Bench.cmidMember(9), Bench.text("text", "x")])
        await sam.waitForRefusal("not_found")
        let refused = try #require(sam.wire.frames.last { $0["code"] == "not_found" })
        #expect(refused["cmid"] == .string(Bench.cmid(9).rawValue))
        #expect(refused["conversation"] == "c-unknown")
    }

    @Test func `the desk is told what it can choose from`() async throws {
        let bench = try Bench()
        let sam = await Duty("ticket-sam", at: bench, bench.desk())
        let house = try #require(sam.wire.frames.first { $0["type"] == "welcome" }?["house"])
        #expect(house["teams"]?.list.map { $0["name"] } == ["support", "billing"])
        #expect(house["tags"]?.list.map { $0["title"] } == ["Money back", "Something else"])
    }
}

extension JSON {
    fileprivate var isMissing: Bool { self == .null }
}
