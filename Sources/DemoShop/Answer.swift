internal import Foundation

/// What a route did, as a status and JSON.
struct Answer: Sendable {
    let status: Int
    let json: JSON
}

/// Why a route did nothing. Thrown inside a transaction it takes every write of it back.
struct Refusal: Error {
    let status: Int
    /// Stable; what programs branch on.
    let code: String
    /// One sentence for people.
    let message: String
    var retryAfterSeconds: Int64?

    var json: JSON { ["error": .text(code), "message": .text(message)] }

    static let noSuchRoute = Refusal(status: 404, code: "no_such_route", message: "There is no such route.")
    static let unauthorized = Refusal(status: 401, code: "unauthorized", message: "A valid bearer token is needed.")
    static let notFound = Refusal(status: 404, code: "not_found", message: "No such order or line.")
    static let missingKey = Refusal(
        status: 400, code: "missing_idempotency_key", message: "This route wants an Idempotency-Key header.")
    static let inProgress = Refusal(
        status: 409, code: "idempotency_in_progress", message: "A request under this key is still being worked on.",
        retryAfterSeconds: 1)
    static let keyConflict = Refusal(
        status: 422, code: "idempotency_conflict", message: "This key was used for another request.")
    static let badRequest = Refusal(status: 400, code: "bad_request", message: "The body is not readable JSON.")
    static let unavailable = Refusal(
        status: 503, code: "unavailable", message: "The shop cannot reach its database.", retryAfterSeconds: 2)

    static func invalid(_ field: String) -> Refusal {
        Refusal(status: 422, code: "invalid", message: "'\(field)' is missing or not of the expected kind.")
    }
}

/// Reads a request's body, telling unreadable JSON from a field that is missing or odd.
func body<Fields: Decodable>(_ bytes: [UInt8], as fields: Fields.Type) throws(Refusal) -> Fields {
    do {
        return try JSONDecoder().decode(fields, from: Data(bytes))
    } catch DecodingError.keyNotFound(let key, _) {
        throw .invalid(key.stringValue)
    } catch DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context) {
        throw .invalid(context.codingPath.last?.stringValue ?? "body")
    } catch DecodingError.dataCorrupted(let context) where !context.codingPath.isEmpty {
        throw .invalid(context.codingPath.last?.stringValue ?? "body")
    } catch {
        // The decoder also calls a number that does not fit corrupted data, without saying whose.
        let isReadable = (try? JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)) != nil
        throw isReadable ? .invalid("body") : .badRequest
    }
}
