internal import CCurl
internal import Vocabulary

/// One delivery under way, on a thread of its own; libcurl holds a pointer to it until it ends.
final class MailTransfer {
    private let handle: UnsafeMutableRawPointer
    private let recipients: UnsafeMutablePointer<curl_slist>?
    private let bytes: [UInt8]
    private var next = 0

    private static let isCurlReady = wl_curl_global_init() == CURLE_OK
    private static let longestConnect = 10_000

    init?(_ message: MailMessage, _ server: MailServer) {
        guard Self.isCurlReady, let handle = curl_easy_init() else { return nil }
        self.handle = handle
        bytes = MailText(message: message).bytes
        recipients = Self.list(message.to)
        guard recipients != nil, setUp(message, server) else { return nil }
    }

    deinit {
        curl_easy_cleanup(handle)
        curl_slist_free_all(recipients)
    }

    private func setUp(_ message: MailMessage, _ server: MailServer) -> Bool {
        let context = Unmanaged.passUnretained(self).toOpaque()
        let timeout = Int(max(1, server.timeout.milliseconds))
        let scheme = server.security == .tls ? "smtps" : "smtp"
        var results = [
            // What follows the host is the name we greet with.
            wl_curl_set_text(handle, CURLOPT_URL, "\(scheme)://\(server.host):\(server.port)/warmline"),
            wl_curl_set_text(handle, CURLOPT_PROTOCOLS_STR, "smtp,smtps"),
            wl_curl_set_text(handle, CURLOPT_PROXY, ""),
            wl_curl_set_long(
                handle, CURLOPT_USE_SSL,
                server.security == .none ? Int(CURLUSESSL_NONE.rawValue) : Int(CURLUSESSL_ALL.rawValue)),
            wl_curl_set_long(handle, CURLOPT_SSL_VERIFYPEER, 1),
            wl_curl_set_long(handle, CURLOPT_SSL_VERIFYHOST, 2),
            wl_curl_set_long(handle, CURLOPT_NOSIGNAL, 1),
            wl_curl_set_long(handle, CURLOPT_TIMEOUT_MS, timeout),
            wl_curl_set_long(handle, CURLOPT_CONNECTTIMEOUT_MS, min(timeout, Self.longestConnect)),
            wl_curl_set_text(handle, CURLOPT_MAIL_FROM, "<\(message.from.address)>"),
            wl_curl_set_list(handle, CURLOPT_MAIL_RCPT, recipients),
            wl_curl_set_long(handle, CURLOPT_UPLOAD, 1),
            wl_curl_set_size(handle, CURLOPT_INFILESIZE_LARGE, curl_off_t(bytes.count)),
            wl_curl_set_sink(handle, CURLOPT_READFUNCTION, giveBytes),
            wl_curl_set_pointer(handle, CURLOPT_READDATA, context),
        ]
        if let trust = server.trust { results.append(wl_curl_set_text(handle, CURLOPT_CAINFO, trust)) }
        if let account = server.account {
            results.append(wl_curl_set_text(handle, CURLOPT_USERNAME, account.name))
            results.append(wl_curl_set_text(handle, CURLOPT_PASSWORD, account.password))
        }
        return results.allSatisfy { $0 == CURLE_OK }
    }

    /// `nil` unless every one of them is in it.
    private static func list(_ mailboxes: [MailAddress]) -> UnsafeMutablePointer<curl_slist>? {
        var list: UnsafeMutablePointer<curl_slist>?
        for mailbox in mailboxes {
            guard let longer = curl_slist_append(list, "<\(mailbox.address)>") else {
                curl_slist_free_all(list)
                return nil
            }
            list = longer
        }
        return list
    }

    func perform() -> MailOutcome {
        let result = curl_easy_perform(handle)
        guard result != CURLE_OK else { return .sent }
        let code = wl_curl_status(handle)
        // libcurl's general words for the code: they never hold an address or a password.
        let words = String(cString: curl_easy_strerror(result)) + (code > 0 ? " (\(code))" : "")
        // A wrong password is a matter of our set-up, which a person puts right; the message is still good.
        guard result != CURLE_LOGIN_DENIED else { return .again(words) }
        return (500...599).contains(code) ? .refused(words) : .again(words)
    }

    fileprivate func give(_ room: UnsafeMutableRawBufferPointer) -> Int {
        let count = min(room.count, bytes.count - next)
        bytes[next..<next + count].withUnsafeBytes { room.copyMemory(from: $0) }
        next += count
        return count
    }
}

private func giveBytes(
    _ room: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ context: UnsafeMutableRawPointer?
) -> Int {
    guard let room, let context else { return 0 }
    let transfer = Unmanaged<MailTransfer>.fromOpaque(context).takeUnretainedValue()
    return transfer.give(UnsafeMutableRawBufferPointer(start: room, count: size * count))
}
