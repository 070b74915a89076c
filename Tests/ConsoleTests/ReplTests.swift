import Console
import PlaybookLoading
import PlaybookModel
import Testing
import Vocabulary

@Suite struct ReplTests {
    private func repl(_ talks: [Talk] = [], paint: Paint = .none) throws -> Repl {
        Repl(
            machine: try Finch.machine(), talks: talks, now: Finch.start, paint: paint, listener: Finch.listener)
    }

    @Test func `a line shows what was understood, what follows and what the bot says`() throws {
        var repl = try repl()
        #expect(repl.begin().contains("Finch: Words of welcome."))
        let asked = repl.take("refund").text
        #expect(asked.contains("intents   refund 0.90  (act)"))
        #expect(asked.contains("mood      valence -0.50, frustration 0.10, urgency 0.00"))
        #expect(asked.contains("flows     refund at refund.yaml:8"))
        #expect(asked.contains("Finch: What is the order number?"))
        let called = repl.take("10042").text
        #expect(called.contains("entity    order_number \"10042\" = \"10042\""))
        #expect(called.contains("slot      order = \"10042\""))
        #expect(called.contains("effect    run orders.look_up {order: \"10042\"}"))
    }

    @Test func `an open call is answered at the prompt, and buttons are pressed by their label`() throws {
        var repl = try repl()
        _ = repl.begin()
        _ = repl.take("refund")
        #expect(repl.take("10042").text.contains("orders.look_up waits for ':answer done { … }'"))
        let confirm = repl.take(":answer done { amount: { $money: { minor: 4990, currency: GBP } } }").text
        #expect(confirm.contains("slot      amount = 49.90 GBP"))
        #expect(confirm.contains("Refund £49.90 for order 10042?"))
        #expect(confirm.contains("[Yes]"))
        #expect(repl.take(":press yes").text.contains("run refunds.create {amount: 49.90 GBP, order: \"10042\"}"))
        #expect(repl.take(":answer done").text.contains("Finch: Done."))
        #expect(repl.take(":answer done").text == "no call is open")
    }

    @Test func `the talks' answers stand in for the back end`() throws {
        let talk = try Finch.talk("talk: A\n\(Finch.lookedUp)\nturns: [{ user: hi }]")
        var repl = try repl([talk])
        _ = repl.begin()
        _ = repl.take("refund")
        #expect(repl.take("10042").text.contains("Refund £49.90"))
    }

    @Test func `commands show slots, flows, events and reasons`() throws {
        var repl = try repl()
        _ = repl.begin()
        #expect(repl.take(":slots").text == "no slot is filled")
        #expect(repl.take(":stack").text == "no flow is in flight")
        #expect(repl.take(":why").text == "nothing was said yet")
        _ = repl.take("refund")
        #expect(repl.take(":why").text.contains("intent    refund 0.90: reaches its bar 0.55"))
        #expect(repl.take(":why").text.contains("asked     order, attempt 1"))
        _ = repl.take("10042")
        #expect(repl.take(":slots").text.contains("order     \"10042\"  (visitor)"))
        #expect(repl.take(":stack").text.contains("refund at refund.yaml:9"))
        #expect(repl.take(":events").text.contains("visitor  said \"refund\""))
        #expect(repl.take(":help").text.contains(":reload"))
    }

    @Test func `time is told and passes`() throws {
        var repl = try repl()
        _ = repl.begin()
        #expect(repl.take(":time").text == "2026-01-05 09:00:00 UTC")
        _ = repl.take("refund")
        let later = repl.take(":time +10m").text
        #expect(later.hasPrefix("2026-01-05 09:10:00 UTC"))
        #expect(later.contains("What is the order number?"))
        #expect(repl.take(":time soon").text == "a length of time is written like +10m")
    }

    @Test func `an agent takes over, speaks and hands back`() throws {
        var repl = try repl()
        _ = repl.begin()
        #expect(repl.take("a person").text.contains("a person is called: asked, support"))
        #expect(repl.take(":as agent Ida").text.contains("Ida joins"))
        #expect(repl.prompt == "Ida> ")
        #expect(repl.take("Hello").text.contains("ida: Hello"))
        #expect(repl.take(":handback thanks").text.contains("Words of handed_back."))
        #expect(repl.prompt == "you> ")
        #expect(repl.take(":handback again").text.contains("nobody speaks as an agent"))
    }

    @Test func `a reload keeps the conversation, and a faulty playbook is not taken`() throws {
        var repl = try repl()
        _ = repl.begin()
        _ = repl.take("refund")
        #expect(repl.take(":reload").next == .reload)
        let faulty = Finch.loaded(["more.yaml": "intent: more"])
        #expect(repl.reload(faulty, machine: nil, listener: Finch.listener).contains("more.yaml:1:1: error:"))
        let again = repl.reload(Finch.loaded(), machine: try Finch.machine(), listener: Finch.listener)
        #expect(again == "Reloaded. This conversation would go the same way.")
        #expect(repl.take(":stack").text.contains("refund at refund.yaml:8"))
        #expect(repl.take(":quit").next == .quit)
    }

    @Test func `colours are there only when they are wanted`() throws {
        var plain = try repl()
        #expect(!plain.begin().contains("\u{1B}"))
        var coloured = try repl(paint: Paint(isOn: true))
        #expect(coloured.begin().contains("\u{1B}[32mFinch: \u{1B}[0m"))
    }

    @Test(arguments: [":nonsense", ":as", ":rate many", ":press Nothing"])
    func `a misspelt command is answered with advice and changes nothing`(_ command: String) throws {
        var repl = try repl()
        _ = repl.begin()
        let events = repl.take(":events").text
        #expect(!repl.take(command).text.isEmpty)
        #expect(repl.take(":events").text == events)
    }
}
