import Testing
import Vocabulary
import Webhooks

struct CloudEventTests {
    private static let structured = "application/cloudevents+json; charset=utf-8"

    private func read(_ body: String, _ headers: [String: String] = ["content-type": structured]) throws -> [CloudEvent]
    {
        try CloudEventReader.read(Array(body.utf8), headers: headers)
    }

    private let bill = """
        {"specversion":"1.0","id":"b-1","source":"/billing","type":"dev.warmline.bill.issued","subject":"cust-7",
         "time":"2026-11-21T22:05:50Z","datacontenttype":"application/json","priority":3,"urgent":true,
         "data":{"total":1999}}
        """

    @Test func `a structured event is read whole`() throws {
        let event = try #require(try read(bill).first)
        #expect(event.name == CloudEvent.Name(source: "/billing", id: "b-1"))
        #expect(event.type == "dev.warmline.bill.issued")
        #expect(event.subject == "cust-7")
        #expect(event.time == Timestamp(milliseconds: 1_795_298_750_000))
        #expect(event.extensions == ["priority": .integer(3), "urgent": .flag(true)])
        #expect(event.data == .record(["total": .integer(1_999)]))
    }

    @Test func `a binary event is the same event`() throws {
        let headers = [
            "content-type": "application/json", "ce-specversion": "1.0", "ce-id": "b-1", "ce-source": "/billing",
            "ce-type": "dev.warmline.bill.issued", "ce-subject": "caf%C3%A9%20%22x%22", "host": "x",
            "ce-priority": "3",
        ]
        let event = try #require(try read(#"{"total":1999}"#, headers).first)
        #expect(event.name == CloudEvent.Name(source: "/billing", id: "b-1"))
        #expect(event.subject == #"café "x""#)
        #expect(event.extensions == ["priority": .text("3")])
        #expect(event.data == .record(["total": .integer(1_999)]))
        #expect(try read("", headers).first?.data == .nothing)
    }

    @Test func `a batch is read whole or not at all`() throws {
        let batch = ["content-type": "application/cloudevents-batch+json"]
        let second = bill.replacing("b-1", with: "b-2")
        #expect(try read("[\(bill),\(second)]", batch).map(\.name.id) == ["b-1", "b-2"])
        #expect(try read("[]", batch).isEmpty)
        #expect(throws: CloudEventFault.self) { try read("[\(bill),{}]", batch) }
        let many = "[" + Array(repeating: bill, count: 101).joined(separator: ",") + "]"
        #expect(throws: CloudEventFault.self) { try read(many, batch) }
    }

    @Test(arguments: [
        ("\"specversion\":\"1.0\"", "\"specversion\":\"0.3\""), ("\"specversion\":\"1.0\"", "\"specversion\":1.0"),
        ("\"id\":\"b-1\"", "\"id\":\"\""), ("\"id\":\"b-1\"", "\"id\":7"), ("\"id\":\"b-1\",", ""),
        ("\"id\":\"b-1\"", "\"id\":null"), ("\"/billing\"", "\"/bill ing\""), ("\"/billing\"", "\"\""),
        ("dev.warmline.bill.issued", ""), ("2026-11-21T22:05:50Z", "yesterday"), ("2026-11-21T22:05:50Z", "2026-11-21"),
        ("\"cust-7\"", "\"\""), ("\"cust-7\"", "\"a\\u0007b\""), ("\"priority\":3", "\"Priority\":3"),
        ("\"priority\":3", "\"prio_rity\":3"), ("\"priority\":3", "\"priority\":[3]"),
        ("\"priority\":3", "\"priority\":3.5"), ("\"priority\":3", "\"priority\":99999999999"),
        ("\"priority\":3", "\"data_base64\":\"AA==\""), ("application/json", "text/plain"),
        ("\"priority\":3", "\"dataschema\":\"relative\""), ("\"priority\":3", "\"id\":\"b-1\""),
    ])
    func `an event that is wrong in one place is refused`(right: String, wrong: String) {
        let body = bill.replacing(right, with: wrong)
        #expect(body != bill)
        #expect(throws: CloudEventFault.self) { try read(body) }
    }

    @Test(arguments: [
        (["content-type": "application/cloudevents+xml"], 415), (["content-type": "application/json"], 415),
        ([:], 415), (["content-type": "application/cloudevents+json; charset=utf-16"], 415),
        (["content-type": "text/plain", "ce-specversion": "1.0"], 415),
        (["content-type": "application/json", "ce-specversion": "1.0", "ce-id": "%zz"], 400),
        (["content-type": "application/json", "ce-specversion": "1.0", "ce-id": "%ff"], 400),
        (["content-type": "application/json", "ce-specversion": "1.0", "ce-id": "%4"], 400),
    ])
    func `another form is refused with its status`(headers: [String: String], status: Int) {
        #expect {
            try read(bill, headers)
        } throws: { error in
            (error as? CloudEventFault)?.status == status
        }
    }

    @Test func `an event is one event however often and however it comes`() throws {
        var names = RecentNames<CloudEvent.Name>(span: .days(1), bound: 100)
        let now = Timestamp(milliseconds: 0)
        let first = try #require(try read(bill).first)
        #expect(names.admit(first.name, at: now) == .new)
        #expect(names.admit(first.name, at: now) == .seen)
        let elsewhere = try #require(try read(bill.replacing("/billing", with: "/shop")).first)
        #expect(names.admit(elsewhere.name, at: now) == .new)
    }
}
