internal import CWebAssets
internal import Gateway
internal import Telemetry

/// The pages inside the binary, each with the headers its place needs (`security.md`, check 30).
struct WebPages: Sendable {
    private struct Page: Sendable {
        let body: [UInt8]
        let mime: String
        let tag: EntityTag
        /// The same, compressed; a representation of its own with a tag of its own (RFC 9110, 8.8.3).
        let packed: (body: [UInt8], tag: EntityTag)?
        let headers: [(String, String)]

        init(_ asset: wl_asset, headers: [(String, String)]) {
            let bytes = [UInt8](UnsafeBufferPointer(start: asset.bytes, count: asset.length))
            mime = String(cString: asset.mime)
            let path = String(cString: asset.path)
            body = path.hasSuffix(".js") || path.hasSuffix(".css") ? PackedBody.tightened(bytes) : bytes
            tag = EntityTag(of: body)
            packed = PackedBody.gzipped(body).map { ($0, EntityTag(of: $0)) }
            self.headers = headers
        }
    }

    private let pages: [String: Page]

    init(_ configuration: ChatServiceConfiguration, origins: OriginPolicy) {
        var pages: [String: Page] = [:]
        for index in 0..<wl_asset_count() {
            guard let asset = wl_asset_at(index)?.pointee else { continue }
            if asset.area == WL_ASSET_SITE, !configuration.servesDemoSite { continue }
            pages[String(cString: asset.path)] = Page(
                asset, headers: Self.headers(asset.area, configuration, origins))
        }
        self.pages = pages
    }

    func response(to request: HTTPRequest) -> HTTPResponse? {
        guard let page = pages[request.path] else {
            return pages[request.path + "/"] == nil ? nil : .redirect(to: request.path + "/", status: 308)
        }
        guard request.method == "GET" || request.method == "HEAD" else {
            return .methodNotAllowed(allow: ["GET", "HEAD"])
        }
        var response: HTTPResponse
        if let packed = page.packed, request.acceptsGzip {
            response = HTTPResponse.asset(packed.body, type: page.mime, tag: packed.tag, for: request)
                .with("Content-Encoding", "gzip")
        } else {
            response = HTTPResponse.asset(page.body, type: page.mime, tag: page.tag, for: request)
        }
        if page.packed != nil { response = response.with("Vary", "Accept-Encoding") }
        for (name, value) in page.headers { response = response.with(name, value) }
        return response
    }

    private static func headers(
        _ area: wl_asset_area, _ configuration: ChatServiceConfiguration, _ origins: OriginPolicy
    ) -> [(String, String)] {
        let images = (["'self'", "data:"] + configuration.imageOrigins).joined(separator: " ")
        let common =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src \(images); connect-src 'self'; "
            + "base-uri 'none'; form-action 'self'; require-trusted-types-for 'script'; "
        switch area {
        case WL_ASSET_LOADER:
            return [("Cross-Origin-Resource-Policy", "cross-origin"), ("Access-Control-Allow-Origin", "*")]
        case WL_ASSET_WIDGET:
            let ancestors = (["'self'"] + origins.sites).joined(separator: " ")
            return [
                ("Content-Security-Policy", common + "frame-ancestors \(ancestors)"),
                ("Cross-Origin-Resource-Policy", "cross-origin"),
            ]
        case WL_ASSET_SITE:
            return [("Content-Security-Policy", common + "frame-src 'self'; frame-ancestors 'none'")]
        default:
            return [("Content-Security-Policy", common + "frame-ancestors 'none'")]
        }
    }
}

extension HTTPRequest {
    /// `gzip` or `*` among what the client takes, unless with a weight of nothing (RFC 9110, 12.5.3).
    fileprivate var acceptsGzip: Bool {
        let codings = headers["Accept-Encoding"]?.lowercased().split(separator: ",") ?? []
        return codings.contains { coding in
            let parts = coding.split(separator: ";").map { $0.filter { $0 != " " } }
            guard let name = parts.first, name == "gzip" || name == "*" else { return false }
            return !parts.dropFirst().contains { ["q=0", "q=0.0", "q=0.00", "q=0.000"].contains($0) }
        }
    }
}
