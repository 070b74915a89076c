internal import CCurl
internal import Foundation
internal import Telemetry

/// HTTP exchanges on libcurl's multi interface, all on one thread of their own: no call of C ever blocks a thread
/// of Swift's pool. Certificates are checked, redirects are not followed, the environment's proxy is not used.
public final class HTTPExchanges: Sendable {
    /// One call with who waits for it.
    struct Order: Sendable {
        let call: HTTPCall
        let isChecked: Bool
        let names: [String: String]
        let waiting: CheckedContinuation<HTTPOutcome, Never>
    }

    /// What callers and the thread share.
    private struct Desk {
        var orders: [Order] = []
        /// Ordered and not yet answered.
        var open = 0
        var isClosed = false
        var isRunning = false
        /// libcurl's handle, for its wake-up call only, which is the one call that any thread may make.
        var multi: UnsafeMutableRawPointer?
    }

    static let isFull = "too many calls at once"
    static let isClosed = "closed"

    private let bound: Int
    private let reach: NetworkReach
    private let names: [String: String]
    private let desk = Locked(Desk())

    /// - Parameters:
    ///   - bound: exchanges at one time; more are told so.
    ///   - reach: where they may go.
    ///   - names: addresses of hosts (`shop.example:443` to `192.0.2.7`) that are not looked up, as in a hosts file.
    public init(bound: Int, reach: NetworkReach, names: [String: String] = [:]) {
        self.bound = max(1, bound)
        self.reach = reach
        self.names = names
    }

    deinit {
        close()
    }

    /// One exchange; ends at its timeout at the latest.
    public func exchange(_ call: HTTPCall) async -> HTTPOutcome {
        let isChecked: Bool
        switch reach.admission(of: call.url) {
        case .free: isChecked = false
        case .checked: isChecked = true
        case .barred(let words): return .barred(words)
        }
        return await withCheckedContinuation { waiting in
            let refusal = desk.withLock { desk -> HTTPOutcome? in
                guard !desk.isClosed else { return .unreached(Self.isClosed) }
                guard desk.open < bound else { return .unreached(Self.isFull) }
                desk.open += 1
                desk.orders.append(
                    Order(call: call, isChecked: isChecked, names: names, waiting: waiting))
                if !desk.isRunning {
                    desk.isRunning = true
                    startThread()
                }
                if let multi = desk.multi { curl_multi_wakeup(multi) }
                return nil
            }
            if let refusal { waiting.resume(returning: refusal) }
        }
    }

    /// Takes no more; what is under way is finished, then the thread ends.
    public func close() {
        desk.withLock { desk in
            desk.isClosed = true
            if let multi = desk.multi { curl_multi_wakeup(multi) }
        }
    }

    private func startThread() {
        let thread = Thread { self.work() }
        thread.name = "warmline actions"
        thread.stackSize = 512 * 1024
        thread.start()
    }

    private static let isCurlReady = wl_curl_global_init() == CURLE_OK

    private func work() {
        guard Self.isCurlReady, let multi = curl_multi_init() else { return refuseAll() }
        wl_curl_multi_set_long(multi, CURLMOPT_MAXCONNECTS, Int(bound))
        desk.withLock { $0.multi = multi }
        var transfers: [UnsafeMutableRawPointer: Transfer] = [:]
        while true {
            let (orders, isClosed) = desk.withLock { desk -> ([Order], Bool) in
                defer { desk.orders.removeAll(keepingCapacity: true) }
                return (desk.orders, desk.isClosed)
            }
            for order in orders { begin(order, on: multi, &transfers) }
            var running: Int32 = 0
            curl_multi_perform(multi, &running)
            var left: Int32 = 0
            while let message = curl_multi_info_read(multi, &left) {
                guard message.pointee.msg == CURLMSG_DONE, let handle = message.pointee.easy_handle else { continue }
                let result = wl_curl_result(message)
                guard let transfer = transfers.removeValue(forKey: handle) else { continue }
                let outcome = transfer.outcome(of: result)
                curl_multi_remove_handle(multi, handle)
                finish(transfer.waiting, outcome)
            }
            if isClosed, orders.isEmpty, transfers.isEmpty { break }
            curl_multi_poll(multi, nil, 0, 1_000, nil)
        }
        desk.withLock { $0.multi = nil }
        curl_multi_cleanup(multi)
    }

    private func begin(
        _ order: Order, on multi: UnsafeMutableRawPointer, _ transfers: inout [UnsafeMutableRawPointer: Transfer]
    ) {
        guard let transfer = Transfer(order), curl_multi_add_handle(multi, transfer.handle) == CURLM_OK else {
            return finish(order.waiting, .unreached("libcurl refused the call"))
        }
        transfers[transfer.handle] = transfer
    }

    private func finish(_ waiting: CheckedContinuation<HTTPOutcome, Never>, _ outcome: HTTPOutcome) {
        desk.withLock { $0.open -= 1 }
        waiting.resume(returning: outcome)
    }

    /// libcurl could not be started: an answer for everybody, now and later.
    private func refuseAll() {
        let orders = desk.withLock { desk -> [Order] in
            desk.isClosed = true
            defer { desk.orders = [] }
            return desk.orders
        }
        for order in orders { finish(order.waiting, .unreached("libcurl could not be started")) }
    }
}
