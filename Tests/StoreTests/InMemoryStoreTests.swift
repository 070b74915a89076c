import Store
import TestSupport
import Testing

@Suite struct InMemoryStoreTests {
    @Test(arguments: StoreContract.all)
    func `the store in memory keeps the contract`(_ contract: StoreContract) async throws {
        try await contract.check(InMemoryStore())
    }
}
