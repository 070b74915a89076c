import ChatService
import Testing

@Suite struct FreshNameTests {
    @Test func `a name is no option at a command line, and comes once`() {
        let names = (0..<2_000).map { _ in FreshName.make() }
        #expect(!names.contains { $0.hasPrefix("-") })
        #expect(Set(names).count == names.count)
        #expect(names.allSatisfy { $0.count == 24 })
    }
}
