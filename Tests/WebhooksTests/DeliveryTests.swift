import Actions
import Gateway
import Telemetry
import Testing
import Vocabulary
import Webhooks

struct DeliveryTests {
    private let start = Timestamp(milliseconds: 1_000_000)

    private func message(_ id: String = "m1", type: String = "conversation.resolved") throws -> WebhookMessage {
        try #require(WebhookMessage(id: id, type: type, at: start, data: .record(["id": .text("c1")])))
    }

    private func delivery() throws -> WebhookDelivery { WebhookDelivery(of: try message(), to: "e1", at: start) }

    @Test func `a delivery that fails is tried on schedule, then it is dead`() throws {
        var delivery = try delivery()
        var now = start
        var waits: [Int64] = []
        while case .waiting(let until) = delivery.state {
            waits.append((until - now).milliseconds)
            now = until
            delivery.tried(.answered(HTTPAnswer(status: 500)), at: now)
        }
        #expect(delivery.state == .dead(.status(500)))
        #expect(delivery.attempts == 10)
        for (wait, planned) in zip(waits, WebhookDelivery.schedule.map(\.milliseconds)) {
            #expect(wait >= planned && Double(wait) <= Double(planned) * 1.2)
        }
        #expect(waits.count == WebhookDelivery.schedule.count)
        delivery.replay(at: now)
        #expect(delivery.state == .waiting(until: now))
    }

    @Test func `two deliveries do not knock together`() throws {
        let waits = try (0..<50).map { number -> TimeSpan in
            var delivery = WebhookDelivery(of: try message("m\(number)"), to: "e1", at: start)
            delivery.tried(.broken("x"), at: start)
            guard case .waiting(let until) = delivery.state else { return .seconds(0) }
            return until - start
        }
        #expect(Set(waits).count > 40)
    }

    @Test func `a receiver's wish to wait is granted, up to a day`() throws {
        for (wish, least) in [
            (TimeSpan.hours(1), TimeSpan.hours(1)), (.days(30), .hours(24)), (.seconds(1), .seconds(5)),
        ] {
            var delivery = try delivery()
            delivery.tried(.answered(HTTPAnswer(status: 429, retryAfter: wish)), at: start)
            guard case .waiting(let until) = delivery.state else {
                Issue.record("not waiting")
                continue
            }
            #expect(until - start >= least)
            #expect((until - start).milliseconds <= least.milliseconds * 12 / 10)
        }
    }

    @Test func `what must not be tried again is dead at once, what is delivered stays so`() throws {
        var gone = try delivery()
        gone.tried(.answered(HTTPAnswer(status: 410)), at: start)
        #expect(gone.state == .dead(.gone))
        var barred = try delivery()
        barred.tried(.barred("inside"), at: start)
        #expect(barred.state == .dead(.barred))
        var delivered = try delivery()
        delivered.tried(.answered(HTTPAnswer(status: 204)), at: start)
        delivered.tried(.broken("late news"), at: start)
        #expect(delivered.state == .delivered(at: start))
        var redirected = try delivery()
        redirected.tried(.answered(HTTPAnswer(status: 302)), at: start)
        #expect(redirected.lastFailure == .status(302))
    }

    @Test func `a message is small and its type is words`() throws {
        let long = SlotValue.text(String(repeating: "x", count: WebhookMessage.longest))
        #expect(WebhookMessage(id: "m", type: "a.b", at: start, data: long) == nil)
        for type in ["", "a..b", "A.b", "a b", ".a"] {
            #expect(WebhookMessage(id: "m", type: type, at: start, data: .nothing) == nil)
        }
        #expect(
            String(decoding: try message().payload, as: UTF8.self)
                == #"{"data":{"id":"c1"},"timestamp":"1970-01-01T00:16:40Z","type":"conversation.resolved"}"#)
    }

    @Test func `an endpoint hears what it asked for`() {
        let endpoint = WebhookEndpoint(id: "e", url: "https://x.example/", types: ["conversation", "message.created"])
        #expect(["conversation.opened", "conversation", "message.created"].allSatisfy(endpoint.wants))
        #expect(!["conversations.x", "message.updated", "rated"].contains(where: endpoint.wants))
    }

    /// A receiver on a real socket, the post in front of it.
    private func post(
        reach: (String) -> NetworkReach, answers: @escaping @Sendable (HTTPRequest) -> HTTPResponse,
        _ body: (InMemoryWebhookBook, WebhookPost, WebhookSecret, Locked<Timestamp>, Gateway) async throws -> Void
    ) async throws {
        var configuration = GatewayConfiguration()
        configuration.extraHeaders = ["webhook-id", "webhook-timestamp", "webhook-signature"]
        let gateway = Gateway(configuration, handlers: GatewayHandlers(http: { answers($0) }))
        let address = "\(try await gateway.start())"
        let fresh = try #require(WebhookSecret.fresh())
        let clock = Locked(start)
        let book = InMemoryWebhookBook()
        book.add(WebhookEndpoint(id: "e1", url: "http://\(address)/hook"))
        let post = WebhookPost(
            book: book, secrets: { _ in [fresh.secret] }, exchanges: HTTPExchanges(bound: 8, reach: reach(address)),
            now: { clock.withLock { $0 } })
        try await body(book, post, fresh.secret, clock, gateway)
        await gateway.stop()
    }

    @Test func `a receiver gets a signed message, again until it takes it, and the dead are replayed`() async throws {
        let asked = Locked<[HTTPRequest]>([])
        let isWell = Locked(false)
        try await post(
            reach: { .outside(allowing: [$0]) },
            answers: { request in
                asked.withLock { $0.append(request) }
                return isWell.withLock { $0 } ? .json([]) : .status(503)
            }
        ) { book, post, secret, clock, _ async throws in
            #expect(book.tell(try message(), at: start))
            #expect(book.tell(try message(), at: start))
            #expect(try await post.pass() == 1)
            #expect(try await post.pass() == 0)
            while let due = book.nextDue() {
                clock.withLock { $0 = due }
                #expect(try await post.pass() == 1)
            }
            #expect(book.deadLetters.map(\.message.id) == ["m1"])
            isWell.withLock { $0 = true }
            book.replay("m1", to: "e1", at: clock.withLock { $0 })
            #expect(try await post.pass() == 1)
            #expect(book.deadLetters.isEmpty)
            let requests = asked.withLock { $0 }
            #expect(requests.count == 11)
            #expect(Set(requests.compactMap { $0.headers["webhook-id"] }) == ["m1"])
            let last = try #require(requests.last)
            let id = try WebhookSignature.verifiedID(
                of: last.body, header: { last.headers[$0] }, secrets: [secret], now: clock.withLock { $0 })
            #expect(id == "m1")
        }
    }

    @Test func `a receiver that is gone is asked no more`() async throws {
        let asked = Locked(0)
        try await post(
            reach: { .outside(allowing: [$0]) },
            answers: { _ in
                asked.withLock { $0 += 1 }
                return .status(410)
            }
        ) { book, post, _, _, _ async throws in
            #expect(book.tell(try message("m1"), at: start))
            #expect(try await post.pass() == 1)
            #expect(book.tell(try message("m2"), at: start))
            #expect(try await post.pass() == 0)
            #expect(book.endpoint("e1")?.isDisabled == true)
        }
        #expect(asked.withLock { $0 } == 1)
    }

    @Test func `a receiver inside hears nothing unless it is allowed`() async throws {
        let asked = Locked(0)
        try await post(
            reach: { _ in .outside() },
            answers: { _ in
                asked.withLock { $0 += 1 }
                return .json([])
            }
        ) { book, post, _, _, _ async throws in
            #expect(book.tell(try message(), at: start))
            #expect(try await post.pass() == 1)
            #expect(book.deadLetters.map(\.lastFailure) == [.barred])
        }
        #expect(asked.withLock { $0 } == 0)
    }
}
