import Testing

@Suite struct RandomWalkTests {
    /// 20,000 conversations of 16 inputs each, in four runs.
    @Test(arguments: 0..<4)
    func `no rule breaks in any conversation at random`(_ run: Int) {
        var faults: [String] = []
        var events = 0
        for seed in 0..<5_000 {
            var walk = RandomWalk(seed: UInt64(run * 5_000 + seed))
            walk.run(steps: 16)
            events += walk.log.count
            if let fault = walk.faults.first { faults.append("seed \(run * 5_000 + seed): \(fault)") }
        }
        #expect(faults.isEmpty, "\(faults.count) broken: \(faults.prefix(5))")
        // A walk that goes nowhere proves nothing.
        #expect(events > 200_000)
    }
}
