internal import CZlib

/// A page's file as it travels: what only its authors read is left out, and the rest is compressed. Once, at the start.
enum PackedBody {
    /// A script or a style sheet without its comments and indentation. Only whole lines are taken away, so that nothing
    /// inside a line, such as an address in a string, can be mistaken for a comment.
    static func tightened(_ body: [UInt8]) -> [UInt8] {
        var kept: [UInt8] = []
        kept.reserveCapacity(body.count)
        var isInComment = false
        let end = Array("*/".utf8)
        for line in body.split(separator: 0x0A, omittingEmptySubsequences: true) {
            let text = line.drop { $0 == 0x20 || $0 == 0x09 }
            if isInComment {
                isInComment = text.firstRange(of: end) == nil
                continue
            }
            if text.isEmpty || text.starts(with: "//".utf8) { continue }
            if text.starts(with: "/*".utf8) {
                guard let close = text.firstRange(of: end) else {
                    isInComment = true
                    continue
                }
                if text[close.upperBound...].allSatisfy({ $0 == 0x20 }) { continue }
            }
            kept += text
            kept.append(0x0A)
        }
        return kept
    }

    /// As gzip (RFC 1952), with no time in it: the same bytes give the same bytes. `nil` when that makes it no smaller.
    static func gzipped(_ body: [UInt8]) -> [UInt8]? {
        guard !body.isEmpty, let size = UInt32(exactly: body.count) else { return nil }
        var stream = z_stream()
        guard wl_gzip_begin(&stream) == Z_OK else { return nil }
        defer { deflateEnd(&stream) }
        var input = body
        var output = [UInt8](repeating: 0, count: Int(deflateBound(&stream, UInt(size))))
        let room = UInt32(output.count)
        let result = input.withUnsafeMutableBufferPointer { source in
            output.withUnsafeMutableBufferPointer { target in
                stream.next_in = source.baseAddress
                stream.avail_in = size
                stream.next_out = target.baseAddress
                stream.avail_out = room
                return deflate(&stream, Z_FINISH)
            }
        }
        guard result == Z_STREAM_END, stream.total_out < body.count else { return nil }
        return Array(output.prefix(Int(stream.total_out)))
    }
}
