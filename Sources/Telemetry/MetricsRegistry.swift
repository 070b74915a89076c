/// The counters, gauges and histograms of a process, by name and labels, and their Prometheus text.
///
/// Asking twice for the same name and labels gives the same object, so that rooms need not share variables. A name
/// keeps the kind and the help of whoever asked first; asked for as another kind, it gives an object of its own that
/// is not shown, rather than text that Prometheus would refuse.
public final class MetricsRegistry: Sendable {
    enum Metric: Sendable {
        case counter(Counter)
        case gauge(Gauge)
        case reading(@Sendable () -> Double)
        case histogram(Histogram)
    }

    enum Kind: String, Sendable { case counter, gauge, histogram }

    struct Family: Sendable {
        let kind: Kind
        let help: String
        var metrics: [(labels: Labels, metric: Metric)] = []
    }

    private let families = Locked<[String: Family]>([:])

    public init() {}

    /// The counter of that name and those labels. By convention the name ends in `_total`.
    public func counter(_ name: String, help: String, labels: Labels = [:]) -> Counter {
        let fresh = Counter()
        guard case .counter(let known) = keep(.counter(fresh), .counter, name, help, labels) else { return fresh }
        return known
    }

    /// The gauge of that name and those labels.
    public func gauge(_ name: String, help: String, labels: Labels = [:]) -> Gauge {
        let fresh = Gauge()
        guard case .gauge(let known) = keep(.gauge(fresh), .gauge, name, help, labels) else { return fresh }
        return known
    }

    /// A gauge that is read when somebody looks. Must not block, and must not use this registry.
    public func gauge(_ name: String, help: String, labels: Labels = [:], read: @escaping @Sendable () -> Double) {
        _ = keep(.reading(read), .gauge, name, help, labels)
    }

    /// The histogram of that name and those labels.
    public func histogram(
        _ name: String, help: String, labels: Labels = [:], bounds: [Double] = Histogram.seconds
    ) -> Histogram {
        let fresh = Histogram(bounds: bounds)
        guard case .histogram(let known) = keep(.histogram(fresh), .histogram, name, help, labels) else { return fresh }
        return known
    }

    private func keep(_ metric: Metric, _ kind: Kind, _ name: String, _ help: String, _ labels: Labels) -> Metric {
        families.withLock { families -> Metric in
            var family = families[name] ?? Family(kind: kind, help: help)
            guard family.kind == kind else { return metric }
            if let known = family.metrics.first(where: { $0.labels == labels }) { return known.metric }
            family.metrics.append((labels, metric))
            families[name] = family
            return metric
        }
    }

    /// Everything in the Prometheus text format 0.0.4, families by name, metrics in the order they were asked for.
    public func prometheusText() -> String {
        let families = families.withLock { $0 }
        return families.sorted { $0.key < $1.key }.map { PrometheusText.of($0.value, named: $0.key) }.joined()
    }
}
