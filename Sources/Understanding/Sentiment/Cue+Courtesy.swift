extension Cue {
    /// What takes frustration away.
    static let courtesies = [
        List(
            .gratitude, 1,
            """
            thank you, thank you so much, thanks, thanks a lot, many thanks, thx, ty, cheers, much appreciated,
            appreciate it, i appreciate, appreciate your help, no worries, no problem, great service, great help,
            well done, good job, great job, you are the best, youre the best, love it, love you, nothing else,
            dont need anything else, do not need anything else, dont need anything more, that is all, thats all,
            that will be all, thatll be all, thats it, all good, im good, i am good, no thanks, no thank you, all set,
            it works now, works now, working now, is working again, got it, no complaints
            """),
        List(
            .gratitude, 0.4,
            """
            please, pls, plz, kindly, would you mind, if possible, could you, just wondering, curious
            """),
        List(
            .patience, 1,
            """
            no rush, no hurry, not urgent, isnt urgent, not in a hurry, nothing urgent, whenever you can, when you can,
            when you get a chance, when you have time, take your time, at your convenience, whenever suits, it can wait,
            can wait
            """),
    ]
}
