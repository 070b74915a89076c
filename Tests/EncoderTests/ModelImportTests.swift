import Encoder
import Foundation
import Testing

struct ModelImportTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    @Test func `a folder without the files is refused`() {
        #expect(throws: ImportProblem.noFile("\(folder.path)/model.safetensors")) {
            try ModelImport.run(folder: folder.path, to: "\(folder.path)/out")
        }
    }

    @Test func `other weights are refused with both hashes, and nothing is written`() throws {
        let weights = try folder.file(Array("other".utf8), named: "model.safetensors")
        _ = try folder.file(Array("{}".utf8), named: "tokenizer.json")
        #expect(
            throws: ImportProblem.otherFile(
                weights, expected: "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
                found: "d9298a10d1b0735837dc4bd85dac641b0f3cef27a47e5d53a54f2f3f5b2fcffa")
        ) { try ModelImport.run(folder: folder.path, to: "\(folder.path)/out") }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).count == 2)
    }
}
