internal import CCurl
internal import PlaybookModel
internal import Vocabulary

/// One exchange under way. Lives on the exchanges' thread; libcurl holds a pointer to it until it ends.
final class Transfer {
    private static let longestConnect = 5_000

    let handle: UnsafeMutableRawPointer
    let waiting: CheckedContinuation<HTTPOutcome, Never>
    private let headers: UnsafeMutablePointer<curl_slist>?
    private let names: UnsafeMutablePointer<curl_slist>?
    private let longestBody: Int
    private var body: [UInt8] = []
    private var isTooLong = false
    private var isBarred = false

    /// `nil` when libcurl has no memory, or does not know an option.
    init?(_ order: HTTPExchanges.Order) {
        guard let handle = curl_easy_init() else { return nil }
        self.handle = handle
        waiting = order.waiting
        longestBody = order.call.longestAnswer
        headers = Self.list(order.call.headers + ["User-Agent: warmline", "Expect:"])
        names = Self.list(order.names.map { "\($0.key):\($0.value)" })
        guard headers != nil, setUp(order.call) else { return nil }
        guard wl_curl_set_list(handle, CURLOPT_RESOLVE, names) == CURLE_OK else { return nil }
        guard order.isChecked else { return }
        let context = Unmanaged.passUnretained(self).toOpaque()
        guard wl_curl_set_opener(handle, openOutside, context) == CURLE_OK else { return nil }
    }

    deinit {
        curl_easy_cleanup(handle)
        curl_slist_free_all(headers)
        curl_slist_free_all(names)
    }

    private func setUp(_ call: HTTPCall) -> Bool {
        let timeout = Int(max(1, call.timeout.milliseconds))
        let context = Unmanaged.passUnretained(self).toOpaque()
        var results = [
            wl_curl_set_text(handle, CURLOPT_URL, call.url),
            wl_curl_set_text(handle, CURLOPT_PROTOCOLS_STR, "http,https"),
            wl_curl_set_text(handle, CURLOPT_PROXY, ""),
            wl_curl_set_long(handle, CURLOPT_FOLLOWLOCATION, 0),
            wl_curl_set_long(handle, CURLOPT_PATH_AS_IS, 1),
            wl_curl_set_long(handle, CURLOPT_SSL_VERIFYPEER, 1),
            wl_curl_set_long(handle, CURLOPT_SSL_VERIFYHOST, 2),
            wl_curl_set_long(handle, CURLOPT_NOSIGNAL, 1),
            wl_curl_set_long(handle, CURLOPT_TIMEOUT_MS, timeout),
            wl_curl_set_long(handle, CURLOPT_CONNECTTIMEOUT_MS, min(timeout, Self.longestConnect)),
            wl_curl_set_long(handle, CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1)),
            wl_curl_set_list(handle, CURLOPT_HTTPHEADER, headers),
            wl_curl_set_sink(handle, CURLOPT_WRITEFUNCTION, takeBody),
            wl_curl_set_pointer(handle, CURLOPT_WRITEDATA, context),
        ]
        if call.method.writes {
            // Never without fields, even empty ones: libcurl would read them from standard input.
            let body = call.body ?? []
            results += [
                wl_curl_set_size(handle, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(body.count)),
                body.isEmpty
                    ? wl_curl_set_text(handle, CURLOPT_COPYPOSTFIELDS, "")
                    : body.withUnsafeBytes { wl_curl_set_bytes(handle, CURLOPT_COPYPOSTFIELDS, $0.baseAddress) },
                wl_curl_set_text(handle, CURLOPT_CUSTOMREQUEST, call.method.rawValue),
            ]
        }
        return results.allSatisfy { $0 == CURLE_OK }
    }

    /// What the exchange showed, once libcurl is done with it.
    func outcome(of result: CURLcode) -> HTTPOutcome {
        guard result == CURLE_OK else {
            if isBarred { return .barred("the address leads to a place inside") }
            // libcurl's general words for the code: they never hold the address or a header.
            let words = isTooLong ? "an answer that is too long" : String(cString: curl_easy_strerror(result))
            return wl_curl_request_bytes(handle) == 0 ? .unreached(words) : .broken(words)
        }
        let wait = wl_curl_retry_after(handle)
        return .answered(
            HTTPAnswer(
                status: wl_curl_status(handle), body: body,
                retryAfter: wait > 0 ? .seconds(min(Int64(wait), 86_400)) : nil))
    }

    /// Takes a piece of the body; false ends the exchange.
    fileprivate func take(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard body.count + bytes.count <= longestBody else {
            isTooLong = true
            return false
        }
        body.append(contentsOf: bytes)
        return true
    }

    /// A socket to where libcurl is about to connect, if that is outside. The address it is given is the address it
    /// connects to: between this check and the connection nothing is looked up any more.
    fileprivate func open(_ address: UnsafePointer<curl_sockaddr>) -> curl_socket_t {
        let bytes = withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 16) { bytes -> [UInt8] in
            bytes.initialize(repeating: 0)
            let count = wl_curl_peer(address, bytes.baseAddress)
            return Array(bytes.prefix(Int(count)))
        }
        guard let peer = NetworkAddress(bytes: bytes), peer.isOutside else {
            isBarred = true
            return -1
        }
        return wl_curl_open(address)
    }

    private static func list(_ headers: [String]) -> UnsafeMutablePointer<curl_slist>? {
        var list: UnsafeMutablePointer<curl_slist>?
        for header in headers {
            guard let longer = curl_slist_append(list, header) else {
                curl_slist_free_all(list)
                return nil
            }
            list = longer
        }
        return list
    }
}

private func takeBody(
    _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ context: UnsafeMutableRawPointer?
) -> Int {
    guard let bytes, let context else { return 0 }
    let transfer = Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
    return transfer.take(UnsafeRawBufferPointer(start: bytes, count: size * count)) ? size * count : 0
}

private func openOutside(
    _ context: UnsafeMutableRawPointer?, _ purpose: curlsocktype, _ address: UnsafeMutablePointer<curl_sockaddr>?
) -> curl_socket_t {
    guard let context, let address else { return -1 }
    return Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue().open(address)
}
