/// Turns of phrase that tell of trouble or of haste.
struct Cue: Sendable {
    enum Kind: Sendable {
        case complaint
        case gratitude
        case haste
        /// Money or safety at stake: as urgent as it gets.
        case alarm
    }

    let keys: [WordKey]
    let kind: Kind
    let units: Double

    /// By first word, longer ones first.
    static let byFirstWord: [WordKey: [Cue]] = {
        let all =
            complaints.flatMap { cues($1, .complaint, $0) } + gratitude.flatMap { cues($1, .gratitude, $0) }
            + haste.flatMap { cues($1, .haste, $0) } + alarms.flatMap { cues($1, .alarm, $0) }
        return Dictionary(grouping: all, by: { $0.keys[0] }).mapValues { cues in
            cues.enumerated()
                .sorted { ($1.element.keys.count, $0.offset) < ($0.element.keys.count, $1.offset) }
                .map(\.element)
        }
    }()

    private static func cues(_ phrases: String, _ kind: Kind, _ units: Double) -> [Cue] {
        phrases.split { $0 == "," || $0 == "\n" }.compactMap { phrase in
            let keys = phrase.split(separator: " ").map { WordKey(String($0)) }
            return keys.isEmpty ? nil : Cue(keys: keys, kind: kind, units: units)
        }
    }

    private static let complaints: [(Double, String)] = [
        (
            1.5,
            """
            this is a joke, what a joke, absolute joke, worst service, worst customer service, terrible service, never again,
            waste of time, waste of money, rip off, ripped off, sick of, sick and tired, fed up, had enough, done with you,
            done with this, done with your, are you kidding, are you serious, you people, screw you, nobody cares,
            take my business elsewhere, going elsewhere, my lawyer, lawyer, solicitor, trading standards, small claims, sue you,
            legal action, better business bureau, ombudsman, report you, thanks for nothing, thank you for nothing,
            what is wrong with you, useless bot, stupid bot, wtf, wth, lost a customer, lost my business
            """
        ),
        (
            1.0,
            """
            still waiting, still not, still no, still have not, still havent, still hasnt, still has not, still nothing,
            waiting for, been waiting, on hold, for hours, for weeks, for days, hours ago, weeks ago, third time, second time,
            fourth time, fifth time, how many times, many times, so many times, over and over, again and again, once again,
            yet again, keeps happening, keep getting, keeps getting, keeps saying, keeps crashing, nobody answers,
            no one answers, nobody answered, no answer, no one is answering, nobody replies, no reply, no response,
            never replied, never answered, ignored me, ignoring me, hung up on me, hung up, not working, doesnt work, does not work,
            dont work, didnt work, did not work, wont work, stopped working, is broken, not good enough, not acceptable,
            no help, not helping, not helpful, didnt help, doesnt help, still broken, cancelled my flight, canceled my flight,
            cancelled flight, lost my, lost luggage, charged twice, double charged, charged me, overcharged, wrong item,
            wrong order, never arrived, never came, never received, not arrived, hasnt arrived, has not arrived,
            not received, havent received, have not received, didnt receive, did not receive, didnt arrive, want a refund,
            my money back, complaint, complain, a manager, your manager, your supervisor, a supervisor, real person, a human,
            actual person, speak to someone, talk to someone, cancel my account, close my account, fix this, fix it,
            your fault, poor service, bad service, how long, how much longer, when will, what is going on, whats going on,
            not happy, very unhappy, so rude, very rude, customer service, let down, no sense, makes no sense
            """
        ),
        (
            0.6,
            """
            still, again, keeps, late, delayed, delay, delays, cant, cannot, wont, unable to, refuse, refused, never, why,
            nothing, nobody, missing, hours, not fair, stuck, lost, cancelled, canceled, rude, seriously, supposed to,
            was told, told me, you said, you promised, promised, whole day, all day, all week, ridiculous, no longer, already
            """
        ),
    ]

    private static let gratitude: [(Double, String)] = [
        (
            1.0,
            """
            thank you, thank you so much, thanks, thanks a lot, many thanks, thx, ty, cheers, much appreciated, appreciate it,
            appreciate your help, no worries, no problem, no rush, great service, great help, well done, good job, great job,
            you are the best, youre the best, love it, love you
            """
        ),
        (0.5, "please, pls, kindly, would you mind, if possible, when you can, when you get a chance"),
    ]

    private static let haste: [(Double, String)] = [
        (
            0.45,
            """
            asap, as soon as possible, right now, right away, immediately, at once, urgent, urgently, emergency, this minute,
            cant wait, cannot wait, need it now, need this now, in a hurry, hurry, deadline, straight away, this instant,
            time sensitive, before it ships, before it is too late, running out
            """
        ),
        (
            0.35,
            """
            today, tonight, tomorrow, by tomorrow, this morning, this afternoon, this evening, before my, before the weekend,
            by friday, by monday, by the end of, in an hour, within the hour, for my birthday, wedding, my flight,
            for christmas, leaving tomorrow, soon
            """
        ),
        (
            0.4,
            """
            charged twice, double charged, charged two times, overcharged, wrong amount, not my purchase, locked out, cant log in,
            cannot log in, cant login, cant access, cannot access, is down, not loading, cant work, cannot work, blocked,
            cant pay, cannot pay, cant get in, lost my card, lost my phone
            """
        ),
    ]

    private static let alarms: [(Double, String)] = [
        (
            0.9,
            """
            fraud, fraudulent, stolen card, card was stolen, stole my card, been hacked, got hacked, hacked, someone else is using,
            unauthorised, unauthorized, didnt authorise, didnt authorize, did not authorise, did not authorize, identity theft,
            on fire, caught fire, smoke coming, electric shock, electrocuted, burnt my, burned me, injured, allergic reaction,
            hospital, unsafe, legal action, my lawyer, lawyer, solicitor, police, data breach, kill myself, suicide
            """
        )
    ]
}
