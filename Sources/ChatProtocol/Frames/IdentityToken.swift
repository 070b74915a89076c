public import Vocabulary

/// Who a visitor is, signed by the site that embeds the chat: a JSON Web Token (RFC 7519) under HMAC-SHA256 (RFC 7515,
/// `HS256` and nothing else), so that every language's ordinary library can make one. The site and the service share a
/// secret; the page never sees it.
///
/// The claims are `sub` (the site's own name for the customer), `aud` (`warmline`, alone or in a list), `jti` (the token's
/// own name, 8 to 128 characters), `exp` (at most an hour ahead), and if it likes `nbf`, `name`, `email` and `attributes` (an object of texts).
public struct IdentityToken: Hashable, Sendable {
    /// Characters of one, at most.
    public static let longest = 4_096
    /// Longer than that no signature counts.
    public static let longestLife = TimeSpan.hours(1)
    /// For whom it is made: a token that the site signs for somebody else opens nothing here.
    public static let audience = "warmline"
    /// The site's clock may be off by so much.
    public static let skew = TimeSpan.minutes(1)

    /// What the site's secret signs: make its HMAC-SHA256 and give it to ``visitor(at:authenticatedBy:)``.
    public let signedBytes: [UInt8]
    /// Which of the site's secrets, where there are several: while one replaces another.
    public let keyID: String?
    private let claims: [UInt8]
    private let signature: [UInt8]

    /// Takes the token apart; believes nothing yet.
    public init(_ text: String) throws(IdentityFault) {
        guard text.utf8.count <= Self.longest else { throw .malformed }
        let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count == 3, let header = Base64URL.decode(parts[0]), let claims = Base64URL.decode(parts[1]),
            let signature = Base64URL.decode(parts[2]), let object = try? JSON.parse(header), case .object = object
        else { throw .malformed }
        // `none`, other algorithms and extensions that must be understood are how such tokens are forged.
        guard object["alg"] == "HS256", object["crit"] == nil, object["typ"] == nil || object["typ"] == "JWT" else {
            throw .otherAlgorithm
        }
        keyID = if case .string(let name)? = object["kid"] { name } else { nil }
        signedBytes = Array(parts[0]) + [UInt8(ascii: ".")] + Array(parts[1])
        self.claims = claims
        self.signature = signature
    }

    /// - Parameter code: HMAC-SHA256 of ``signedBytes`` under the site's secret, 32 bytes.
    public func visitor(at now: Timestamp, authenticatedBy code: [UInt8]) throws(IdentityFault) -> SignedVisitor {
        guard Self.areEqual(signature, code) else { throw .forged }
        guard let claims = try? JSON.parse(claims), case .string(let subject)? = claims["sub"],
            (1...128).contains(subject.unicodeScalars.count), let expires = Self.moment(claims["exp"])
        else { throw .malformed }
        guard Self.isForUs(claims["aud"]) else { throw .otherAudience }
        guard case .string(let name)? = claims["jti"], (8...128).contains(name.unicodeScalars.count) else {
            throw .nameless
        }
        guard now < expires else { throw .expired }
        guard expires <= now + Self.longestLife + Self.skew else { throw .livesTooLong }
        if claims["nbf"] != nil {
            guard let begins = Self.moment(claims["nbf"]) else { throw .malformed }
            guard begins <= now + Self.skew else { throw .notYet }
        }
        return SignedVisitor(
            subject: subject, name: try Self.text(claims["name"], atMost: 200),
            email: try Self.text(claims["email"], atMost: 254), more: try Self.attributes(claims["attributes"]),
            expires: expires, tokenName: "\(keyID ?? "")/\(name)")
    }

    /// Looks at every byte whatever it finds, so that the time it takes tells nothing.
    private static func areEqual(_ one: [UInt8], _ other: [UInt8]) -> Bool {
        guard one.count == 32, other.count == 32 else { return false }
        var difference: UInt8 = 0
        for index in one.indices { difference |= one[index] ^ other[index] }
        return difference == 0
    }

    /// Seconds since 1970 to the year 9999, parts of a second left out.
    private static func moment(_ json: JSON?) -> Timestamp? {
        switch json {
        case .integer(let seconds) where (0...253_402_300_799).contains(seconds):
            Timestamp(milliseconds: seconds * 1_000)
        case .number(let seconds) where (0..<253_402_300_800).contains(seconds):
            Timestamp(milliseconds: Int64(seconds) * 1_000)
        case .null, .bool, .integer, .number, .string, .array, .object, nil: nil
        }
    }

    private static func isForUs(_ json: JSON?) -> Bool {
        switch json {
        case .string(let one): one == audience
        case .array(let several): several.contains(.string(audience))
        case .null, .bool, .integer, .number, .object, nil: false
        }
    }

    private static func text(_ json: JSON?, atMost length: Int) throws(IdentityFault) -> String? {
        guard let json, json != .null else { return nil }
        guard case .string(let text) = json, text.unicodeScalars.count <= length else { throw .malformed }
        return text.isEmpty ? nil : text
    }

    private static func attributes(_ json: JSON?) throws(IdentityFault) -> [String: String] {
        guard let json, json != .null else { return [:] }
        guard case .object(let members) = json, members.count <= 16 else { throw .malformed }
        var attributes: [String: String] = [:]
        for member in members {
            guard (1...64).contains(member.key.unicodeScalars.count),
                let value = try text(member.value, atMost: 256)
            else { throw .malformed }
            attributes[member.key] = value
        }
        return attributes
    }
}

/// Why a token proves nothing.
public enum IdentityFault: Error, Hashable, Sendable, CaseIterable {
    case malformed
    /// Signed in another way than by HMAC-SHA256.
    case otherAlgorithm
    case forged
    /// A token that was good: a page that was open for long sends it. The visitor is who the conversation says.
    case expired
    case notYet
    case livesTooLong
    /// Made for somebody else.
    case otherAudience
    /// Without a name of its own.
    case nameless

    /// What the site's developer is told; `nil` where nobody did anything wrong.
    public var refusal: Refusal? {
        switch self {
        case .malformed: Refusal(.unauthorized, "'identity' is not a JSON Web Token with the claims 'sub' and 'exp'.")
        case .otherAlgorithm: Refusal(.unauthorized, "'identity' must be signed with HS256.")
        case .forged: Refusal(.unauthorized, "The signature of 'identity' does not fit this service's secret.")
        case .expired: nil
        case .notYet: Refusal(.unauthorized, "'identity' is not valid yet: are the clocks right?")
        case .livesTooLong: Refusal(.unauthorized, "'identity' may be valid for an hour at most.")
        case .otherAudience: Refusal(.unauthorized, "The claim 'aud' of 'identity' must be 'warmline'.")
        case .nameless: Refusal(.unauthorized, "'identity' needs a claim 'jti' of 8 to 128 characters.")
        }
    }
}

/// RFC 4648, section 5, without padding.
enum Base64URL {
    static func decode(_ text: some Sequence<UInt8>) -> [UInt8]? {
        var bytes: [UInt8] = []
        var bits: UInt32 = 0
        var count = 0
        var characters = 0
        for byte in text {
            guard let value = value(of: byte) else { return nil }
            bits = bits << 6 | UInt32(value)
            count += 6
            characters += 1
            guard count >= 8 else { continue }
            count -= 8
            bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
        }
        // One character alone is no byte, and bits left over are nothing: one text for one value.
        guard characters % 4 != 1, bits & (1 << UInt32(count) - 1) == 0 else { return nil }
        return bytes
    }

    private static func value(of byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte - UInt8(ascii: "A")
        case UInt8(ascii: "a")...UInt8(ascii: "z"): byte - UInt8(ascii: "a") + 26
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0") + 52
        case UInt8(ascii: "-"): 62
        case UInt8(ascii: "_"): 63
        default: nil
        }
    }
}
