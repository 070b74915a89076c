import ChatProtocol
import Testing
import Vocabulary

/// Tokens made with Python's `hmac`, so that nothing here agrees with itself alone.
@Suite struct IdentityTokenTests {
    static let now = Timestamp(milliseconds: 1767603600_000)

    private static let good =
        "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJDLTciLCJleHAiOjE3Njc2MDQyMDAsIm5iZiI6MTc2NzYwMzYw"
        + "MCwibmFtZSI6Ik1heWEgT2thZm9yIiwiZW1haWwiOiJtYXlhQHNob3AuZXhhbXBsZSIsImF0dHJpYnV0ZXMiOnsicGxhbiI6I"
        + "mdvbGQifSwiYXVkIjoid2FybWxpbmUiLCJqdGkiOiIzZjJhOWMxZSJ9.2JIPchmx3mH0Z5BUUnI6oBfewXYGHkBBD36TBrvvz"
        + "7Y"

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
                    expires: Self.now + .minutes(10), tokenName: "/3f2a9c1e"))
    }

    @Test func `a name and a key's name may be there or not`() throws {
        let text =
            "eyJhbGciOiJIUzI1NiIsImtpZCI6IjIwMjYtYSJ9.eyJzdWIiOiJDLTgiLCJleHAiOjE3Njc2MDM2NjAuNSwiYXVkIjoid2Fy"
            + "bWxpbmUiLCJqdGkiOiIzZjJhOWMxZSJ9.-n6Gxq-61lLX6RqVKgI_pmiUyR89XQjQbetT4k9NI2c"
        #expect(try IdentityToken(text).keyID == "2026-a")
        let visitor = try visitor(text)
        #expect(
            visitor == SignedVisitor(subject: "C-8", expires: Self.now + .seconds(60), tokenName: "2026-a/3f2a9c1e"))
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
            "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJDLTciLCJleHAiOjE3Njc2MDM2MDAsIm5iZiI6MTc2NzYwMzYw"
                + "MCwibmFtZSI6Ik1heWEgT2thZm9yIiwiZW1haWwiOiJtYXlhQHNob3AuZXhhbXBsZSIsImF0dHJpYnV0ZXMiOnsicGxhbiI6I"
                + "mdvbGQifSwiYXVkIjoid2FybWxpbmUiLCJqdGkiOiIzZjJhOWMxZSJ9.OU8VdeN2vBMld33IO_b-3imfMmgTYynP-1W7OShgu"
                + "QM"
        ),
        (
            IdentityFault.livesTooLong,
            "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJDLTciLCJleHAiOjE3Njc2MDcyNjEsIm5iZiI6MTc2NzYwMzYw"
                + "MCwibmFtZSI6Ik1heWEgT2thZm9yIiwiZW1haWwiOiJtYXlhQHNob3AuZXhhbXBsZSIsImF0dHJpYnV0ZXMiOnsicGxhbiI6I"
                + "mdvbGQifSwiYXVkIjoid2FybWxpbmUiLCJqdGkiOiIzZjJhOWMxZSJ9.NImoWZES8sZ21dQjFEebbxXZSjZnF2s69ACa8XQdE"
                + "8E"
        ),
        (
            IdentityFault.otherAudience,
            "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJDLTciLCJleHAiOjE3Njc2MDQyMDAsIm5iZiI6MTc2NzYwMzYw"
                + "MCwibmFtZSI6Ik1heWEgT2thZm9yIiwiZW1haWwiOiJtYXlhQHNob3AuZXhhbXBsZSIsImF0dHJpYnV0ZXMiOnsicGxhbiI6I"
                + "mdvbGQifSwianRpIjoiM2YyYTljMWUifQ.gsPpjHkLKxZswwQSf3FWb60UMbPj8Sz0BGfCzZAYDK0"
        ),
        (
            IdentityFault.otherAudience,
            "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJDLTciLCJleHAiOjE3Njc2MDQyMDAsIm5iZiI6MTc2NzYwMzYw"
                + "MCwibmFtZSI6Ik1heWEgT2thZm9yIiwiZW1haWwiOiJtYXlhQHNob3AuZXhhbXBsZSIsImF0dHJpYnV0ZXMiOnsicGxhbiI6I"
                + "mdvbGQifSwiYXVkIjpbInNob3AiLCJvdGhlciJdLCJqdGkiOiIzZjJhOWMxZSJ9.mAYcVB3tRu7y9w0Q4OPOO74wLEvjx8lBu"
                + "qGq2rvS5EE"
        ),
        (
            IdentityFault.nameless,
            "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJDLTciLCJleHAiOjE3Njc2MDQyMDAsIm5iZiI6MTc2NzYwMzYw"
                + "MCwibmFtZSI6Ik1heWEgT2thZm9yIiwiZW1haWwiOiJtYXlhQHNob3AuZXhhbXBsZSIsImF0dHJpYnV0ZXMiOnsicGxhbiI6I"
                + "mdvbGQifSwiYXVkIjoid2FybWxpbmUifQ.y-y9mIjRvIBgLAfm8nNlbmQ5ZoxdMqiFqslgEqfG7Ls"
        ),
        (
            IdentityFault.nameless,
            "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJDLTciLCJleHAiOjE3Njc2MDQyMDAsIm5iZiI6MTc2NzYwMzYw"
                + "MCwibmFtZSI6Ik1heWEgT2thZm9yIiwiZW1haWwiOiJtYXlhQHNob3AuZXhhbXBsZSIsImF0dHJpYnV0ZXMiOnsicGxhbiI6I"
                + "mdvbGQifSwiYXVkIjoid2FybWxpbmUiLCJqdGkiOiIxIn0._y_qnXIBSHiwWLT9l_VWFBIcCDt1kYcwdhB9QjBW1ek"
        ),
        (
            IdentityFault.notYet,
            "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJDLTciLCJleHAiOjE3Njc2MDQyMDAsIm5iZiI6MTc2NzYwMzcy"
                + "MCwibmFtZSI6Ik1heWEgT2thZm9yIiwiZW1haWwiOiJtYXlhQHNob3AuZXhhbXBsZSIsImF0dHJpYnV0ZXMiOnsicGxhbiI6I"
                + "mdvbGQifSwiYXVkIjoid2FybWxpbmUiLCJqdGkiOiIzZjJhOWMxZSJ9.mOSRWt6_QzwuqRYSNXM7GiwGXiEaTgNfjkS7PeifD"
                + "To"
        ),
        (
            IdentityFault.malformed,
            "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJleHAiOjE3Njc2MDQyMDAsIm5iZiI6MTc2NzYwMzYwMCwibmFtZSI6Ik1h"
                + "eWEgT2thZm9yIiwiZW1haWwiOiJtYXlhQHNob3AuZXhhbXBsZSIsImF0dHJpYnV0ZXMiOnsicGxhbiI6ImdvbGQifSwiYXVkI"
                + "joid2FybWxpbmUiLCJqdGkiOiIzZjJhOWMxZSJ9.XWOx_zWm9W4aGBax8ZMlZZk8KvMVHEIaWSIpejSgr18"
        ),
        (
            IdentityFault.malformed,
            "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJDLTciLCJuYmYiOjE3Njc2MDM2MDAsIm5hbWUiOiJNYXlhIE9r"
                + "YWZvciIsImVtYWlsIjoibWF5YUBzaG9wLmV4YW1wbGUiLCJhdHRyaWJ1dGVzIjp7InBsYW4iOiJnb2xkIn0sImF1ZCI6Indhc"
                + "m1saW5lIiwianRpIjoiM2YyYTljMWUifQ.l95HO5wS2uoCG0aOpBTaIp2yzDNaugXPdRjtVjScwL4"
        ),
        (
            IdentityFault.malformed,
            "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJDLTciLCJleHAiOiJzb29uIiwibmJmIjoxNzY3NjAzNjAwLCJu"
                + "YW1lIjoiTWF5YSBPa2Fmb3IiLCJlbWFpbCI6Im1heWFAc2hvcC5leGFtcGxlIiwiYXR0cmlidXRlcyI6eyJwbGFuIjoiZ29sZ"
                + "CJ9LCJhdWQiOiJ3YXJtbGluZSIsImp0aSI6IjNmMmE5YzFlIn0.VPGVeTEKAGV9c-aMjmOTON8nK8f0jA_umMhwalA5JgM"
        ),
        (
            IdentityFault.malformed,
            "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJDLTciLCJleHAiOjE3Njc2MDQyMDAsIm5iZiI6MTc2NzYwMzYw"
                + "MCwibmFtZSI6Ik1heWEgT2thZm9yIiwiZW1haWwiOiJtYXlhQHNob3AuZXhhbXBsZSIsImF0dHJpYnV0ZXMiOnsicGxhbiI6M"
                + "30sImF1ZCI6Indhcm1saW5lIiwianRpIjoiM2YyYTljMWUifQ.wM0LHcRTI-mSJ0wOovjrSfA0lV5brLuJCGJTD0sVtME"
        ),
        (
            IdentityFault.malformed,
            "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIiLCJleHAiOjE3Njc2MDQyMDAsIm5iZiI6MTc2NzYwMzYwMCwi"
                + "bmFtZSI6Ik1heWEgT2thZm9yIiwiZW1haWwiOiJtYXlhQHNob3AuZXhhbXBsZSIsImF0dHJpYnV0ZXMiOnsicGxhbiI6Imdvb"
                + "GQifSwiYXVkIjoid2FybWxpbmUiLCJqdGkiOiIzZjJhOWMxZSJ9.VKALRTWHVvgdFD8J7pG6se0Gmy9POUlPyxEBFY0p62k"
        ),
    ])
    func `what a well signed token lacks is told`(_ fault: IdentityFault, _ text: String) {
        #expect(throws: fault) { try visitor(text) }
    }

    @Test(arguments: [
        "eyJhbGciOiJub25lIn0.eyJzdWIiOiJDLTciLCJleHAiOjE3Njc2MDQyMDAsIm5iZiI6MTc2NzYwMzYwMCwibmFtZSI6Ik1he"
            + "WEgT2thZm9yIiwiZW1haWwiOiJtYXlhQHNob3AuZXhhbXBsZSIsImF0dHJpYnV0ZXMiOnsicGxhbiI6ImdvbGQifSwiYXVkIj"
            + "oid2FybWxpbmUiLCJqdGkiOiIzZjJhOWMxZSJ9.Nuk6XyPIPtQYSaZL39toaJu1_EedKc0M5Bs0ivN9tb8",
        "eyJhbGciOiJIUzI1NiIsImNyaXQiOlsiYjY0Il19.eyJzdWIiOiJDLTciLCJleHAiOjE3Njc2MDQyMDAsIm5iZiI6MTc2NzYw"
            + "MzYwMCwibmFtZSI6Ik1heWEgT2thZm9yIiwiZW1haWwiOiJtYXlhQHNob3AuZXhhbXBsZSIsImF0dHJpYnV0ZXMiOnsicGxhb"
            + "iI6ImdvbGQifSwiYXVkIjoid2FybWxpbmUiLCJqdGkiOiIzZjJhOWMxZSJ9.Ije0J_1m6Kp7ymsXHelFNANxJ0Q3_Zxkj0chz"
            + "R-KDBc",
        "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJDLTciLCJleHAiOjE3Njc2MDQyMDAsIm5iZiI6MTc2NzYwMzYwMCwibmFtZSI6Ik1h"
            + "eWEgT2thZm9yIiwiZW1haWwiOiJtYXlhQHNob3AuZXhhbXBsZSIsImF0dHJpYnV0ZXMiOnsicGxhbiI6ImdvbGQifSwiYXVkI"
            + "joid2FybWxpbmUiLCJqdGkiOiIzZjJhOWMxZSJ9.g6k3nItI1pHb0s1CvN8kRcLlqBFIoPZ1qa35O8XChiM",
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
