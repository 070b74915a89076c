internal import Vocabulary

/// The log of one conversation and who may speak in it.
struct MemoryConversation {
    private struct ClientMessage: Hashable {
        let sender: Sender
        let cmid: ClientMessageID
    }

    private struct Place {
        let seq: SequenceNumber
        let content: String?
    }

    private(set) var holder = Holder.bot
    private var records: [EventRecord] = []
    private var messages: [ClientMessage: Place] = [:]

    var head: SequenceNumber { SequenceNumber(records.count) }

    func history(after seq: SequenceNumber, limit: Int) -> History {
        let rest = records.dropFirst(max(0, seq.rawValue))
        return History(records: Array(rest.prefix(max(0, limit))), head: head)
    }

    func record(_ seq: SequenceNumber) -> EventRecord? {
        records.indices.contains(seq.rawValue - 1) ? records[seq.rawValue - 1] : nil
    }

    /// What became of the client's message when it came before; `nil` when it is new.
    func earlierResult(of commit: Commit) -> CommitResult? {
        for entry in commit.entries {
            guard let cmid = entry.cmid, let place = messages[ClientMessage(sender: entry.sender, cmid: cmid)] else {
                continue
            }
            let earlier = records[place.seq.rawValue - 1]
            let isCopy =
                if let content = entry.content { content == place.content } else { earlier.event == entry.event }
            return isCopy ? .duplicate(seq: place.seq, at: earlier.at) : .messageConflict
        }
        return nil
    }

    mutating func append(_ commit: Commit) throws(StoreError) {
        guard !commit.entries.isEmpty else { throw .rejected("a turn without events") }
        for entry in commit.entries {
            let seq = head.next
            if let cmid = entry.cmid {
                let message = ClientMessage(sender: entry.sender, cmid: cmid)
                guard messages.updateValue(Place(seq: seq, content: entry.content), forKey: message) == nil else {
                    throw .rejected("one client message twice in a turn")
                }
            }
            records.append(
                EventRecord(seq: seq, at: commit.at, sender: entry.sender, cmid: entry.cmid, event: entry.event))
        }
        holder = commit.holder
    }
}
