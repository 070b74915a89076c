internal import ChatProtocol
internal import Store
internal import Telemetry
internal import Vocabulary

/// Which agents have which conversations open, and who writes. Nothing of it is kept.
final class Onlookers: Sendable {
    private struct Seat {
        let account: AgentAccount
        weak var session: AgentSession?
        var isWriting = false
    }

    private let seats = Locked<[ConversationID: [Seat]]>([:])

    func join(_ conversation: ConversationID, _ account: AgentAccount, _ session: AgentSession) {
        seats.withLock { $0[conversation, default: []].append(Seat(account: account, session: session)) }
    }

    func leave(_ conversation: ConversationID, _ agent: AgentID, _ session: AgentSession) {
        seats.withLock { seats in
            let rest = (seats[conversation] ?? []).filter { $0.session != nil && $0.session !== session }
            seats[conversation] = rest.isEmpty ? nil : rest
        }
    }

    /// Is it news?
    func writes(_ on: Bool, _ conversation: ConversationID, _ agent: AgentID, _ session: AgentSession) -> Bool {
        seats.withLock { seats in
            guard let index = seats[conversation]?.firstIndex(where: { $0.session === session }),
                seats[conversation]?[index].isWriting != on
            else { return false }
            seats[conversation]?[index].isWriting = on
            return true
        }
    }

    /// Each agent once, however many windows.
    func all(of conversation: ConversationID) -> [Onlooker] {
        let here = seats.withLock { $0[conversation] ?? [] }.filter { $0.session != nil }
        var onlookers: [AgentID: Onlooker] = [:]
        for seat in here {
            let isWriting = seat.isWriting || (onlookers[seat.account.id]?.isWriting ?? false)
            onlookers[seat.account.id] = Onlooker(
                agent: seat.account.id, name: seat.account.displayName, isWriting: isWriting)
        }
        return onlookers.values.sorted { $0.agent < $1.agent }
    }
}
