import ChatProtocol
import Store
import Switchboard
import Testing
import Vocabulary

/// Every frame that can be said, at both doors, by everyone who might say it (`security.md`, check 13). The rows are the
/// commands' own table and the protocol's own document: a frame that has no line here fails the build or the test.
@Suite struct SocketMatrixTests {
    private static let conversation: ConversationID = "c"

    // MARK: The rows

    /// A frame of each command; one without a line here does not compile.
    private static func frame(_ command: DeskCommand, about name: ConversationID = "c-unknown") -> [UInt8] {
        let conversation = #""conversation":"\#(name)""#
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
            case .seen: #""type":"seen",\#(conversation)"#
            case .typing: #""type":"typing",\#(conversation),"on":true"#
            case .ping: #""type":"ping","n":77"#
            }
        return Array("{\(body)}".utf8)
    }

    /// The same for visitors, with what a visitor in their own conversation hears of it: a frame's type or a refusal.
    private static let visitorFrames: [String: (body: String, answer: String?)] = [
        "hello": (#""v":1"#, "bad_request"),
        "say": (#""cmid":"cmid-0000000000000009","text":"x""#, "ack"),
        "rate": (#""cmid":"cmid-0000000000000009","stars":5"#, "nothing_to_rate"),
        "leave_queue": (#""cmid":"cmid-0000000000000009""#, "not_waiting"),
        "end": (#""cmid":"cmid-0000000000000009""#, "ack"),
        "callback": (#""cmid":"cmid-0000000000000009","begins":1"#, "slot_taken"),
        "typing": (#""on":true"#, nil), "read": (#""seq":1"#, nil), "ping": (#""n":77"#, "pong"),
    ]

    private static func frame(_ type: String) throws -> [UInt8] {
        Array(#"{"type":"\#(type)",\#(try #require(visitorFrames[type]).body)}"#.utf8)
    }

    /// The whole matrix of the desk, as it is meant; a cell that is not listed is closed.
    private static let everyone: Set<DeskCommand> = [.hello, .ping]
    private static let agents: Set<DeskCommand> = everyone.union([
        .presence, .claim, .decline, .transfer, .open, .leave, .say, .note, .tag, .delegate, .handBack, .resolve,
        .background, .approve, .disapprove, .seen, .typing,
    ])
    private static let open: [AgentAccount.Role: Set<DeskCommand>] = [
        .agent: agents, .supervisor: agents.union([.takeOver, .source]),
        .admin: agents.union([.takeOver, .source]), .author: everyone.union([.source]),
    ]

    @Test(arguments: [("VisitorSays", Set(visitorFrames.keys)), ("AgentSays", Set(agentTypes))])
    func `every frame of the protocol has a row`(_ direction: String, _ rows: Set<String>) throws {
        guard case .object(let schemas)? = WireDocuments.asyncAPI["components"]?["schemas"] else {
            return #expect(Bool(false), "the document has no schemas")
        }
        let keys = schemas.map(\.key).filter { $0.hasPrefix("\(direction)_") }
        let names = keys.map { $0.dropFirst(direction.count + 1) }
        #expect(names.count > 5)
        #expect(Set(names.map(String.init)) == rows)
    }

    private static var agentTypes: [String] {
        DeskCommand.allCases.compactMap { command in
            (try? JSON.parse(frame(command)))?.text("type")
        }
    }

    // MARK: The desk's door

    /// Who comes without an agent's ticket, and with what in its place.
    @Test(arguments: [nil, "forged", "fresh-name-1 fresh-name-2 0"] as [String?])
    func `nothing at the desk is open to anybody without a ticket`(_ ticket: String?) async throws {
        let bench = try Bench()
        for command in DeskCommand.allCases where command != .hello {
            let wire = RecordingWire()
            let session = bench.agent(at: bench.desk(), over: wire)
            if let ticket { session.received(Array(#"{"type":"hello","v":1,"ticket":"\#(ticket)"}"#.utf8)) }
            session.received(Self.frame(command))
            await wire.wait { _, code in code != nil }
            #expect(wire.frames.map { $0["code"] } == [ticket == nil ? "hello_first" : "unauthorized"], "\(command)")
        }
    }

    @Test(arguments: AgentAccount.Role.allCases)
    func `each role may ask for what stands in the table, and for nothing else`(_ role: AgentAccount.Role) async throws
    {
        let bench = try Bench()
        let desk = bench.desk(["t": Bench.account("one", role: role)])
        for command in DeskCommand.allCases where command != .hello {
            let isOpen = try #require(Self.open[role]).contains(command)
            #expect(role.may(command) == isOpen, "\(role) \(command)")
            let heard = try await answers(of: desk, at: bench, to: Self.frame(command))
            if !isOpen { #expect(heard.map { $0["code"] } == ["not_allowed"], "\(role) \(command)") }
        }
    }

    /// Sam is no part of it: he hears what he would of a conversation that does not exist, and nothing happens in it.
    @Test func `an agent who does not hold a conversation moves nothing in it`() async throws {
        let bench = try Bench()
        try await bench.asksForPerson(Self.conversation)
        let ida = await Duty("ticket-ida", at: bench, bench.desk())
        ida.say("claim", Self.conversation)
        await ida.wire.waitFor(type: "claimed")
        let before = try await bench.events(of: Self.conversation)
        let desk = bench.desk(["t": Bench.sam])
        for command in DeskCommand.allCases where command != .hello {
            let heard = try await answers(of: desk, at: bench, to: Self.frame(command, about: Self.conversation))
            #expect(!heard.contains { $0["type"] == "handover" || $0["type"] == "event" }, "\(command)")
            let elsewhere = try await answers(of: desk, at: bench, to: Self.frame(command))
            guard command != .claim else { continue }
            #expect(heard.map { $0["code"] } == elsewhere.map { $0["code"] }, "\(command)")
        }
        #expect(try await bench.events(of: Self.conversation) == before)
    }

    /// What the desk says to one frame, beside what it tells of itself.
    private func answers(of desk: DeskReception, at bench: Bench, to frame: [UInt8]) async throws -> [JSON] {
        let wire = RecordingWire()
        let session = bench.agent(at: desk, over: wire)
        session.received(Array(#"{"type":"hello","v":1,"ticket":"t"}"#.utf8))
        session.received(Array(#"{"type":"ping","n":5}"#.utf8))
        session.received(frame)
        session.received(Array(#"{"type":"ping","n":6}"#.utf8))
        await wire.wait { frames, code in
            code != nil || frames.contains { $0["type"] == "pong" && $0["n"] == 6 }
        }
        session.closed()
        let itself: Set<JSON> = [
            "queue", "agents", "presence", "approvals", "mentions", "source", "offer", "offer_gone",
        ]
        let first = wire.frames.firstIndex { $0["type"] == "pong" && $0["n"] == 5 } ?? 0
        return wire.frames[(first + 1)...].filter { $0["n"] != 6 && !itself.contains($0["type"] ?? .null) }
    }

    // MARK: The visitors' door

    /// What is given in place of a token: nothing, a forgery, an agent's ticket.
    @Test(arguments: [nil, "forged", "ticket-ida"] as [String?])
    func `nothing is open to a visitor without a conversation of their own`(_ token: String?) async throws {
        let bench = try Bench()
        for type in Self.visitorFrames.keys where type != "hello" {
            let wire = RecordingWire()
            let session = bench.visitor(over: wire)
            if let token { session.received(Array(#"{"type":"hello","v":1,"token":"\#(token)"}"#.utf8)) }
            session.received(try Self.frame(type))
            await wire.wait { _, code in code != nil }
            #expect(wire.frames.map { $0["code"] } == [token == nil ? "hello_first" : "unauthorized"], "\(type)")
        }
    }

    @Test func `a visitor is answered in their own conversation`() async throws {
        let bench = try Bench()
        for (type, row) in Self.visitorFrames {
            let heard = try await visitorHears(at: bench, Self.frame(type))
            #expect(
                heard.compactMap { $0.text("code") ?? $0.text("type") }.filter { $0 != "event" }
                    == (row.answer.map { [$0] } ?? []), "\(type)")
        }
    }

    @Test func `an agent's frame is none at the visitors' door, and theirs is none at the desk`() async throws {
        let bench = try Bench()
        for command in DeskCommand.allCases where command != .ping {
            let heard = try await visitorHears(at: bench, Self.frame(command))
            #expect(heard.map { $0["code"] } == ["bad_request"], "\(command)")
        }
        let desk = bench.desk(["t": Bench.ida])
        for type in Self.visitorFrames.keys where type != "ping" {
            let heard = try await answers(of: desk, at: bench, to: Self.frame(type))
            #expect(heard.map { $0["code"] } == ["bad_request"], "\(type)")
        }
    }

    private func visitorHears(at bench: Bench, _ frame: [UInt8]) async throws -> [JSON] {
        let wire = RecordingWire()
        let session = bench.visitor(over: wire)
        session.received(Array(#"{"type":"hello","v":1}"#.utf8))
        await wire.waitFor(type: "people")
        let before = wire.frames.count
        session.received(frame)
        session.received(Array(#"{"type":"ping","n":6}"#.utf8))
        await wire.wait { frames, code in
            code != nil || frames.contains { $0["type"] == "pong" && $0["n"] == 6 }
        }
        session.closed()
        let itself: Set<JSON> = ["typing", "people"]
        return wire.frames[before...].filter { $0["n"] != 6 && !itself.contains($0["type"] ?? .null) }
    }
}
