extension DueQueue {
    /// What is still to come, in its order: put into an empty queue one by one, it is the same queue again.
    public var pending: [(at: Timestamp, item: Item)] {
        entries.sorted { $0.isBefore($1) }.map { ($0.at, $0.item) }
    }
}
