import Foundation
import Testing
import Vocabulary

@Suite struct OpeningTests {
    @Test func `an opening written before there were levels of identity is anonymous`() throws {
        let old = #"{"visitor":"v","channel":"widget","playbook":"p","locale":"en","context":{"plan":"gold"}}"#
        let opening = try JSONDecoder().decode(Opening.self, from: Data(old.utf8))
        #expect(opening.identity == .anonymous)
        #expect(opening.context == ["plan": "gold"])
    }

    @Test(arguments: IdentityLevel.allCases) func `an opening keeps its level`(_ level: IdentityLevel) throws {
        let opening = Opening(
            visitor: "v", channel: "widget", playbook: "p", locale: "en", context: [:], identity: level)
        #expect(try JSONDecoder().decode(Opening.self, from: JSONEncoder().encode(opening)) == opening)
    }

    @Test func `levels of identity rise from anonymous to a code`() {
        #expect(IdentityLevel.allCases.sorted() == [.anonymous, .session, .signed, .code])
    }

    @Test func `what the site signed is kept`() throws {
        let visitor = SignedVisitor(
            subject: "C-7", name: "Maya", more: ["plan": "gold", "id": "C-8", "email": "forged@shop.example"],
            expires: Timestamp(milliseconds: 9))
        #expect(visitor.attributes == ["id": "C-7", "name": "Maya", "plan": "gold"])
        let opening = Opening(
            visitor: "v", channel: "widget", playbook: "p", locale: "en", context: [:], identity: .signed,
            signed: visitor.attributes)
        #expect(try JSONDecoder().decode(Opening.self, from: JSONEncoder().encode(opening)) == opening)
    }
}
