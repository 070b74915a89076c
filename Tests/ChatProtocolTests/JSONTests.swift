import ChatProtocol
import Testing

@Suite struct JSONTests {
    @Test(arguments: [
        (#"{"a":[1,-2.5,true,null,"x"]}"#, JSON.object([.init("a", [1, .number(-2.5), true, .null, "x"])])),
        (#" "\ud83d\ude00\n\"" "#, .string("😀\n\"")),
        ("9223372036854775807", .integer(.max)),
        ("1e3", .number(1_000)),
    ])
    func `well-formed text is read`(text: String, expected: JSON) throws {
        #expect(try JSON.parse(Array(text.utf8)) == expected)
    }

    @Test(arguments: [
        ("", JSONFault.Problem.endOfInput, 0), ("{} x", .trailingBytes, 3),
        (#"{"a":1,"a":2}"#, .duplicateKey("a"), 7), (#""\ud800""#, .loneSurrogate, 1),
        (#""\udc00""#, .loneSurrogate, 1), ("1e999", .numberOutOfRange, 0), ("01", .unexpected, 0),
        ("-", .endOfInput, 1), ("[1,]", .unexpected, 3), ("\"a\u{01}\"", .controlCharacter, 2), ("nul", .endOfInput, 3),
        (#"{"a" 1}"#, .unexpected, 5), (String(repeating: "[", count: 17), .tooDeep, 16), ("'a'", .unexpected, 0),
    ])
    func `everything else is refused with its place`(text: String, problem: JSONFault.Problem, offset: Int) {
        #expect(throws: JSONFault(problem, offset: offset)) { try JSON.parse(Array(text.utf8)) }
    }

    @Test func `bytes that are not UTF-8 are refused`() {
        #expect(throws: JSONFault(.notUTF8, offset: 0)) { try JSON.parse([0x22, 0xC3, 0x28, 0x22]) }
    }

    @Test func `what is written reads back the same`() throws {
        let value: JSON = [
            "text": "a\u{0}\u{1F}\"\\/é😀\u{2028}", "list": [.number(0.1), .integer(.min), .bool(false)],
            "empty": .object([]),
        ]
        #expect(try JSON.parse(value.bytes) == value)
    }

    @Test func `a hundred thousand random inputs never crash the reader`() {
        var seed: UInt64 = 42
        func next() -> UInt64 {
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return seed >> 33
        }
        let alphabet = Array(#"{}[]",:\u0123456789eE+-.truefalsn "#.utf8) + [0x00, 0xC3, 0xED, 0xA0, 0xFF]
        for _ in 0..<100_000 {
            let bytes = (0..<next() % 24).map { _ in alphabet[Int(next()) % alphabet.count] }
            guard let value = try? JSON.parse(bytes) else { continue }
            #expect((try? JSON.parse(value.bytes)) == value)
        }
    }
}
