import ChatClient
import Foundation
import Testing

/// What a monitoring system reads off the running service.
@Suite struct MetricsTests {
    @Test func `everything at /metrics is read by a strict reader, and the figures of the reports are among it`()
        throws
    {
        let house = try ServeProcess()
        let visitors = try (0..<3).map { number in
            let visitor = VisitorClient(port: house.port, name: "metrics-\(number)")
            try visitor.connect()
            try visitor.waitForAcknowledgement(of: try visitor.say("how long do refunds take"))
            try visitor.waitForEvent("bot") { $0.text("text")?.contains("five working days") == true }
            return visitor
        }
        let deadline = Date().addingTimeInterval(120)
        var metrics: Exposition
        repeat {
            let answer = try HTTPPeer.get(port: house.port, path: "/metrics")
            try #require(answer.status == 200)
            #expect(answer.header("Content-Type")?.hasPrefix("text/plain; version=0.0.4") == true)
            metrics = try Exposition(String(decoding: answer.body, as: UTF8.self))
        } while metrics.value("warmline_report_contacts", ["window": "today"]) != Double(visitors.count)
            && Date() < deadline
        #expect(metrics.value("warmline_report_contacts", ["window": "today"]) == Double(visitors.count))
        #expect(metrics.value("warmline_report_contacts", ["window": "7d"]) == Double(visitors.count))
        #expect(metrics.value("warmline_report_first_acknowledgement", ["window": "today"]).map { $0 < 30 } == true)
        #expect(metrics.value("warmline_alerts_open") == 0)
        #expect(metrics.types.count > 30)
    }

    @Test(arguments: [
        "# TYPE a gauge\na 1\n", "# HELP a b\na 1\n", "# HELP a b\n# TYPE a gauge\na 1",
        "# HELP a b\n# TYPE a gauge\na one\n",
        "# HELP a b\n# TYPE a gauge\na 1\na 1\n", "# HELP a b\n# TYPE a gauge\nb 1\n",
        "# HELP a b\n# TYPE a counter\na 1\n", "# HELP a b\n# TYPE a gauge\na{l=\"x\"y\"} 1\n",
        "# HELP a b\n# TYPE a gauge\n# HELP c d\n# TYPE c gauge\n# HELP a b\n",
        "# HELP a b\n# TYPE a histogram\na_bucket{le=\"1\"} 2\na_bucket{le=\"+Inf\"} 1\na_sum 1\na_count 1\n",
    ])
    func `the reader is strict`(_ text: String) {
        #expect(throws: Exposition.Fault.self) { try Exposition(text) }
    }
}
