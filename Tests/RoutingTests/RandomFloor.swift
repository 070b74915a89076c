import Routing
import Testing
import Vocabulary

/// A floor on which anything may happen in any order, watched from outside: what agents were told and hold is kept
/// here a second time, from the events alone.
struct RandomFloor {
    private static let agents = (0..<6).map { AgentID("agent-\($0)") }

    var random: SplitMix64
    var floor: TestFloor
    private(set) var offers = 0
    private(set) var assignments = 0
    private var chats = 0
    /// By the tester's own account.
    private var connected: Set<AgentID> = []
    private var ready: Set<AgentID> = []
    private var lastBeat: [AgentID: Timestamp] = [:]
    private var holders: [ConversationID: AgentID] = [:]

    init(seed: UInt64) {
        random = SplitMix64(state: seed)
        floor = TestFloor(
            RoutingRules(room: QueueRoom(perSlot: 3, least: 8), callbacks: CallbackRules(each: 1)))
    }

    mutating func act() {
        floor.now = floor.now + TimeSpan(milliseconds: Int64.random(in: 0...9_000, using: &random))
        for event in beats() { follow(event) }
        let events = input()
        for event in events { follow(event) }
        check()
    }

    private mutating func input() -> [RoutingEvent] {
        let agent = Self.agents[Int.random(in: 0..<Self.agents.count, using: &random)]
        let known = floor.state.chats.keys.sorted()
        let chat = known.randomElement(using: &random) ?? "nothing"
        switch Int.random(in: 0..<100, using: &random) {
        case 0..<22:
            chats += 1
            let request = floor.request(ConversationID("chat-\(chats)"), need(), standing())
            return floor.take(.arrived(request))
        case 22..<26: return floor.take(.arrived(floor.request(chat, need(), standing())))
        case 26..<32: return floor.take(.standingChanged(chat, standing()))
        case 32..<36: return floor.take(.left(chat))
        case 36..<44:
            connected.insert(agent)
            ready.insert(agent)
            lastBeat[agent] = floor.now
            let skills: [SkillName: Int] = Bool.random(using: &random) ? ["refunds": 1] : ["refunds": 3, "beans": 2]
            return floor.take(
                .signedOn(
                    AgentProfile(
                        id: agent, teams: Bool.random(using: &random) ? ["billing"] : [], skills: skills,
                        languages: ["en", "de"], capacity: Int.random(in: 1...4, using: &random))))
        case 44..<46:
            connected.remove(agent)
            return floor.take(.signedOff(agent))
        case 46..<49:
            ready.remove(agent)
            return floor.take(.readySet(agent, false))
        case 49..<55:
            if connected.contains(agent) { ready.insert(agent) }
            return floor.take(.readySet(agent, true))
        case 55..<57:
            connected.remove(agent)
            return floor.take(.fellSilent(agent))
        case 57..<82:
            return claim(chat, agent)
        case 82..<86: return floor.take(.declined(chat, floor.offer(of: chat) ?? agent))
        case 86..<93: return floor.take(.released(chat, floor.state.holder(of: chat) ?? agent))
        case 93..<95: return floor.take(.transferred(chat, from: floor.state.holder(of: chat) ?? agent, need()))
        case 95..<96: return floor.take(.takenOver(chat, by: agent))
        case 96..<97:
            let request = floor.request(ConversationID("call-\(chats)"))
            let half: Int64 = 1_800_000
            let next = Timestamp(milliseconds: (floor.now.milliseconds / half + 1) * half)
            return floor.take(.callbackChosen(request, begins: next))
        default: return floor.take(.ticked)
        }
    }

    private mutating func claim(_ chat: ConversationID, _ agent: AgentID) -> [RoutingEvent] {
        let offered = floor.state.agents.values.compactMap(\.offer).sorted()
        let chosen = offered.randomElement(using: &random) ?? chat
        return floor.take(.claimed(chosen, floor.offer(of: chosen) ?? agent))
    }

    /// Hearts beat most of the time.
    private mutating func beats() -> [RoutingEvent] {
        var events: [RoutingEvent] = []
        for name in Self.agents where connected.contains(name) && Int.random(in: 0..<4, using: &random) > 0 {
            lastBeat[name] = floor.now
            events += floor.beat(name)
        }
        return events
    }

    private mutating func follow(_ event: RoutingEvent) {
        switch event {
        case .offered(_, let agent, _):
            offers += 1
            #expect(connected.contains(agent), "an offer to somebody who is offline")
            #expect(ready.contains(agent), "an offer to somebody who is away")
            #expect(floor.now - (lastBeat[agent] ?? TestFloor.start) < .seconds(35), "an offer into silence")
        case .assigned(let chat, let agent):
            assignments += 1
            #expect(holders[chat] == nil, "two holders")
            holders[chat] = agent
        case .takenOver(let chat, let from, let agent):
            #expect(holders[chat] == from)
            holders[chat] = agent
        case .released(let chat, let agent):
            #expect(holders[chat] == agent)
            holders[chat] = nil
        case .requeued(let request, _, let agent, _):
            #expect(holders[request.conversation] == agent)
            holders[request.conversation] = nil
        case .agentAway(let agent, _): ready.remove(agent)
        // What was due came first, and what was said after it: both may stand in one outcome.
        case .agentSignedOn(let profile):
            #expect(lastBeat[profile.id] == floor.now)
            connected.insert(profile.id)
            ready.insert(profile.id)
        case .agentReady(let agent):
            if connected.contains(agent) { ready.insert(agent) }
        case .agentLost(let agent):
            connected.remove(agent)
            ready.remove(agent)
        case .queued, .reranked, .mustWait, .leftQueue, .deferred, .turnedAway, .callbackBooked, .agentSignedOff,
            .agentSilent, .agentHeard, .declined, .missed, .withdrawn:
            break
        }
    }

    private func check() {
        let state = floor.state
        #expect(state.line == state.line.sorted())
        #expect(Set(state.queue) == Set(state.chats.filter { !$0.value.isHeld }.keys))
        #expect(state.queue.count == Set(state.queue).count)
        #expect(state.line.count <= 3 * 24 + 24)
        for (name, duty) in state.agents {
            #expect(duty.held == Set(holders.filter { $0.value == name }.keys))
            if let offer = duty.offer { #expect(floor.offer(of: offer) == name) }
        }
        for (name, chat) in state.chats {
            if case .offered(let agent, _) = chat.phase { #expect(state.agents[agent]?.offer == name) }
            #expect(state.holder(of: name) == holders[name])
        }
    }

    private mutating func need() -> RoutingNeed {
        RoutingNeed(
            team: Bool.random(using: &random) ? "billing" : nil,
            skills: Bool.random(using: &random) ? ["refunds": Int.random(in: 1...3, using: &random)] : [:],
            language: ["de", "fr", nil][Int.random(in: 0...2, using: &random)],
            agent: Int.random(in: 0...9, using: &random) == 0 ? Self.agents[0] : nil,
            weight: Int.random(in: 1...3, using: &random))
    }

    private mutating func standing() -> Standing {
        Standing(
            frustration: .random(in: 0...1, using: &random), urgency: .random(in: 0...1, using: &random),
            value: .random(in: 0...1, using: &random), priority: .random(in: 0...10, using: &random))
    }
}
