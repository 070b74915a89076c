import Foundation
import Testing
import Vocabulary

struct EntityCodingTests {
    @Test func `an entity stored before there were roles is read without one`() throws {
        let stored = Data(#"{"name":"size","value":42,"text":"42","start":5,"end":7}"#.utf8)
        let entity = try JSONDecoder().decode(Entity.self, from: stored)
        #expect(entity == Entity(name: "size", value: .integer(42), text: "42", start: 5, end: 7))
        #expect(entity.role == nil)
    }

    @Test(arguments: EntityRole.allCases)
    func `a role survives being stored`(role: EntityRole) throws {
        let entity = Entity(name: "size", value: .integer(42), text: "42", start: 5, end: 7, role: role)
        let back = try JSONDecoder().decode(Entity.self, from: JSONEncoder().encode(entity))
        #expect(back == entity)
    }

    @Test func `nothing is stored for an entity without a role`() throws {
        let entity = Entity(name: "size", value: .integer(42), text: "42", start: 5, end: 7)
        #expect(!String(decoding: try JSONEncoder().encode(entity), as: UTF8.self).contains("role"))
    }
}
