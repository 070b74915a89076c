import DemoShop
import Foundation
import Gateway
import Testing

struct OrderLookUpTests {
    struct Expected: CustomTestStringConvertible {
        let order: String
        let status: String
        let carrier: String
        let item: String
        let amount: Int
        let refund: String
        let sendingBack: String
        let daysLate: Int
        let card: String
        var testDescription: String { order }

        init(
            _ order: String, _ status: String, _ carrier: String, _ item: String, _ amount: Int,
            refund: String = "none", back: String = "none", late: Int = 0, card: String
        ) {
            self.order = order
            self.status = status
            self.carrier = carrier
            self.item = item
            self.amount = amount
            self.refund = refund
            sendingBack = back
            daysLate = late
            self.card = card
        }
    }

    static let memorable = [
        Expected("10042", "delivered", "delivered", "Finch gooseneck kettle", 4990, card: "4242"),
        Expected(
            "10043", "shipped", "in_transit", "Rise espresso beans 1 kg", 2600, refund: "not_delivered",
            back: "not_delivered", card: "1881"),
        Expected("10044", "delivered", "delivered", "Ceramic dripper, size 02", 1800, card: "0077"),
        Expected("10045", "delivered", "delivered", "Heron burr grinder", 18900, card: "3220"),
        Expected(
            "10046", "delivered", "delivered", "Plover brewing scale", 0, refund: "already_refunded",
            back: "already_refunded", card: "4242"),
        Expected(
            "10047", "shipped", "in_transit", "Wren filter beans 1 kg", 3400, refund: "not_delivered",
            back: "not_delivered", late: 2, card: "9014"),
        Expected(
            "10048", "shipped", "in_transit", "Glass carafe 600 ml", 2400, refund: "not_delivered",
            back: "not_delivered", late: 5, card: "6655"),
        Expected(
            "10049", "shipped", "lost", "Kestrel hand grinder", 8400, refund: "not_delivered", back: "not_delivered",
            late: 9, card: "0077"),
        Expected("10050", "delivered", "delivered", "Bristol mug, seconds", 900, back: "final_sale", card: "1881"),
        Expected("10051", "delivered", "delivered", "Travel press", 3200, back: "out_of_window", card: "3220"),
        Expected("10052", "delivered", "delivered", "Milk jug 350 ml", 2200, card: "9014"),
        Expected(
            "10053", "placed", "none", "Finch gooseneck kettle", 4990, refund: "not_delivered", back: "not_delivered",
            card: "6655"),
        Expected(
            "10054", "cancelled", "none", "Cupping spoon", 1200, refund: "cancelled", back: "cancelled", card: "4242"),
        Expected(
            "10055", "delivered", "delivered", "Wood-handle tamper", 2800, refund: "out_of_window",
            back: "out_of_window", card: "1881"),
        Expected(
            "10056", "shipped", "out_for_delivery", "Finch Club box, March roast", 1550, refund: "not_delivered",
            back: "not_delivered", card: "9014"),
        Expected("10058", "delivered", "delivered", "Milk thermometer", 1400, card: "3220"),
    ]

    @Test(arguments: memorable)
    func `a memorable order is what the talks say of it`(expected: Expected) async throws {
        let answer = try await TestShop().send("GET", "/v1/orders/\(expected.order)")
        #expect(answer.status == 200)
        #expect(answer.text("order.status") == expected.status)
        #expect(answer.text("carrier.state") == expected.carrier)
        #expect(answer.text("item.name") == expected.item)
        #expect(answer.text("item.line") == "1")
        #expect(answer.integer("refund.amount_minor") == expected.amount)
        #expect(answer.text("refund.block") == expected.refund)
        #expect(answer.value("refund.allowed") as? Bool == (expected.refund == "none"))
        #expect(answer.text("return.block") == expected.sendingBack)
        #expect(answer.value("return.allowed") as? Bool == (expected.sendingBack == "none"))
        #expect(answer.integer("order.days_late") == expected.daysLate)
        #expect(answer.text("order.card_last4") == expected.card)
        #expect((answer.value("order.eta") is NSNull) == (expected.status == "cancelled"))
    }

    @Test func `the lines of an order are listed, and each can be asked for`() async throws {
        let shop = try TestShop()
        let whole = try await shop.send("GET", "/v1/orders/10044")
        #expect(
            whole.text("order.items_words") == """
                1. Ceramic dripper, size 02, £18.00
                2. Paper filters, 100 pack, £6.50
                3. Wren filter beans 250 g, £11.00
                """)
        #expect(whole.integer("order.item_count") == 3)
        #expect(whole.integer("order.total_minor") == 3550)
        #expect(whole.integer("return.window_days") == 60)
        let second = try await shop.send("GET", "/v1/orders/10044/items/2")
        #expect(second.text("item.line") == "2")
        #expect(second.integer("refund.amount_minor") == 650)
        #expect(try await shop.send("GET", "/v1/orders/10044/items/4").error == "not_found")
    }

    @Test func `the item shown is the first that can still be refunded`() async throws {
        let shop = try TestShop()
        #expect(try await shop.refund("10044", 1800, key: "refund:10044:1").status == 201)
        let answer = try await shop.send("GET", "/v1/orders/10044")
        #expect(answer.text("item.line") == "2")
    }

    @Test(arguments: ["/v1/orders/10057", "/v1/orders/1", "/v1/orders/abc", "/v1/orders/10042%27--"])
    func `an unknown order is not found`(path: String) async throws {
        let answer = try await TestShop().send("GET", path)
        #expect(answer.status == 404)
        #expect(answer.error == "not_found")
    }

    @Test(arguments: [nil, "", "wrong", "test-token-1f9"])
    func `without the token nothing is told`(token: String?) async throws {
        let answer = try await TestShop().send("GET", "/v1/orders/10042", token: token)
        #expect(answer.status == 401)
        #expect(answer.error == "unauthorized")
    }

    @Test(arguments: [("GET", "/v1"), ("GET", "/v1/nothing"), ("DELETE", "/v1/orders/10042"), ("POST", "/v1/faults")])
    func `an unknown route says so`(method: String, path: String) async throws {
        let answer = try await TestShop().send(method, path)
        #expect(answer.status == 404)
        #expect(answer.error == "no_such_route")
    }

    @Test func `the same seed makes the same shop, another seed another`() async throws {
        let (one, two, other) = (try TestShop(seed: 7), try TestShop(seed: 7), try TestShop(seed: 8))
        let path = "/v1/orders/10201"
        let first = try await one.send("GET", path)
        #expect(try await two.send("GET", path).response.body == first.response.body)
        #expect(try await other.send("GET", path).response.body != first.response.body)
    }

    @Test func `the shop has the promised number of everything`() async throws {
        let shop = try TestShop()
        let inventory = try shop.shop.inventory()
        #expect(inventory.products == 40)
        #expect(inventory.customers == 60)
        #expect(inventory.orders == 150)
        #expect(inventory.subscriptions == 30)
        #expect(inventory.invoices == 32)
        #expect(inventory.incidents == 3)
        #expect(inventory.openIncidents == 1)
        #expect(inventory.stockedPlaces == inventory.variants * 5)
    }
}
