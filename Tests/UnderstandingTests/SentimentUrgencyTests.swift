import Testing
import Understanding
import Vocabulary

struct SentimentUrgencyTests {
    private func urgency(_ text: String) -> Double {
        SentimentReader.sentiment(of: text).urgency
    }

    @Test(arguments: [
        "I need it today", "can you send it by friday", "I need this asap", "it has to be here before my trip",
        "please do it immediately", "my flight is in an hour",
    ])
    func `a deadline is pressing`(text: String) {
        #expect((0.35...0.65).contains(urgency(text)))
    }

    @Test(arguments: [
        "I was charged twice", "there is an unknown charge", "you took money from my account", "I lost my card",
        "I did not order this",
    ])
    func `money at risk is pressing`(text: String) {
        #expect((0.5...0.65).contains(urgency(text)))
    }

    @Test(arguments: [
        "I am locked out", "the whole site is down", "I can't log in", "without it I cannot work",
        "my account was blocked",
    ])
    func `somebody who is blocked is pressing`(text: String) {
        #expect((0.4...0.65).contains(urgency(text)))
    }

    @Test(arguments: [
        "my card was stolen", "there is fraud on my account", "I've been hacked", "the charger caught fire",
        "I got an electric shock from it", "my daughter had an allergic reaction", "you will hear from my lawyer",
        "I will see you in court", "I did not authorize this", "I want to kill myself",
    ])
    func `safety, crime and the law are as urgent as it gets, however they are said`(text: String) {
        #expect(urgency(text) == 0.9)
        #expect(urgency(text.uppercased() + "!!!") == 0.9)
    }

    @Test func `classes add up, but never to an alarm`() {
        let blocked = urgency("I am locked out")
        let both = urgency("I am locked out and my flight is tomorrow")
        #expect(both > blocked)
        #expect(both < 0.9)
        let all = urgency("LOCKED OUT, CHARGED TWICE AND I NEED IT TODAY, RIGHT NOW, ASAP!!!")
        #expect(all > both)
        #expect(all <= 0.85)
    }

    @Test func `saying it twice is not more urgent than saying it once`() {
        #expect(urgency("today, today, today and tonight") == urgency("today"))
    }

    @Test(arguments: [
        ("I need it today", "I need it today, but no rush"), ("please do it right away", "whenever you can"),
        ("this is urgent", "this is not urgent"),
    ])
    func `time to spare takes a deadline back`(pressing: String, patient: String) {
        #expect(urgency(pressing) > 0)
        #expect(urgency(patient) == 0)
    }

    @Test func `time to spare takes nothing else back`() {
        #expect(urgency("no rush, but my card was stolen") == 0.9)
        #expect(urgency("no rush, but I am locked out") == urgency("I am locked out"))
    }

    @Test(arguments: ["where is my order", "I'd like a refund", "the kettle is blue", "thanks, bye", ""])
    func `an ordinary question is not urgent`(text: String) {
        #expect(urgency(text) == 0)
    }

    @Test func `a loud voice makes a pressing matter more so, and nothing else`() {
        #expect(urgency("I NEED MY PARCEL TODAY PLEASE") > urgency("I need my parcel today please"))
        #expect(urgency("WHERE IS MY PARCEL NOW PLEASE") == 0)
    }

    @Test func `what is urgent is among the words`() {
        #expect(SentimentReader.sentiment(of: "the charger caught fire, reply asap").words == ["caught fire", "asap"])
    }
}
