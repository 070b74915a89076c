import Store
import Testing
import Vocabulary

extension StoreContract {
    static let ofTheLog: [StoreContract] = [
        StoreContract("numbers run from 1 without a gap, and come back in order with everything they carry") { store in
            let first = Turn.commit(
                after: 0, [Turn.says("hello", cmid: "message-000000001"), Turn.answers("hi")], at: 1)
            #expect(try await store.commit(first) == Turn.written(2))
            #expect(try await store.commit(Turn.commit(after: 2, at: 2)) == Turn.written(3))

            let history = try await store.history(of: Turn.one, after: .start, limit: 100)
            #expect(history.head == SequenceNumber(3))
            #expect(history.records.map(\.seq.rawValue) == [1, 2, 3])
            #expect(history.records.map(\.at) == [Turn.at(1), Turn.at(1), Turn.at(2)])
            #expect(history.records.map(\.sender) == [.visitor, .bot, .bot])
            #expect(history.records.map(\.cmid) == ["message-000000001", nil, nil])
            #expect(history.records.map(\.event) == (first.entries + [Turn.answers("line 3")]).map(\.event))
        },
        StoreContract("an unknown conversation is empty and its head is the start") { store in
            let history = try await store.history(of: "nobody-knows-it", after: .start, limit: 10)
            #expect(history == History(records: [], head: .start))
        },
        StoreContract("history comes in pages, and says the head on each") { store in
            for head in 0..<7 {
                _ = try await store.commit(Turn.commit(after: head))
            }
            let page = try await store.history(of: Turn.one, after: SequenceNumber(2), limit: 3)
            #expect(page.records.map(\.seq.rawValue) == [3, 4, 5])
            #expect(page.head == SequenceNumber(7))
            let beyond = try await store.history(of: Turn.one, after: SequenceNumber(9), limit: 3)
            #expect(beyond == History(records: [], head: SequenceNumber(7)))
        },
        StoreContract("a turn decided on an old head is stale and writes nothing") { store in
            _ = try await store.commit(Turn.commit(after: 0))
            let late = Turn.commit(
                after: 0, effects: [.run(Turn.call(turn: 1, key: "k")), .wake("t", at: Turn.at(5))], holder: .nobody)
            #expect(try await store.commit(late) == .stale(head: SequenceNumber(1)))
            #expect(try await store.commit(Turn.commit(after: 4)) == .stale(head: SequenceNumber(1)))
            #expect(try await store.history(of: Turn.one, after: .start, limit: 9).records.count == 1)
            #expect(try await store.nextDue() == nil)
        },
        StoreContract("a turn that cannot be written leaves nothing behind") { store in
            _ = try await store.commit(Turn.commit(after: 0, effects: [.run(Turn.call(turn: 1, key: "k"))]))
            let twice = Turn.commit(
                after: 1, [Turn.says("a", cmid: "message-000000001"), Turn.says("b", cmid: "message-000000001")],
                effects: [.wake("t", at: Turn.at(5))])
            let known = Turn.commit(
                after: 1, effects: [.wake("t", at: Turn.at(5)), .run(Turn.call(turn: 1, key: "other"))])
            let empty = Turn.commit(after: 1, [], effects: [.wake("t", at: Turn.at(5))])
            for bad in [twice, known, empty] {
                await #expect(performing: { try await store.commit(bad) }, throws: isRejection)
            }
            #expect(try await store.history(of: Turn.one, after: .start, limit: 9).head == SequenceNumber(1))
            #expect(try await store.dueTimers(now: Turn.at(99), limit: 9).isEmpty)
            #expect(try await store.commit(Turn.commit(after: 1)) == Turn.written(2))
        },
        StoreContract("a client message sent again gets its first answer, and is not written again") { store in
            let cmid: ClientMessageID = "message-000000001"
            _ = try await store.commit(Turn.commit(after: 0, [Turn.says("a", cmid: cmid), Turn.answers("b")], at: 3))
            // Sent again, the client does not know the head any more: the answer is the same whatever it expects.
            for head in [0, 2, 7] {
                let again = Turn.commit(after: head, [Turn.says("a", cmid: cmid), Turn.answers("other")], at: 9)
                #expect(try await store.commit(again) == .duplicate(seq: SequenceNumber(1), at: Turn.at(3)))
            }
            #expect(try await store.history(of: Turn.one, after: .start, limit: 9).head == SequenceNumber(2))
        },
        StoreContract("the same client message id with another body is a conflict") { store in
            let cmid: ClientMessageID = "message-000000001"
            _ = try await store.commit(Turn.commit(after: 0, [Turn.says("a", cmid: cmid)]))
            #expect(try await store.commit(Turn.commit(after: 1, [Turn.says("b", cmid: cmid)])) == .messageConflict)
            #expect(try await store.history(of: Turn.one, after: .start, limit: 9).head == SequenceNumber(1))
        },
        StoreContract("what a client said word for word decides, where it is given, and not what became of it") {
            store in
            let cmid: ClientMessageID = "message-000000001"
            let first = Turn.says("card *1234", cmid: cmid, content: "card 4242 4242 4242 1234")
            _ = try await store.commit(Turn.commit(after: 0, [first], at: 3))
            let again = Turn.says("[card]", cmid: cmid, content: "card 4242 4242 4242 1234")
            let other = Turn.says("card *1234", cmid: cmid, content: "card 5555 5555 5555 1234")
            #expect(
                try await store.commit(Turn.commit(after: 1, [again]))
                    == .duplicate(seq: SequenceNumber(1), at: Turn.at(3)))
            #expect(try await store.commit(Turn.commit(after: 1, [other])) == .messageConflict)
        },
        StoreContract("client message ids belong to their sender and conversation") { store in
            let cmid: ClientMessageID = "message-000000001"
            _ = try await store.commit(Turn.commit(after: 0, [Turn.says("a", cmid: cmid)]))
            let byAgent = Turn.commit(after: 1, [Turn.says("b", cmid: cmid, as: .agent("ada"))])
            let byOther = Turn.commit(after: 2, [Turn.says("c", cmid: cmid, as: .agent("ben"))])
            let elsewhere = Turn.commit(Turn.two, after: 0, [Turn.says("d", cmid: cmid)])
            #expect(try await store.commit(byAgent) == Turn.written(2))
            #expect(try await store.commit(byOther) == Turn.written(3))
            #expect(try await store.commit(elsewhere) == Turn.written(1))
        },
        StoreContract("of many who write on one head, one wins") { store in
            let results = try await withThrowingTaskGroup(of: CommitResult.self) { group in
                for racer in 0..<20 {
                    let commit = Turn.commit(after: 0, [Turn.answers("\(racer)")])
                    group.addTask { try await store.commit(commit) }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(results.filter { $0 == Turn.written(1) }.count == 1)
            #expect(results.filter { $0 == .stale(head: SequenceNumber(1)) }.count == 19)
        },
        StoreContract("after closing every call says so") { store in
            await store.close()
            await #expect(throws: StoreError.closed) { try await store.commit(Turn.commit(after: 0)) }
            await #expect(throws: StoreError.closed) { try await store.history(of: Turn.one, after: .start, limit: 1) }
            await #expect(throws: StoreError.closed) { try await store.waiting(limit: 1) }
            await #expect(throws: StoreError.closed) {
                try await store.claimEffects(limit: 1, lease: .seconds(1), now: Turn.at(0))
            }
            await store.close()
        },
    ]
}

/// Whether the store blames the turn itself.
private func isRejection(_ error: any Error) -> Bool {
    guard case .rejected? = error as? StoreError else { return false }
    return true
}
