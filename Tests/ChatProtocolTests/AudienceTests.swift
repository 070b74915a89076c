import ChatProtocol
import Testing
import Vocabulary

@Suite struct AudienceTests {
    @Test func `an event is sent exactly where it is visible`() {
        for event in Samples.events {
            let record = Samples.record(event)
            let toVisitor = VisitorFrame.event(record, since: record.seq).json["kind"]
            let toAgent = DeskFrame.event("c", record, since: record.seq).json["kind"]
            #expect((toVisitor != "hidden") == event.isVisible(to: .visitor), "\(event)")
            #expect((toAgent != "hidden") == event.isVisible(to: .agent), "\(event)")
        }
    }

    @Test func `a visitor never sees notes, moods, slots, actions, reasons or agents' ids`() {
        let secrets = [
            "frustration", "valence", "awful", "refunds.create", "priority", "asked", "a-secret", "epoch",
            "secret note", "R-1", "turnFailed",
        ]
        for event in Samples.events where event.isVisible(to: .visitor) {
            let bytes = VisitorFrame.event(Samples.record(event), since: SequenceNumber(9)).bytes
            let text = String(decoding: bytes, as: UTF8.self)
            for secret in secrets { #expect(!text.contains(secret), "\(secret) in \(text)") }
        }
    }

    @Test func `an event covers the hidden numbers before it`() {
        let record = Samples.record(.visitorSaid(text: "hi", choice: nil), seq: 9)
        #expect(VisitorFrame.event(record, since: SequenceNumber(7)).json["since"] == 7)
        #expect(VisitorFrame.event(record, since: SequenceNumber(9)).json["since"] == nil)
    }
}
