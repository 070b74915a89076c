import Foundation
import PlaybookLoading
import PlaybookModel
import Testing

/// The JSON Schemas that editors use say what the readers do.
@Suite struct SchemaTests {
    private struct Definition: Decodable {
        let properties: [String: Ignored]?
        let required: [String]?
        let additionalProperties: Ignored?
    }

    private struct Ignored: Decodable {
        let isFalse: Bool

        init(from decoder: any Decoder) throws {
            isFalse = (try? decoder.singleValueContainer().decode(Bool.self)) == false
        }
    }

    private struct Schema: Decodable {
        let defs: [String: Definition]

        enum CodingKeys: String, CodingKey {
            case defs = "$defs"
        }
    }

    private static func definitions() throws -> [String: [Definition]] {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Sources/PlaybookLoading/Schemas")
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .filter { $0.lastPathComponent.hasSuffix(".schema.json") }
        try #require(!files.isEmpty)
        var all: [String: [Definition]] = [:]
        for file in files {
            let schema = try JSONDecoder().decode(Schema.self, from: Data(contentsOf: file))
            for (name, definition) in schema.defs where definition.properties != nil {
                all[name, default: []].append(definition)
            }
        }
        return all
    }

    @Test(arguments: PlaybookFormat.shapes) func `a schema takes exactly the keys the reader takes`(
        _ shape: PlaybookShape
    ) throws {
        let found = try #require(try Self.definitions()[shape.name.replacing(" ", with: "_")])
        for definition in found {
            #expect(Set((definition.properties ?? [:]).keys) == Set(shape.keys))
            #expect(Set(definition.required ?? []) == Set(shape.required))
            #expect(definition.additionalProperties?.isFalse == true)
        }
    }

    @Test func `a schema names every command there is`() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Sources/PlaybookLoading/Schemas")
        let text = try String(contentsOf: folder.appending(path: "playbook-intent.schema.json"), encoding: .utf8)
        let listed = try #require(text.firstMatch(of: /"command": \{\s*"enum": \[([^\]]*)\]/)).output.1
        let words = listed.split(separator: ",").map { $0.filter { $0.isLetter || $0 == "_" } }
        #expect(Set(words) == Set(Intent.Command.allCases.map(\.rawValue)))
    }

    @Test func `a schema describes nothing the readers do not know`() throws {
        let known = Set(PlaybookFormat.shapes.map { $0.name.replacing(" ", with: "_") })
        // `routing` lists its reasons in place; nothing else has properties of its own.
        #expect(Set(try Self.definitions().keys).subtracting(known).isEmpty)
    }

    @Test func `the page on writing a playbook names every rule, every standard response and every key`() throws {
        let page = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Sources/PlaybookLoading/PlaybookLoading.docc")
            .appending(path: "WritingAPlaybook.md")
        let text = try String(contentsOf: page, encoding: .utf8)
        let words = Set(text.split { !($0.isLetter || $0.isNumber || $0 == "_" || $0 == "-") }.map(String.init))
        let wanted =
            PlaybookRule.allCases.map(\.rawValue) + StandardResponse.allCases.map(\.rawValue)
            + PlaybookFormat.shapes.flatMap(\.keys)
        #expect(wanted.filter { !words.contains($0) } == [])
    }
}
