import Testing

extension BrowserTests {
    /// What a visitor is told of people, in the engine that shows it.
    @Suite struct WaitingWords {
        static let page = Task { try await BrowserTests.visitor(opened: false) }

        @Test(arguments: [
            (20_000, 55_000, "Probably less than a minute."),
            (130_000, 230_000, "Probably 2 to 4 minutes."),
            (170_000, 180_000, "Probably 2 to 3 minutes."),
            (180_000, 180_000, "Probably about 3 minutes."),
            (700_000, 1_260_000, "Probably 10 to 25 minutes."),
            (3_700_000, 7_000_000, "Probably 1 to 2 hours."),
        ])
        func `a wait is said from what half of them take to what four in five take`(
            _ half: Int, _ most: Int, _ words: String
        ) async throws {
            let said = try await Self.page.value.evaluate(
                """
                Promise.all([import("/widget/waiting.js"), import("/widget/words.js")]).then(([{ waitWords }, { speaking }]) =>
                  waitWords(speaking(), { p50_ms: \(half), p80_ms: \(most) }))
                """)
            #expect(said == .text(words))
        }

        @Test func `the ears hear a new place and a reason, not every tick`() async throws {
            let said = try await Self.page.value.evaluate(
                """
                Promise.all([import("/widget/waiting.js"), import("/widget/words.js")]).then(([{ Waiting }, { speaking }]) => {
                  const heard = [];
                  const shown = new Waiting(document.createElement("section"), speaking(), { leave() {}, announce: (text) => heard.push(text) });
                  const eta = (ms) => ({ p50_ms: ms, p80_ms: ms });
                  shown.show({ position: 2, waiting: 2, eta: eta(300000) });
                  shown.show({ position: 2, waiting: 2, eta: eta(240000) });
                  shown.show({ position: 2, waiting: 3, eta: eta(180000) });
                  shown.show({ position: 1, waiting: 2, eta: eta(120000) });
                  shown.show({ position: 2, waiting: 3, eta: eta(300000), reason: "moreUrgentCame" });
                  return heard;
                })
                """
            ).array.compactMap(\.string)
            #expect(said.count == 3)
            #expect(said.last?.contains("more urgent") == true)
        }

        @Test func `times that have passed are not offered, and one that is taken can be chosen anew`() async throws {
            let seen = try await Self.page.value.evaluate(
                """
                Promise.all([import("/widget/slots.js"), import("/widget/words.js")]).then(([{ CallbackSlots }, { speaking }]) => {
                  const chosen = [];
                  const slots = new CallbackSlots(speaking(), [1, 2, 3, 4].map((hour) => hour * 3600000), (at) => chosen.push(at), 5400000);
                  const buttons = () => [...slots.root.querySelectorAll("button")];
                  const before = buttons().length;
                  buttons()[0].click();
                  const settled = buttons().every((button) => button.disabled);
                  slots.refused(7200000);
                  return [before, chosen[0], settled, buttons().length, buttons().some((button) => button.disabled),
                    slots.root.textContent.includes("taken")];
                })
                """)
            #expect(seen == [3, 7_200_000, true, 2, false, true])
        }

        @Test func `a person is said to be free only when one is`() async throws {
            let said = try await Self.page.value.evaluate(
                """
                Promise.all([import("/widget/waiting.js"), import("/widget/words.js")]).then(([{ peopleWords }, { speaking }]) =>
                  [{ state: "at_once" }, { state: "after", waiting: 3 }, { state: "full" }, { state: "nobody" }, { state: "closed" }, {}]
                    .map((frame) => /free/.test(peopleWords(speaking(), frame))))
                """)
            #expect(said == [true, false, false, false, false, false])
        }
    }
}
