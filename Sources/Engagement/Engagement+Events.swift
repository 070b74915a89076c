internal import Outreach
public import Store
public import Switchboard
internal import Vocabulary

/// Events of the company's other systems; what no rule looks at is let go.
extension Engagement: CustomerEventListener {
    public func happened(_ event: ReceivedEvent) async throws(StoreError) {
        let known = WorldEvent(
            type: event.type, subject: event.subject, id: "\(event.source)/\(event.id)", source: event.source,
            at: event.at, data: event.data)
        guard let known else { return }
        try await take(known)
    }
}
