import ChatProtocol
import PlaybookModel
import Store
import Switchboard
import Testing
import Vocabulary

/// A site says who its visitor is.
@Suite struct IdentityTests {
    private static let maya = claims(subject: "C-7", name: "Maya")
    private static let omar = claims(subject: "C-8", name: "Omar")

    /// Seconds from now until it has expired.
    private static func claims(
        subject: String, name: String, expiresIn seconds: Int = 600, called jti: String = "12345678"
    ) -> String {
        let now = ManualClock().now.milliseconds / 1_000
        return
            #"{"sub":"\#(subject)","aud":"warmline","jti":"\#(jti)","name":"\#(name)","exp":\#(now + Int64(seconds))}"#
    }

    /// Signed anew, as a site does for each page.
    private static func maya(_ number: Int) -> String {
        ToySignatures.token(claims(subject: "C-7", name: "Maya", called: "maya-\(1_000 + number)"))
    }

    private func hello(_ identity: String?, token: String? = nil, secret: String? = nil) -> [UInt8] {
        var members: [JSON.Member] = [.init("type", "hello"), .init("v", 1)]
        if let secret { members.append(.init("secret", .string(secret))) }
        if let token { members.append(.init("token", .string(token))) }
        if let identity { members.append(.init("identity", .string(identity))) }
        return JSON.object(members).bytes
    }

    /// Says hello and returns the answer: a welcome or a refusal.
    private func answer(
        of bench: Bench, to hello: [UInt8], signatures: (any SiteSignatures)? = ToySignatures()
    ) async -> (frame: JSON, wire: RecordingWire) {
        let wire = RecordingWire()
        bench.visitor(over: wire, signatures: signatures).received(hello)
        await wire.wait { frames, _ in frames.contains { $0["type"] == "welcome" || $0["type"] == "refused" } }
        return (wire.frames[0], wire)
    }

    private func opening(of frame: JSON, in bench: Bench) async throws -> Opening? {
        guard case .string(let name)? = frame["conversation"] else { return nil }
        guard case .opened(let opening)? = try await bench.events(of: ConversationID(name)).first?.event else {
            return nil
        }
        return opening
    }

    private func isWelcomeBack(_ text: JSON?) -> Bool {
        if case .string(let text)? = text { text.hasPrefix("Words of welcome_back") } else { false }
    }

    private func pass(_ frame: JSON) -> String? {
        if case .string(let token)? = frame["token"] { token } else { nil }
    }

    @Test func `a signed visitor's conversation begins as theirs`() async throws {
        let bench = try Bench()
        let (welcome, _) = await answer(of: bench, to: hello(ToySignatures.token(Self.maya)))
        #expect(welcome["identity"] == "signed")
        let opening = try #require(try await opening(of: welcome, in: bench))
        #expect(opening.identity == .signed)
        #expect(opening.signed == ["id": "C-7", "name": "Maya"])
        #expect(opening.visitor == "customer-C-7")
    }

    @Test func `a token opens what its visitor may read, and one from before the proof only what anybody may`()
        async throws
    {
        let bench = try Bench()
        let (first, _) = await answer(of: bench, to: hello(nil))
        let old = try #require(pass(first))
        let visitors = bench.visitors(ToySignatures())
        #expect(await visitors.readers(holding: old).audiences == ["public"])
        let (signed, _) = await answer(of: bench, to: hello(Self.maya(1), token: old))
        let token = try #require(pass(signed))
        #expect(await visitors.readers(holding: token).audiences == ["public", "signed_in"])
        for none in [old, token + "x", ""] {
            #expect(await visitors.readers(holding: none).audiences == ["public"])
        }
    }

    @Test func `who says nothing is anonymous, and needs no secret`() async throws {
        let (welcome, _) = await answer(of: try Bench(), to: hello(nil), signatures: nil)
        #expect(welcome["identity"] == "anonymous")
    }

    @Test(
        arguments: [
            ToySignatures.token(maya, keyID: "old"), ToySignatures.token(maya, secret: "another"),
            ToySignatures.token(maya).replacing(".", with: "..", maxReplacements: 1),
            ToySignatures.token(claims(subject: "C-7", name: "Maya", expiresIn: 200_000)),
            ToySignatures.token(maya, algorithm: "none"),
        ]) func `what is not signed well is refused, and the door closes`(_ identity: String) async throws
    {
        let bench = try Bench()
        let (refusal, wire) = await answer(of: bench, to: hello(identity))
        #expect(refusal["code"] == "unauthorized")
        await wire.wait { _, code in code != nil }
        #expect(wire.closeCode == 1008)
    }

    @Test func `one visitor's signature under another's name is refused`() async throws {
        let maya = ToySignatures.token(Self.maya).split(separator: ".")
        let omar = ToySignatures.token(Self.omar).split(separator: ".")
        let (refusal, _) = await answer(of: try Bench(), to: hello("\(omar[0]).\(omar[1]).\(maya[2])"))
        #expect(refusal["code"] == "unauthorized")
    }

    @Test func `without a secret nobody is taken at their word`() async throws {
        let (refusal, wire) = await answer(
            of: try Bench(), to: hello(ToySignatures.token(Self.maya)), signatures: nil)
        #expect(refusal["code"] == "unauthorized")
        await wire.wait { _, code in code != nil }
    }

    @Test func `what was signed once goes on as without it`() async throws {
        let bench = try Bench()
        let old = ToySignatures.token(Self.claims(subject: "C-7", name: "Maya", expiresIn: -1))
        let (welcome, _) = await answer(of: bench, to: hello(old))
        #expect(welcome["identity"] == "anonymous")
        #expect(try await opening(of: welcome, in: bench)?.signed == [:])
    }

    @Test func `who signs in on the way goes on in the same conversation, and it is written once`() async throws {
        let bench = try Bench()
        let (first, _) = await answer(of: bench, to: hello(nil))
        let token = try #require(pass(first))
        for number in 1...3 {
            let (again, _) = await answer(of: bench, to: hello(Self.maya(number), token: token))
            #expect(again["identity"] == "signed")
            #expect(again["conversation"] == first["conversation"])
        }
        guard case .string(let name)? = first["conversation"] else { return }
        let proofs = try await bench.events(of: ConversationID(name)).filter {
            if case .verified("identity.signed", _) = $0.event { true } else { false }
        }
        #expect(proofs.count == 1)
    }

    /// Somebody put their own token into the visitor's browser, and waits (`security.md`, check 21).
    @Test func `who is known gets a new token, and the old one opens nothing of theirs any more`() async throws {
        let bench = try Bench()
        let (first, _) = await answer(of: bench, to: hello(nil))
        let old = try #require(pass(first))
        let (known, _) = await answer(of: bench, to: hello(ToySignatures.token(Self.maya), token: old))
        let new = try #require(pass(known))
        #expect(new != old)
        let (stranger, _) = await answer(of: bench, to: hello(nil, token: old))
        #expect(stranger["code"] == "unauthorized")
        // Whoever else is signed and holds it gets a conversation of their own.
        let (other, _) = await answer(of: bench, to: hello(ToySignatures.token(Self.omar), token: old))
        #expect(other["conversation"] != first["conversation"])
        #expect(other["visitor"] != known["visitor"])
        // The page may leave the signature out from then on: the new token says it.
        let (later, _) = await answer(of: bench, to: hello(nil, token: new))
        #expect(later["conversation"] == first["conversation"])
        #expect(later["identity"] == "signed")
    }

    @Test func `a conversation is shown to nobody else, whoever signs`() async throws {
        let bench = try Bench()
        let (first, _) = await answer(of: bench, to: hello(ToySignatures.token(Self.maya)))
        let token = try #require(pass(first))
        let omar = ToySignatures.token(Self.claims(subject: "C-8", name: "Omar", called: "omar-1000"))
        let (refusal, wire) = await answer(of: bench, to: hello(omar, token: token))
        #expect(refusal["code"] == "not_allowed")
        #expect(!wire.frames.contains { $0["type"] == "welcome" || $0["type"] == "event" })
    }

    @Test func `a signed visitor is met as who was here before, on any machine`() async throws {
        let bench = try Bench()
        let (first, wire) = await answer(of: bench, to: hello(ToySignatures.token(Self.maya)))
        let token = try #require(pass(first))
        let session = bench.visitor(over: wire, signatures: ToySignatures())
        session.received(hello(nil, token: token))
        session.received(
            JSON.object([
                .init("type", "say"), .init("cmid", .string(Bench.cmid(1).rawValue)), .init("text", "refund"),
            ]).bytes)
        await wire.waitFor(type: "ack")
        let (second, elsewhere) = await answer(of: bench, to: hello(Self.maya(2)))
        #expect(second["conversation"] != first["conversation"])
        #expect(second["visitor"] == first["visitor"])
        await elsewhere.wait { frames, _ in frames.contains { isWelcomeBack($0["text"]) } }
        let (other, _) = await answer(of: bench, to: hello(ToySignatures.token(Self.omar)))
        #expect(other["visitor"] != first["visitor"])
    }

    @Test func `a signed token that somebody else has used opens nothing, also after a restart`() async throws {
        let bench = try Bench()
        let secret = "page-secret-0000000000001"
        let (first, _) = await answer(of: bench, to: hello(Self.maya(1), secret: secret))
        let token = try #require(pass(first))
        let (copied, _) = await answer(of: bench, to: hello(Self.maya(1)))
        #expect(copied["code"] == "unauthorized")
        let (elsewhere, _) = await answer(of: bench, to: hello(Self.maya(1), secret: "page-secret-0000000000002"))
        #expect(elsewhere["code"] == "unauthorized")
        // The page itself may lose its connection before it was welcomed, and who was welcomed has a token.
        let (samePage, _) = await answer(of: bench, to: hello(Self.maya(1), secret: secret))
        #expect(samePage["identity"] == "signed")
        let again = try await bench.restarted()
        let (late, _) = await answer(of: again, to: hello(Self.maya(1)))
        #expect(late["code"] == "unauthorized")
        let (holder, _) = await answer(of: again, to: hello(Self.maya(1), token: token))
        #expect(holder["conversation"] == first["conversation"])
    }

    @Test func `a token whose conversation is not here opens a new one for the same browser`() async throws {
        let (welcome, _) = await answer(of: try Bench(), to: hello(nil, token: "v-1 c-gone 0"), signatures: nil)
        #expect(welcome["identity"] == "session")
    }
}

/// Signs with a sum in place of HMAC-SHA256, which is an edge's.
private struct ToySignatures: SiteSignatures {
    func code(of bytes: [UInt8], keyID: String?) -> [UInt8]? {
        keyID == "2026-a" ? Self.code(of: bytes, secret: "the site's secret") : nil
    }

    func visitor(for subject: String) -> VisitorID { VisitorID("customer-\(subject)") }

    private static func code(of bytes: [UInt8], secret: String) -> [UInt8] {
        var sum: UInt64 = 14_695_981_039_346_656_037
        for byte in Array(secret.utf8) + bytes { sum = (sum ^ UInt64(byte)) &* 1_099_511_628_211 }
        return (0..<32).map { place in
            sum = (sum ^ UInt64(place)) &* 1_099_511_628_211
            return UInt8(truncatingIfNeeded: sum >> 32)
        }
    }

    static func token(
        _ claims: String, keyID: String = "2026-a", algorithm: String = "HS256", secret: String = "the site's secret"
    ) -> String {
        let header = #"{"alg":"\#(algorithm)","kid":"\#(keyID)"}"#
        let body = "\(base64URL(Array(header.utf8))).\(base64URL(Array(claims.utf8)))"
        return "\(body).\(base64URL(code(of: Array(body.utf8), secret: secret)))"
    }

    private static func base64URL(_ bytes: [UInt8]) -> String {
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
        var text = ""
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let part = bytes[start..<min(start + 3, bytes.count)]
            let bits = part.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - part.count))
            for place in 0...part.count { text.append(letters[bits >> (18 - 6 * place) & 63]) }
        }
        return text
    }
}
