extension Cue {
    /// What cannot wait, as shares of the greatest urgency.
    static let urgencies = [
        List(
            .deadline, 0.5,
            """
            asap, as soon as possible, right now, right away, immediately, at once, urgent, urgently, emergency, urgency,
            this minute, this instant, need it now, need this now, in a hurry, hurry, straight away, straightaway,
            time sensitive, time critical, before it is too late, before its too late, running out of time, last minute,
            cant wait any longer, cannot wait any longer, cant wait that long, cannot wait that long, cant wait much longer
            """),
        List(
            .deadline, 0.35,
            """
            today, tonight, tomorrow, by tomorrow, this morning, this afternoon, this evening, by tonight, by today,
            before my, before our, before the weekend, before christmas, before the wedding, before it ships, by noon,
            by midnight, by friday, by monday, by tuesday, by wednesday, by thursday, by saturday, by sunday, by the end of,
            end of the day, eod, in an hour, within the hour, within an hour, in half an hour, for my birthday,
            birthday is, my flight, my train, our flight, for christmas, leaving tomorrow, leave tomorrow, deadline,
            we leave, travelling tomorrow, traveling tomorrow
            """),
        List(
            .moneyAtRisk, 0.5,
            """
            charged twice, charged me twice, charged us twice, double charged, charged double, charged two times,
            charged three times, billed twice, billed me twice, paid twice, overcharged, wrong amount, not my purchase,
            didnt buy, did not buy, never ordered, didnt order, did not order, didnt make this, did not make this,
            dont recognise, dont recognize, do not recognise, do not recognize, unknown charge, unknown payment,
            unknown transaction, strange charge, money is gone, money has gone, money disappeared, money is missing,
            took money, taken money, taken from my account, overdraft, overdrawn, eviction, lost my card, lost my wallet,
            lost card, lost my bank card
            """),
        List(
            .blocked, 0.4,
            """
            locked out, locked me out, account is locked, account locked, account is blocked, account was blocked,
            account is frozen, account was frozen, account is suspended, account was suspended, cant log in,
            cannot log in, cant login, cannot login, cant sign in, cannot sign in, unable to log in, unable to login,
            cant access, cannot access, can not access, unable to access, no access, cant get into, cannot get into,
            cant get in, cannot get in, is down, are down, went down, not loading, wont load, cant work, cannot work,
            blocked, cant pay, cannot pay, cant check out, cannot check out, cant checkout, cannot checkout, cant check in,
            cannot check in, lost my phone, lost my phone number, stranded, stuck at the, outage, dead in the water
            """),
        List(
            .alarm, 0.9,
            """
            fraud, fraudulent, fraudster, stolen card, stolen credit card, card was stolen, card got stolen,
            card has been stolen, card is stolen, stole my card, stole my money, stole my wallet, wallet was stolen,
            phone was stolen, used my card, using my card, been hacked, got hacked, was hacked, hacked, phished, phishing,
            someone else is using, someone logged into, someone got into, someone is in my account, unauthorised,
            unauthorized, didnt authorise, didnt authorize, did not authorise, did not authorize, identity theft,
            stole my identity, on fire, caught fire, catch fire, smoke coming, smoking, sparks, sparking, exploded,
            explosion, gas leak, electric shock, electrocuted, got a shock, burnt my, burned my, burned me, burnt me,
            injured, injury, bleeding, allergic reaction, anaphylactic, choked, choking, poisoned, poisoning, overdose,
            hospital, ambulance, unsafe, dangerous, hazard, legal action, take you to court, see you in court, in court,
            small claims, sue you, suing you, lawsuit, my lawyer, my attorney, attorney, lawyer, solicitor, ombudsman,
            trading standards, police, data breach, privacy breach, kill myself, end my life, hurt myself,
            harm myself, self harm, suicide, suicidal, want to die
            """),
    ]
}
