extension Cue {
    /// What tells of trouble, in complaint units.
    static let complaints = [
        List(
            .complaint, 2,
            """
            this is a joke, what a joke, absolute joke, worst service, worst customer service, terrible service,
            horrible service, awful service, never again, waste of time, waste of money, rip off, ripped off, sick of,
            sick and tired, fed up, had enough, had it with, done with you, done with this, done with your, are you kidding,
            are you serious, are you joking, are you for real, you people, screw you, nobody cares, dont you care,
            take my business elsewhere, going elsewhere, switching to, my lawyer, lawyer, solicitor, attorney,
            trading standards, small claims, sue you, legal action, better business bureau, ombudsman, report you,
            thanks for nothing, thank you for nothing, what is wrong with you, useless bot, stupid bot, dumb bot, wtf, wth,
            what the hell, what the fuck, the hell is, lost a customer, lost my business, how dare you, shame on you,
            get your act together, do your job, wasted my time, wasting my time
            """),
        List(
            .complaint, 1,
            """
            still waiting, still not, still no, still have not, still havent, still hasnt, still has not, still nothing,
            still dont, still doesnt, still didnt, still cant, still havnt, waiting for, been waiting, waited for, on hold,
            for hours, for weeks, for days, for ages, hours ago, weeks ago, third time, second time, fourth time,
            fifth time, 3rd time, 4th time, 5th time, how many times, many times, so many times, over and over,
            again and again, once again, yet again, time and again, keeps happening, keep getting, keeps getting,
            keeps saying, keeps crashing, keeps telling, keep telling, nobody answers, no one answers, nobody answered,
            no answer, no one is answering, nobody is answering, nobody replies, no reply, no response, never replied,
            never answered, never responded, never called, ignored me, ignoring me, hung up on me, hung up, hang up,
            not working, doesnt work, does not work, dont work, didnt work, did not work, wont work, stopped working,
            isnt working, is broken, not good enough, not acceptable, no help, not helping, not helpful, isnt helping,
            didnt help, doesnt help, didnt answer, doesnt answer my, still broken, cancelled my flight,
            canceled my flight, cancelled flight, canceled flight, flight was cancelled, flight was canceled, delayed again,
            missed my, missed our, missed connection, lost my luggage, lost my bag, lost my bags, lost luggage, lost bag,
            lost bags, charged twice, charged me twice, double charged, charged me, overcharged, wrong item, wrong order,
            never arrived, never came, never received, never got, not arrived, hasnt arrived, has not arrived,
            not received, havent received, have not received, didnt receive, did not receive, didnt arrive,
            want a refund, want my refund, my money back, complaint, complain, a manager, your manager,
            your supervisor, a supervisor, real person, a human, real human, actual person, speak to someone,
            talk to someone, speak to a person, cancel my account, close my account, fix this, fix it, your fault,
            poor service, bad service, poor customer, bad customer, how long, how much longer, when will, what is going on,
            whats going on, not happy, not impressed, not pleased, very unhappy, so rude, very rude, customer service,
            let down, no sense, makes no sense, not ok, not okay, not fair, not cool, no excuse, no explanation,
            no apology, no idea when, no one knows, nobody knows, nobody seems, no one seems, false advertising,
            last time, you lied, told different, passed around, sent in circles, going in circles, round in circles
            """),
        List(
            .complaint, 0.6,
            """
            again, keeps, late, delayed, delay, delays, cant, cannot, wont, unable to, refuse, refused, refuses, never,
            nobody, hours, stuck, cancelled, canceled, seriously, supposed to, was told, told me, you said,
            you promised, promised, whole day, all day, all week, no longer, anymore, any more, really though, how come,
            how hard, disgrace, joke, waiting, no one
            """),
        List(
            .complaint, 0.3,
            """
            still, why, lost, missing, nothing, already, no, not, dont, doesnt, didnt, wasnt, isnt, hasnt, havent, nah,
            nope, wouldnt, shouldnt, couldnt, stop
            """),
    ]
}
