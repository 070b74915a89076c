#if WARMLINE_FAULTS
    import SQLiteStore
    import Store
    import TestSupport
    import Testing
    import Vocabulary

    /// Broken on purpose, the store must fail what it otherwise passes; or the checks prove nothing.
    @Suite struct FaultTests {
        let file: StoreFile

        init() throws {
            file = try StoreFile()
        }

        @Test func `acknowledging before the commit loses what was acknowledged`() async throws {
            let store = try file.open { $0.faults = [.acknowledgesBeforeCommit] }
            // The answer comes while the turn is not in the file: a crash now would lose it.
            var isMissing = false
            for round in 0..<20 where !isMissing {
                let head = 2 * round
                _ = try await store.commit(turn(after: head))
                let copy = try StoreFile()
                try file.copyAsAfterACrash(to: copy)
                let found = try copy.open()
                isMissing = try await found.history(of: "c", after: .start, limit: 1).head < SequenceNumber(head + 2)
                await found.close()
            }
            #expect(isMissing)
            await store.close()
        }

        @Test func `without de-duplication a message sent again is there twice`() async throws {
            let store = try file.open { $0.faults = [.writesDuplicates] }
            _ = try await store.commit(turn(after: 0, cmid: "message-000000001"))
            #expect(try await store.commit(turn(after: 2, cmid: "message-000000001")) == written(4))
            await store.close()
        }

        @Test func `without business keys money moves twice`() async throws {
            let store = try file.open { $0.faults = [.ignoresBusinessKeys] }
            for conversation: ConversationID in ["a", "b"] {
                let call = ActionCall(
                    id: EffectID(conversation: conversation, turn: SequenceNumber(1), index: 0), action: "refund",
                    arguments: [:], key: "refund:10042:1")
                _ = try await store.commit(turn(conversation, after: 0, effects: [.run(call)]))
            }
            let now = Timestamp(milliseconds: 1_700_000_000_000)
            #expect(try await store.claimEffects(limit: 9, lease: .seconds(9), now: now).count == 2)
            await store.close()
        }
    }
#endif
