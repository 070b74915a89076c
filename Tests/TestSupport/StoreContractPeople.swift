import Store
import Testing
import Vocabulary

extension StoreContract {
    static let ofTimers: [StoreContract] = [
        StoreContract("timers come due earliest first, and stay until a commit answers them") { store in
            _ = try await store.commit(
                Turn.commit(after: 0, effects: [.wake("late", at: Turn.at(20)), .wake("early", at: Turn.at(10))]))
            _ = try await store.commit(Turn.commit(Turn.two, after: 0, effects: [.wake("early", at: Turn.at(15))]))
            #expect(try await store.nextDue() == Turn.at(10))
            #expect(try await store.dueTimers(now: Turn.at(9), limit: 9).isEmpty)
            let due = [
                DueTimer(conversation: Turn.one, timer: "early", due: Turn.at(10)),
                DueTimer(conversation: Turn.two, timer: "early", due: Turn.at(15)),
                DueTimer(conversation: Turn.one, timer: "late", due: Turn.at(20)),
            ]
            #expect(try await store.dueTimers(now: Turn.at(20), limit: 9) == due)
            #expect(try await store.dueTimers(now: Turn.at(20), limit: 2) == Array(due.prefix(2)))
            _ = try await store.commit(Turn.commit(after: 1, fired: "early"))
            #expect(try await store.dueTimers(now: Turn.at(20), limit: 9) == Array(due.dropFirst()))
        },
        StoreContract("a timer set again moves, a cancelled one is gone") { store in
            _ = try await store.commit(
                Turn.commit(after: 0, effects: [.wake("a", at: Turn.at(10)), .wake("b", at: Turn.at(10))]))
            _ = try await store.commit(
                Turn.commit(after: 1, effects: [.wake("a", at: Turn.at(30)), .cancelWake("b")]))
            #expect(try await store.dueTimers(now: Turn.at(29), limit: 9).isEmpty)
            #expect(try await store.nextDue() == Turn.at(30))
        },
        StoreContract("a turn may answer a timer and set the same one again") { store in
            _ = try await store.commit(Turn.commit(after: 0, effects: [.wake("a", at: Turn.at(10))]))
            _ = try await store.commit(Turn.commit(after: 1, effects: [.wake("a", at: Turn.at(50))], fired: "a"))
            #expect(try await store.nextDue() == Turn.at(50))
        },
    ]

    static let ofPeople: [StoreContract] = [
        StoreContract("the queue is served by priority, then by waiting time") { store in
            let entries: [(conversation: ConversationID, escalation: Escalation)] = [
                ("c-1", Turn.escalation("e-1", priority: 1, since: 30)),
                ("c-2", Turn.escalation("e-2", priority: 5, since: 20)),
                ("c-3", Turn.escalation("e-3", priority: 1, since: 10)),
            ]
            for entry in entries {
                _ = try await store.commit(
                    Turn.commit(
                        entry.conversation, after: 0, effects: [.enqueue(entry.escalation)],
                        holder: .queue(entry.escalation.id)))
            }
            let waiting = try await store.waiting(limit: 9)
            #expect(waiting.map(\.conversation) == ["c-2", "c-3", "c-1"])
            #expect(waiting.first?.escalation == entries[1].escalation)
            #expect(try await store.waiting(limit: 2).count == 2)
            _ = try await store.commit(
                Turn.commit("c-2", after: 1, effects: [.dequeue("e-2", claimedBy: "ada")], holder: .agent("ada")))
            #expect(try await store.waiting(limit: 9).map(\.conversation) == ["c-3", "c-1"])
        },
        StoreContract("of two agents who claim one visitor, one wins") { store in
            _ = try await store.commit(
                Turn.commit(
                    after: 0, effects: [.enqueue(Turn.escalation("e", priority: 1, since: 0))], holder: .queue("e")))
            func claim(_ agent: AgentID) -> Commit {
                Turn.commit(after: 1, effects: [.dequeue("e", claimedBy: agent)], holder: .agent(agent))
            }
            async let ada = store.commit(claim("ada"))
            async let ben = store.commit(claim("ben"))
            let results = try await [ada, ben]
            #expect(results.filter { $0 == Turn.written(2) }.count == 1)
            let held = try await (store.conversations(heldBy: "ada"), store.conversations(heldBy: "ben"))
            #expect(held.0.count + held.1.count == 1)
            #expect(try await store.waiting(limit: 9).isEmpty)
        },
        StoreContract("an agent's conversations follow the holder") { store in
            _ = try await store.commit(Turn.commit(after: 0, holder: .agent("ada")))
            _ = try await store.commit(Turn.commit(Turn.two, after: 0, holder: .agent("ada")))
            #expect(try await store.conversations(heldBy: "ada") == [Turn.one, Turn.two])
            let held = [Turn.one, Turn.two].map { HeldConversation(conversation: $0, agent: "ada") }
            #expect(try await store.heldConversations() == held)
            _ = try await store.commit(Turn.commit(after: 1, holder: .agent("ben")))
            _ = try await store.commit(Turn.commit(Turn.two, after: 1, holder: .bot))
            #expect(try await store.conversations(heldBy: "ada").isEmpty)
            #expect(try await store.conversations(heldBy: "ben") == [Turn.one])
        },
        StoreContract("a visitor's conversations are found, the latest first") { store in
            func opens(_ conversation: ConversationID, by visitor: VisitorID) async throws {
                let opening = Opening(visitor: visitor, channel: "test", playbook: "p", locale: "", context: [:])
                let entry = Commit.Entry(sender: .system, event: .opened(opening))
                _ = try await store.commit(Turn.commit(conversation, after: 0, [entry]))
            }
            try await opens("z-first", by: "vera")
            try await opens("m-other", by: "otto")
            try await opens("a-second", by: "vera")
            _ = try await store.commit(Turn.commit("z-first", after: 1))
            #expect(try await store.conversations(of: "vera", limit: 9) == ["a-second", "z-first"])
            #expect(try await store.conversations(of: "vera", limit: 1) == ["a-second"])
            #expect(try await store.conversations(of: "nobody", limit: 9).isEmpty)
        },
        StoreContract("what a turn changes on the floor is written with it, or not at all") { store in
            func entry(_ word: String) -> JournalEntry { JournalEntry(at: Turn.at(1), body: Array(word.utf8)) }
            try await store.append([entry("a"), entry("b")], to: .floor, image: nil)
            let turn = Turn.commit(after: 0, holder: .agent("ada"), floor: [entry("c")])
            #expect(try await store.commit(turn) == Turn.written(1))
            #expect(try await store.commit(turn) == .stale(head: SequenceNumber(1)))
            #expect(try await store.journal(.floor) == Journal(entries: [entry("a"), entry("b"), entry("c")]))
            try await store.append([entry("d")], to: .floor, image: Array("{}".utf8))
            #expect(try await store.journal(.floor) == Journal(image: Array("{}".utf8)))
            try await store.append([entry("e")], to: .floor, image: nil)
            #expect(try await store.journal(.floor) == Journal(image: Array("{}".utf8), entries: [entry("e")]))
        },
        StoreContract("journals do not meet, and one that nobody wrote in is empty") { store in
            func entry(_ word: String) -> JournalEntry { JournalEntry(at: Turn.at(1), body: Array(word.utf8)) }
            try await store.append([entry("a")], to: "left", image: nil)
            try await store.append([entry("b")], to: "right", image: nil)
            try await store.append([], to: "right", image: Array("{}".utf8))
            try await store.append([entry("c")], to: "left", image: nil)
            #expect(try await store.journal("left") == Journal(entries: [entry("a"), entry("c")]))
            #expect(try await store.journal("right") == Journal(image: Array("{}".utf8)))
            #expect(try await store.journal("neither") == Journal())
        },
        StoreContract("the events of all conversations are read in the order in which they were committed") { store in
            _ = try await store.commit(Turn.commit("b", after: 0, [Turn.answers("one"), Turn.answers("two")]))
            _ = try await store.commit(Turn.commit("a", after: 0))
            _ = try await store.commit(Turn.commit("b", after: 2))
            _ = try await store.commit(Turn.commit("b", after: 1))
            let all = try await store.log(after: .start, limit: 9)
            #expect(all.map(\.conversation) == ["b", "b", "a", "b"])
            #expect(all.map(\.record.seq) == [1, 2, 1, 3].map { SequenceNumber($0) })
            #expect(try await store.history(of: "b", after: .start, limit: 2).records == all.prefix(2).map(\.record))
            #expect(zip(all, all.dropFirst()).allSatisfy { $0.position < $1.position })
            #expect(try await store.log(after: all[1].position, limit: 1) == [all[2]])
            #expect(try await store.log(after: all[3].position, limit: 9).isEmpty)
            #expect(try await store.logEnd() == all[3].position)
        },
        StoreContract("conversations that are over are found, the latest changed first, and no others") { store in
            #expect(try await store.logEnd() == .start)
            for (id, seconds) in [("a", 1), ("b", 2), ("c", 3), ("d", 4)] {
                let conversation = ConversationID(id)
                _ = try await store.commit(Turn.commit(conversation, after: 0, holder: .nobody, at: Int64(seconds)))
            }
            _ = try await store.commit(Turn.commit("d", after: 1, holder: .bot, at: 5))
            _ = try await store.commit(Turn.commit("a", after: 1, holder: .nobody, at: 6))
            #expect(try await store.endedConversations(limit: 9) == ["a", "c", "b"])
            #expect(try await store.endedConversations(limit: 2) == ["a", "c"])
        },
        StoreContract("accounts are found by id and by name, and replaced as a whole") { store in
            let ada = account("a-1", name: "ada", role: .agent, generation: 1)
            let raised = account("a-1", name: "ada", role: .supervisor, generation: 2)
            try await store.save(ada)
            #expect(try await store.account(named: "ada") == ada)
            try await store.save(raised)
            #expect(try await store.account("a-1") == raised)
            #expect(try await store.account(named: "ben") == nil)
            #expect(try await store.account("a-2") == nil)
            await #expect(throws: StoreError.self) {
                try await store.save(account("a-2", name: "ada", role: .agent, generation: 1))
            }
        },
    ]

    private static func account(
        _ id: AgentID, name: String, role: AgentAccount.Role, generation: Int
    ) -> AgentAccount {
        AgentAccount(
            id: id, name: name, displayName: "Ada L.", passwordHash: "scrypt$1$2$3$c2FsdA==$aGFzaA==", role: role,
            teams: ["billing", "returns"], generation: generation, skills: ["refunds": 2], languages: ["de"],
            capacity: 7)
    }
}
