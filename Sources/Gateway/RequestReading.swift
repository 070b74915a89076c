internal import CLibWebSockets

/// Reads what libwebsockets has parsed of a request. Valid inside a callback, before the header table is dropped.
struct RequestReading {
    let instance: OpaquePointer
    let extraHeaders: [String]

    /// The largest header that is copied; the library itself closes on more than this in all headers.
    private static let bound = 16 * 1024

    /// Every piece of a header: one for each time it stood in the request, or each argument of a query.
    func pieces(_ token: lws_token_indexes) -> [String] {
        guard lws_hdr_total_length(instance, token) > 0 else { return [] }
        var pieces: [String] = []
        while let piece = piece(token, pieces.count) {
            pieces.append(piece)
        }
        return pieces
    }

    private func piece(_ token: lws_token_indexes, _ index: Int) -> String? {
        let length = Int(lws_hdr_fragment_length(instance, token, Int32(index)))
        guard length >= 0, length <= Self.bound else { return nil }
        // A length of 0 may be an empty piece, or none: copying tells.
        var copied: Int32 = -1
        let text = String(unsafeUninitializedCapacity: length + 1) { buffer in
            copied = buffer.withMemoryRebound(to: CChar.self) { characters in
                lws_hdr_copy_fragment(instance, characters.baseAddress, Int32(length + 1), token, Int32(index))
            }
            return max(0, Int(copied))
        }
        return copied < 0 ? nil : text
    }

    func first(_ token: lws_token_indexes) -> String? { pieces(token).first }

    /// A header that the library has no number for. It must stand in the request in lower case or mixed; the parser
    /// lowers names.
    func custom(_ name: String) -> String? {
        let key = name + ":"
        let keyLength = Int32(key.utf8.count)
        let length = Int(lws_hdr_custom_length(instance, key, keyLength))
        guard length >= 0, length <= Self.bound else { return nil }
        var copied: Int32 = -1
        let text = String(unsafeUninitializedCapacity: length + 1) { buffer in
            copied = buffer.withMemoryRebound(to: CChar.self) { characters in
                lws_hdr_custom_copy(instance, characters.baseAddress, Int32(length + 1), key, keyLength)
            }
            return max(0, Int(copied))
        }
        return copied < 0 ? nil : text
    }

    /// Every header of the request that is known or asked for.
    var headers: HTTPHeaders {
        var fields: [HTTPHeaders.Field] = []
        for (token, name) in Self.known {
            for value in pieces(token) {
                fields.append(HTTPHeaders.Field(name: name, value: value))
            }
        }
        for name in extraHeaders {
            guard let value = custom(name) else { continue }
            fields.append(HTTPHeaders.Field(name: name, value: value))
        }
        return HTTPHeaders(fields)
    }

    /// The method and the path.
    var line: (method: String, path: String)? {
        for (token, method) in Self.methods {
            let pieces = pieces(token)
            guard !pieces.isEmpty else { continue }
            return (method, pieces.joined(separator: "&"))
        }
        return nil
    }

    var query: [QueryPair] {
        pieces(WSI_TOKEN_HTTP_URI_ARGS).map { argument in
            guard let equals = argument.firstIndex(of: "=") else { return QueryPair(name: argument, value: "") }
            return QueryPair(
                name: String(argument[..<equals]), value: String(argument[argument.index(after: equals)...]))
        }
    }

    var isHTTP11: Bool { first(WSI_TOKEN_HTTP)?.hasPrefix("HTTP/1.1") ?? false }

    private static let methods: [(lws_token_indexes, String)] = [
        (WSI_TOKEN_GET_URI, "GET"), (WSI_TOKEN_POST_URI, "POST"), (WSI_TOKEN_HEAD_URI, "HEAD"),
        (WSI_TOKEN_PUT_URI, "PUT"), (WSI_TOKEN_PATCH_URI, "PATCH"), (WSI_TOKEN_DELETE_URI, "DELETE"),
        (WSI_TOKEN_OPTIONS_URI, "OPTIONS"),
    ]

    /// The library's numbers for headers, with their names; what is no header (methods, HTTP/2) left out.
    private static let known: [(lws_token_indexes, String)] = (0..<WSI_TOKEN_COUNT.rawValue).compactMap { number in
        let token = lws_token_indexes(rawValue: number)
        guard let name = lws_token_to_string(token) else { return nil }
        let text = name.withMemoryRebound(to: CChar.self, capacity: 1) { String(cString: $0) }
        guard text.hasSuffix(":"), !text.hasPrefix(":"), text.utf8.count > 1 else { return nil }
        return (token, String(text.dropLast()))
    }
}
