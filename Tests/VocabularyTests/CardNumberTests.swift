import Testing
import Vocabulary

@Suite struct CardNumberTests {
    @Test(arguments: [
        ("4000 0000 0000 0002", "•••• •••• •••• 0002"),
        ("it is 4242424242424242, take it", "it is ••••••••••••4242, take it"),
        ("3782-822463-10005", "••••-••••••-•0005"),
        ("order 10042 4242 4242 4242 4242", "order 10042 •••• •••• •••• 4242"),
        ("5555 5555 5555 4444 11/29 123", "•••• •••• •••• 4444 11/29 123"),
        ("4242.4242.4242.4242", "••••.••••.••••.4242"),
        ("４２４２４２４２４２４２４２４２", "••••••••••••４２４２"),
        ("two: 4242424242424242 and 5555555555554444", "two: ••••••••••••4242 and ••••••••••••4444"),
    ])
    func `of a card's number only the last four digits stay`(text: String, masked: String) {
        #expect(CardNumber.masked(text) == masked)
        #expect(CardNumber.masked(text).unicodeScalars.count == text.unicodeScalars.count)
    }

    @Test(arguments: [
        "4000 0000 0000 0003", "order 10042", "+44 7700 900123", "+4242424242424242", "07700 900123",
        "AF-10042 and 10043", "on 6.1.2026 at 12:00", "42424242424242424242424242", "RT-8H2M4X", "",
    ])
    func `what is no card's number stays as it is`(text: String) {
        #expect(CardNumber.masked(text) == text)
        #expect(CardNumber.ranges(in: text).isEmpty)
    }

    @Test(arguments: [
        "4000 0000 0000 0002", "3782-822463-10005", "order 10042 4242 4242 4242 4242", "5555 5555 5555 4444 11/29 123",
    ])
    func `what is read again, masked, holds its number at the same place`(text: String) {
        let masked = CardNumber.masked(text)
        #expect(CardNumber.ranges(in: masked) == CardNumber.ranges(in: text))
        #expect(CardNumber.masked(masked) == masked)
    }

    @Test(arguments: ["•••• 4242", "••••••••••••••••", "• first • second • third • 4th", "•••• •••• •••• 42421"])
    func `dots alone are no card`(text: String) {
        #expect(CardNumber.ranges(in: text).isEmpty)
    }
}
