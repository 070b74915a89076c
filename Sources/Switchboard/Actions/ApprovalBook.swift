internal import Store
internal import Vocabulary

/// Every request, open or decided: pure, bounded.
struct ApprovalBook: JournaledState {
    enum Entry: Codable, Sendable {
        case asked(ApprovalRequest)
        case decided(ApprovalID, ApprovalRequest.State)
        /// The outbox knows.
        case carriedOut(ApprovalID)
    }

    /// Open requests at one time; one more is not asked, a person takes over at once.
    static let mostOpen = 2_000
    /// Decided ones that can still be looked at.
    static let mostDecided = 500

    private(set) var requests: [ApprovalID: ApprovalRequest] = [:]
    /// Oldest first.
    private var decided: [ApprovalID] = []

    mutating func apply(_ entry: Entry, at moment: Timestamp) {
        switch entry {
        case .asked(let request): requests[request.id] = request
        case .decided(let id, let state):
            requests[id]?.state = state
            decided.append(id)
        case .carriedOut(let id):
            requests[id]?.isCarriedOut = true
            forget()
        }
    }

    /// What was not carried out stays, however old it is.
    private mutating func forget() {
        while decided.count > Self.mostDecided, let oldest = decided.first, requests[oldest]?.isCarriedOut ?? true {
            decided.removeFirst()
            requests[oldest] = nil
        }
    }

    var open: [ApprovalRequest] {
        requests.values.filter(\.isOpen).sorted { ($0.askedAt, $0.id) < ($1.askedAt, $1.id) }
    }

    /// The latest decided first.
    var closed: [ApprovalRequest] {
        decided.reversed().compactMap { requests[$0] }
    }

    /// Decided, and the outbox may not know it yet.
    var unfinished: [ApprovalRequest] {
        decided.compactMap { requests[$0] }.filter { !$0.isCarriedOut }
    }
}
