import Telemetry
import Testing

@Suite struct MetricsTests {
    @Test func `metrics are written as Prometheus reads them`() {
        let registry = MetricsRegistry()
        registry.counter("b_total", help: "Turns.\nAll of \\ them.", labels: ["outcome": "a \"b\"\n\\"]).add(2)
        registry.counter("b_total", help: "ignored", labels: ["outcome": "c"]).add()
        registry.gauge("a_open", help: "Open.").set(-3)
        registry.gauge("c_share", help: "Share.") { 0.25 }
        let histogram = registry.histogram("d_seconds", help: "Time.", labels: ["k": "v"], bounds: [1, 0.5])
        for value in [0.25, 0.5, 0.75, 4] { histogram.record(value) }
        #expect(
            registry.prometheusText() == """
                # HELP a_open Open.
                # TYPE a_open gauge
                a_open -3
                # HELP b_total Turns.\\nAll of \\\\ them.
                # TYPE b_total counter
                b_total{outcome="a \\"b\\"\\n\\\\"} 2
                b_total{outcome="c"} 1
                # HELP c_share Share.
                # TYPE c_share gauge
                c_share 0.25
                # HELP d_seconds Time.
                # TYPE d_seconds histogram
                d_seconds_bucket{k="v",le="0.5"} 2
                d_seconds_bucket{k="v",le="1"} 3
                d_seconds_bucket{k="v",le="+Inf"} 4
                d_seconds_sum{k="v"} 5.5
                d_seconds_count{k="v"} 4

                """)
    }

    @Test func `the same name and labels are the same metric`() {
        let registry = MetricsRegistry()
        registry.counter("x_total", help: "").add(1)
        registry.counter("x_total", help: "").add(2)
        #expect(registry.counter("x_total", help: "").value == 3)
        registry.gauge("x_total", help: "another kind").set(9)
        #expect(!registry.prometheusText().contains("9"))
    }

    @Test func `a duration is recorded in seconds`() {
        let histogram = Histogram(bounds: [0.1])
        histogram.record(.milliseconds(50))
        histogram.record(.seconds(2))
        #expect(histogram.snapshot.counts == [1, 1])
        #expect(abs(histogram.snapshot.sum - 2.05) < 1e-9)
    }

    @Test func `counting from many tasks loses nothing`() async {
        let registry = MetricsRegistry()
        let total = Locked(0)
        await withTaskGroup { group in
            for _ in 0..<8 {
                group.addTask {
                    for _ in 0..<1000 {
                        registry.counter("n_total", help: "").add()
                        registry.histogram("h", help: "", bounds: [1]).record(0.5)
                        total.withLock { $0 += 1 }
                    }
                }
            }
        }
        #expect(registry.counter("n_total", help: "").value == 8000)
        #expect(registry.histogram("h", help: "").snapshot.count == 8000)
        #expect(total.withLock { $0 } == 8000)
    }
}
