import Foundation
import Testing

struct ServiceTests {
    private func stock(_ body: String) async throws -> TestAnswer {
        try await TestShop().post("/v1/stock/look-ups", body)
    }

    @Test func `what is here is here, at the place nearest to the customer`() async throws {
        let answer = try await stock(#"{"product":"kettle_gooseneck","near":"BS3 1TF"}"#)
        #expect(answer.text("stock.state") == "in_stock")
        #expect(answer.text("stock.where")?.contains("Bristol") == true)
        #expect(answer.integer("stock.price_minor") == 4990)
    }

    @Test func `what is gone comes with its date, or with others like it`() async throws {
        let due = try await stock(#"{"product":"mug-bristol"}"#)
        #expect(due.text("stock.state") == "due")
        #expect(due.text("stock.due_at") == "2026-03-16T12:00:00Z")
        let gone = try await stock(#"{"product":"kettle_electric","variant":"the copper one"}"#)
        #expect(gone.text("stock.sku") == "KET-EL-CPR")
        #expect(gone.text("stock.state") == "out")
        let others = try #require(gone.value("alternatives") as? [[String: Any]])
        #expect(others.map { $0["sku"] as? String } == ["KET-EL-BLK"])
    }

    @Test func `what is offered instead is of its kind, within a fifth of its price, and here`() async throws {
        let shop = try TestShop()
        for product in ["kettle-electric", "grinder-heron", "mug-bristol", "beans-rise", "jug-milk", "filters-paper"] {
            let answer = try await shop.post("/v1/stock/look-ups", #"{"product":"\#(product)"}"#)
            let price = try #require(answer.integer("stock.price_minor"))
            let others = try #require(answer.value("alternatives") as? [[String: Any]])
            #expect(others.count <= 3)
            for other in others {
                let text = try #require(other["price"] as? String)
                let minor = try #require(Int(text.filter(\.isNumber)))
                #expect(abs(minor - price) * 5 <= price)
                #expect(other["sku"] as? String != answer.text("stock.sku"))
            }
        }
    }

    @Test func `a product nobody sells is not found`() async throws {
        #expect(try await stock(#"{"product":"bicycle"}"#).error == "not_found")
    }

    @Test func `a notice is kept once however often it is asked for`() async throws {
        let shop = try TestShop()
        for _ in 0..<2 {
            let body = #"{"sku":"MUG-BRI-BLU","email":"New@example.com"}"#
            #expect(try await shop.post("/v1/stock/notices", body).text("notice.email") == "new@example.com")
        }
        #expect(try await shop.ledger("deeds").count == 1)
        #expect(try await shop.post("/v1/stock/notices", #"{"sku":"X","email":"a@b"}"#).error == "not_found")
    }

    @Test func `the open incident is told with its page and the next update, and others are quiet`() async throws {
        let shop = try TestShop()
        for body in ["{}", #"{"service":"app"}"#] {
            let answer = try await shop.post("/v1/incidents/look-ups", body)
            #expect(answer.value("incident.open") as? Bool == true)
            #expect(answer.text("incident.url")?.hasSuffix("/incidents/INC-103") == true)
            #expect(answer.text("incident.next_update_at") == "2026-03-04T11:00:00Z")
        }
        let quiet = try await shop.post("/v1/incidents/look-ups", #"{"service":"checkout"}"#)
        #expect(quiet.value("incident.open") as? Bool == false)
        #expect(quiet.text("incident.url") == "https://status.alderandfinch.example")
    }

    @Test func `an incident is followed once, and one that is over not at all`() async throws {
        let shop = try TestShop()
        for _ in 0..<2 {
            #expect(try await shop.post("/v1/incidents/INC-103/followers", #"{"email":"a@b.example"}"#).status == 200)
        }
        #expect(try await shop.ledger("deeds").count == 1)
        #expect(try await shop.post("/v1/incidents/INC-101/followers", #"{"email":"a@b.example"}"#).error == "resolved")
        #expect(try await shop.post("/v1/incidents/INC-9/followers", #"{"email":"a@b.example"}"#).error == "not_found")
    }

    @Test func `a bug gets a number and a time for the answer`() async throws {
        let shop = try TestShop()
        let body = #"{"service":"shop","symptom":"Basket empties itself","email":"a@b.example"}"#
        let answer = try await shop.post("/v1/bugs", body)
        #expect(answer.text("bug.id") == "BUG-501")
        #expect(answer.text("bug.answer_by") == "2026-03-06T17:00:00Z")
    }

    private func look(_ shop: TestShop, _ invoice: String, _ email: String) async throws -> TestAnswer {
        try await shop.post("/v1/invoices/look-ups", #"{"invoice":"\#(invoice)","email":"\#(email)"}"#)
    }

    @Test func `an invoice is told line by line, to its owner only`() async throws {
        let shop = try TestShop()
        let answer = try await look(shop, "3001", "priya.nair@example.com")
        #expect(answer.integer("invoice.line_count") == 5)
        #expect(answer.integer("invoice.total_minor") == 6900)
        #expect(answer.text("invoice.lines_words")?.hasPrefix("1. Finch Club box, Regular, £15.50\n2.") == true)
        #expect(try await look(shop, "3001", "maya.okafor@example.com").error == "not_found")
        for (line, finding) in [(1, "plain"), (3, "duplicate"), (4, "usage")] {
            let check = try await shop.post(
                "/v1/invoices/3001/line-checks", #"{"email":"priya.nair@example.com","line":\#(line)}"#)
            #expect(check.text("line.finding") == finding)
        }
    }

    @Test func `a line that stands there twice is given back once`() async throws {
        let shop = try TestShop()
        let body = #"{"email":"priya.nair@example.com","line":3,"amount_minor":1100}"#
        let first = try await shop.post("/v1/invoices/3001/credits", body, key: "dispute:3001:3")
        #expect(first.integer("credit.amount_minor") == 1100)
        _ = try await shop.post("/v1/invoices/3001/credits", body, key: "dispute:3001:3")
        #expect(try await shop.post("/v1/invoices/3001/credits", body).error == "already_credited")
        #expect(try await shop.ledger("movements").map { $0["amount_minor"] as? Int } == [-1100])
        let check = try await shop.post(
            "/v1/invoices/3001/line-checks", #"{"email":"priya.nair@example.com","line":3}"#)
        #expect(check.text("line.finding") == "credited")
    }

    @Test(arguments: [
        ("3001", 1, 1550, "priya.nair@example.com", "not_duplicate"),
        ("3001", 3, 1000, "priya.nair@example.com", "amount_mismatch"),
        ("3002", 2, 8900, "gareth.lewis@example.com", "approval_required"),
        ("3001", 9, 1550, "priya.nair@example.com", "not_found"),
    ])
    func `no other line is`(invoice: String, line: Int, amount: Int, email: String, why: String) async throws {
        let shop = try TestShop()
        let body = #"{"email":"\#(email)","line":\#(line),"amount_minor":\#(amount)}"#
        #expect(try await shop.post("/v1/invoices/\(invoice)/credits", body).error == why)
        #expect(try await shop.ledger("movements").isEmpty)
    }
}
