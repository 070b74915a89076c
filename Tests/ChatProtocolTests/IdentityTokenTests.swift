import ChatProtocol
import Testing
import Vocabulary

/// Tokens made with Python's `hmac`, so that nothing here agrees with itself alone.
@Suite struct IdentityTokenTests {
    static let now = Timestamp(milliseconds: 1767603600_000)

    private static let good =
        "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJDLTciLCJleHAiOjE3Njc2MDQyMDAsIm5iZiI6MTc2NzYwMzY"
        + "wMCwibmFtZSI6Ik1heWEgT2thZm9yIiwiZW1haWwiOiJtYXlhQHNob3AuZXhhbXBsZSIsImF0dHJpYnV0ZXMiOnsicGxhbiI"
        + "6ImdvbGQifX0.AaGq7Q4ffOLEpnip6OK96j_iBTVVYnEsmowmjHVpd2A"

    /// The last part of a token is the code its site made; whoever knows the secret makes the same.
    private func visitor(_ text: String, at now: Timestamp = now) throws(IdentityFault) -> SignedVisitor {
        let token = try IdentityToken(text)
        return try token.visitor(at: now, authenticatedBy: Self.code(of: text))
    }

    private static func code(of text: String) -> [UInt8] {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
        let bits = (text.split(separator: ".").last ?? "").flatMap { character in
            let value = alphabet.firstIndex(of: character) ?? 0
            return (0..<6).reversed().map { value >> $0 & 1 }
        }
        return (0..<bits.count / 8).map { byte in
            UInt8(bits[byte * 8..<byte * 8 + 8].reduce(0) { $0 << 1 | $1 })
        }
    }

    @Test func `a token that the site signed says who the visitor is`() throws {
        let visitor = try visitor(Self.good)
        #expect(
            visitor
                == SignedVisitor(
                    subject: "C-7", name: "Maya Okafor", email: "maya@shop.example", more: ["plan": "gold"],
                    expires: Self.now + .minutes(10)))
    }

    @Test func `a name and a key's name may be there or not`() throws {
        let text =
            "eyJhbGciOiJIUzI1NiIsImtpZCI6IjIwMjYtYSJ9.eyJzdWIiOiJDLTgiLCJleHAiOjE3Njc2MDM2NjAuNX0.OFb9Xq_ymKn"
            + "-rP-F9Jv0yq1GERyW_dj7XcP7Cqc7EHY"
        #expect(try IdentityToken(text).keyID == "2026-a")
        #expect(try visitor(text) == SignedVisitor(subject: "C-8", expires: Self.now + .seconds(60)))
    }

    @Test func `the bytes to sign are the first two parts as they stand`() throws {
        let token = try IdentityToken(Self.good)
        let parts = Self.good.split(separator: ".")
        #expect(String(decoding: token.signedBytes, as: UTF8.self) == "\(parts[0]).\(parts[1])")
        #expect(token.keyID == nil)
    }

    @Test func `one bit of the code off is a forgery, wherever it is, and so is a code cut short`() throws {
        let token = try IdentityToken(Self.good)
        let code = Self.code(of: Self.good)
        for index in code.indices {
            var wrong = code
            wrong[index] ^= 1
            #expect(throws: IdentityFault.forged) { try token.visitor(at: Self.now, authenticatedBy: wrong) }
        }
        for wrong in [[], Array(code.dropLast()), code + [0]] {
            #expect(throws: IdentityFault.forged) { try token.visitor(at: Self.now, authenticatedBy: wrong) }
        }
    }

    /// Well signed, and of no use all the same.
    @Test(arguments: [
        (
            IdentityFault.expired,
            "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJDLTciLCJleHAiOjE3Njc2MDM2MDAsIm5iZiI6MTc2NzYwMzY"
                + "wMCwibmFtZSI6Ik1heWEgT2thZm9yIiwiZW1haWwiOiJtYXlhQHNob3AuZXhhbXBsZSIsImF0dHJpYnV0ZXMiOnsicGxhbiI"
                + "6ImdvbGQifX0.EKzM02GdgfYb0oOQnYr8tKSl0KcYZt8THyu66QDgZp0"
        ),
        (
            IdentityFault.livesTooLong,
            "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJDLTciLCJleHAiOjE3Njc2OTM2MDAsIm5iZiI6MTc2NzYwMzY"
                + "wMCwibmFtZSI6Ik1heWEgT2thZm9yIiwiZW1haWwiOiJtYXlhQHNob3AuZXhhbXBsZSIsImF0dHJpYnV0ZXMiOnsicGxhbiI"
                + "6ImdvbGQifX0.qmaCjQ6t-hysPjVwqDf-HZnWkLMPSwNebeSlCr304gk"
        ),
        (
            IdentityFault.notYet,
            "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJDLTciLCJleHAiOjE3Njc2MDQyMDAsIm5iZiI6MTc2NzYwMzc"
                + "yMCwibmFtZSI6Ik1heWEgT2thZm9yIiwiZW1haWwiOiJtYXlhQHNob3AuZXhhbXBsZSIsImF0dHJpYnV0ZXMiOnsicGxhbiI"
                + "6ImdvbGQifX0.Nq8uNs9pxOocPKCKzgVM5IHPy1Na82p3sRWO6q0VnEc"
        ),
        (
            IdentityFault.malformed,
            "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJleHAiOjE3Njc2MDQyMDAsIm5iZiI6MTc2NzYwMzYwMCwibmFtZSI6Ik1"
                + "heWEgT2thZm9yIiwiZW1haWwiOiJtYXlhQHNob3AuZXhhbXBsZSIsImF0dHJpYnV0ZXMiOnsicGxhbiI6ImdvbGQifX0.6Q3"
                + "2c6DHCmpkNAfPOns-3f1VgHm46rm3i0yliJA-8Hw"
        ),
        (
            IdentityFault.malformed,
            "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJDLTciLCJuYmYiOjE3Njc2MDM2MDAsIm5hbWUiOiJNYXlhIE9"
                + "rYWZvciIsImVtYWlsIjoibWF5YUBzaG9wLmV4YW1wbGUiLCJhdHRyaWJ1dGVzIjp7InBsYW4iOiJnb2xkIn19.MQ3VnpQoB5"
                + "XmmJ4DrrbOmiGYoWQtYlqHblCnEvhyJzg"
        ),
        (
            IdentityFault.malformed,
            "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJDLTciLCJleHAiOiJzb29uIiwibmJmIjoxNzY3NjAzNjAwLCJ"
                + "uYW1lIjoiTWF5YSBPa2Fmb3IiLCJlbWFpbCI6Im1heWFAc2hvcC5leGFtcGxlIiwiYXR0cmlidXRlcyI6eyJwbGFuIjoiZ29"
                + "sZCJ9fQ.Tr61R5yYkltholkse9mgCk8Cb9sxcLt_EMxkT4Zv63U"
        ),
        (
            IdentityFault.malformed,
            "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJDLTciLCJleHAiOjE3Njc2MDQyMDAsIm5iZiI6MTc2NzYwMzY"
                + "wMCwibmFtZSI6Ik1heWEgT2thZm9yIiwiZW1haWwiOiJtYXlhQHNob3AuZXhhbXBsZSIsImF0dHJpYnV0ZXMiOnsicGxhbiI"
                + "6M319.vWmTne3z1mEraywtWYiVzvRVHbygtMesCe4k0IK46qg"
        ),
        (
            IdentityFault.malformed,
            "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIiLCJleHAiOjE3Njc2MDQyMDAsIm5iZiI6MTc2NzYwMzYwMCw"
                + "ibmFtZSI6Ik1heWEgT2thZm9yIiwiZW1haWwiOiJtYXlhQHNob3AuZXhhbXBsZSIsImF0dHJpYnV0ZXMiOnsicGxhbiI6Imd"
                + "vbGQifX0.3sunZy5MxV6omBZLtiwDU56D-sqe5cLQwKwG_g6TJvs"
        ),
    ])
    func `what a well signed token lacks is told`(_ fault: IdentityFault, _ text: String) {
        #expect(throws: fault) { try visitor(text) }
    }

    @Test(arguments: [
        "eyJhbGciOiJub25lIn0.eyJzdWIiOiJDLTciLCJleHAiOjE3Njc2MDQyMDAsIm5iZiI6MTc2NzYwMzYwMCwibmFtZSI6Ik1h"
            + "eWEgT2thZm9yIiwiZW1haWwiOiJtYXlhQHNob3AuZXhhbXBsZSIsImF0dHJpYnV0ZXMiOnsicGxhbiI6ImdvbGQifX0.jYGA"
            + "buGHJb0avhbfX_4isJwn-GOvq5T5QLRo5sQXybA",
        "eyJhbGciOiJIUzI1NiIsImNyaXQiOlsiYjY0Il19.eyJzdWIiOiJDLTciLCJleHAiOjE3Njc2MDQyMDAsIm5iZiI6MTc2NzY"
            + "wMzYwMCwibmFtZSI6Ik1heWEgT2thZm9yIiwiZW1haWwiOiJtYXlhQHNob3AuZXhhbXBsZSIsImF0dHJpYnV0ZXMiOnsicGx"
            + "hbiI6ImdvbGQifX0.igPxfo2rAk9M7UQ3NM-CfH8edJfKcDUOPse3j7UZMac",
        "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJDLTciLCJleHAiOjE3Njc2MDQyMDAsIm5iZiI6MTc2NzYwMzYwMCwibmFtZSI6Ik1"
            + "heWEgT2thZm9yIiwiZW1haWwiOiJtYXlhQHNob3AuZXhhbXBsZSIsImF0dHJpYnV0ZXMiOnsicGxhbiI6ImdvbGQifX0.OxI"
            + "TvX5We-Ro7ilN4goXuGEkrCG9fKUeiPUIi9v8k7w",
    ])
    func `no other algorithm and no extension is believed`(_ text: String) {
        #expect(throws: IdentityFault.otherAlgorithm) { try IdentityToken(text) }
    }

    @Test(arguments: [
        "", "a.b.c", "..", "e30.e30", "e30.e30.e30.e30", "e30=.e30.e30", "W10.e30.e30",
        String(repeating: "A", count: IdentityToken.longest + 1),
    ])
    func `what is no token is taken for none`(_ text: String) {
        #expect(throws: IdentityFault.self) { try IdentityToken(text) }
    }

    @Test func `only an old token is nobody's fault`() {
        for fault in IdentityFault.allCases {
            #expect((fault.refusal == nil) == (fault == .expired))
            #expect(fault.refusal?.code ?? .unauthorized == .unauthorized)
        }
    }
}
