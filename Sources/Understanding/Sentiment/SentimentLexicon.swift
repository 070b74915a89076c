/// Words that feel good or bad, with how much, 1 to 4: our own list, written for people who talk to a shop.
enum SentimentLexicon {
    /// Strength by word, negative for bad ones.
    static let strengths: [WordKey: Double] = {
        var strengths: [WordKey: Double] = [:]
        for (strength, words) in good { add(words, strength, to: &strengths) }
        for (strength, words) in bad { add(words, -strength, to: &strengths) }
        for (strength, faces) in emoji {
            for face in faces { strengths[WordKey(CollectionOfOne(face.value))] = strength }
        }
        return strengths
    }()

    private static func add(_ words: String, _ value: Double, to strengths: inout [WordKey: Double]) {
        for key in list(words) { strengths[key] = value }
    }

    /// What a word adds to frustration beyond how bad it feels: anger and insults add, sorrow and fear take away, for
    /// they feel bad without blaming anybody. In complaint units, counted where the word is meant (not "not angry").
    static let tempers: [WordKey: Double] = {
        var tempers: [WordKey: Double] = [:]
        for (units, words) in temperWords { add(words, units, to: &tempers) }
        return tempers
    }()

    private static let temperWords: [(Double, String)] = [
        (
            1,
            """
            aggravated aggravating anger angered angry annoy annoyed annoying annoys annoyance appalled appalling ass
            asshole assholes bastard bastards bitch bullshit bs clown clowns crap crappy damn dickhead disgrace
            disgraceful disgust disgusted disgusting disappoint disappointed disappointing disappointment disappoints
            dissapointed dissapointing disapointed disapointing dissappointed dissappointing dumb dumbass dumbest
            embarrassment enraged exasperated ffs frustrate frustrated frustrates frustrating frustratingly frustration
            frusterated frustated fuck fucked fucker fuckers fuckin fucking fuming furious fury garbage goddamn
            grumpy hate hated hates hating horrible hypocrite idiot idiotic idiots imbecile incensed
            incompetence incompetent inexcusable infuriated infuriating insulted irate irked irritate irritated
            irritating irritation jackass jerk jerks lame livid loathe mad moron moronic morons nasty outrage outraged
            outrageous pathetic peeved piss pissed pos prick rage raging rediculous ridiculous ridiculously rubbish
            rude scum scumbag seething shit shite shitshow shitty sick stfu stupid stupidity suck sucked sucks sucky
            trash unacceptable unhappy upset upsetting useless vile wanker worst worthless wtf
            """
        ),
        (
            0.5,
            """
            awful bad badly blame boring bored brutal clueless cringe dire dirty disagree dislike disturbing filthy
            fool gross hassle ignorant ignore ignored ignoring inept insane insult insulting junk lazy liar liars lie
            lied lies lousy lying mess negligent overrated overpriced petty pointless poor poorly rotten selfish
            screwed shame shameful sloppy terrible tired toxic ugh ugly unfair unhelpful unprofessional waste wasted
            wasting weird worse wrong yuck
            """
        ),
        (
            -0.4,
            """
            afraid anxiety anxious ashamed awkward confused confusing dangerous dead death depressed depression died
            dying embarrassed fear fears grief heartbroken horror lonely lost miss nervous panic sad sadly sadness
            scared scary sorrow sorry terrified unlucky unfortunate unfortunately weep worried worry worrying
            """
        ),
    ]

    /// Turns of phrase that feel other than their words.
    static let idioms: [WordKey: [(keys: [WordKey], strength: Double)]] = {
        let all = idiomWords.flatMap { strength, phrases in
            phrases.split { $0 == "," || $0 == "\n" }.map { (list(String($0)), strength) }.filter { !$0.0.isEmpty }
        }
        return Dictionary(grouping: all, by: { $0.0[0] }).mapValues { phrases in
            phrases.map { (keys: $0.0, strength: $0.1) }.sorted { $0.keys.count > $1.keys.count }
        }
    }()

    private static let idiomWords: [(Double, String)] = [
        (
            4,
            """
            top notch, second to none, could not be happier, couldnt be happier, could not be better, couldnt be better,
            could not ask for more, couldnt ask for more, cannot recommend enough, cant recommend enough,
            cant thank you enough, cannot thank you enough
            """
        ),
        (
            3,
            """
            cant wait to, cannot wait to, cant wait for, cannot wait for, cant go wrong, cannot go wrong, spot on,
            five stars, blown away, worth every penny, worth the money, hats off, hell yeah, hell yes, thumbs up,
            life saver, above and beyond, went the extra mile, the bomb, to die for
            """
        ),
        (
            2,
            """
            cant complain, cannot complain, no complaints, nothing but praise, so far so good, bang for the buck,
            bang for your buck, not a problem, on time, killer deal, cant beat, cannot beat, up and running,
            good to know, ahead of time, ahead of schedule, right away, well worth, bad ass, made my day
            """
        ),
        (
            -2,
            """
            gave up, give up, given up, sent it back, send it back, sending it back, sent back, hit or miss, wears out,
            wore out, out of stock, no use, no good, run around, off putting, hard to, does nothing, did nothing,
            not as described, not as advertised, goes nowhere, went nowhere, getting nowhere, got nowhere, ran out,
            buyer beware, no luck, shut up, get lost, cut off, of no help, too bad, so much for
            """
        ),
        (
            -3,
            """
            fed up, ripped off, rip off, let down, lets you down, one star, zero stars, fell apart, falls apart,
            falling apart, daylight robbery, stay away, steer clear, give me a break, worst ever, good for nothing,
            sick and tired, sick of, tired of, piece of junk, piece of crap, piece of shit, never again, how dare you,
            what a joke, a total joke, a complete joke, is a joke, absolute joke, thanks for nothing,
            thank you for nothing, waste of time, waste of money, waste of space, hung up on, bait and switch
            """
        ),
    ]

    /// Before these, "like" compares and does not like: "would like", "looks like".
    static let comparing = keys(
        """
        would id wed youd hed shed theyd feel feels felt feeling look looks looked looking sound sounds sounded seem
        seems seemed act acts just something anything nothing stuff things more much is was be was its thats are were
        """)

    /// Turn around what follows within three words.
    static let negations = keys(
        """
        not no never none nobody nothing neither nor nowhere cant cannot couldnt dont doesnt didnt wont wouldnt
        shouldnt isnt arent wasnt werent hasnt havent hadnt aint without hardly barely rarely seldom mustnt neednt dont
        """)

    /// Make what follows stronger, or weaker when negative; a share of its strength.
    static let boosters: [WordKey: Double] = {
        var boosters: [WordKey: Double] = [:]
        let stronger = """
            absolutely amazingly awfully beyond bloody completely considerably damn deeply effing enormously entirely
            especially exceptionally extra extremely exceedingly fabulously fricking fucking fully greatly highly
            hugely incredibly insanely intensely majorly massively more most much particularly purely quite really
            remarkably ridiculously so seriously soo sooo soooo substantially super terribly thoroughly too total
            totally tremendously truly unbelievably unusually utter utterly very
            """
        let weaker = """
            almost bit fairly kinda kindof less little marginally mildly moderately occasionally partly partially
            scarcely slight slightly somewhat sorta sort
            """
        for key in keys(stronger) { boosters[key] = 0.293 }
        for key in keys(weaker) { boosters[key] = -0.293 }
        return boosters
    }()

    static func keys(_ words: String) -> Set<WordKey> {
        Set(list(words))
    }

    private static func list(_ words: String) -> [WordKey] {
        words.split(whereSeparator: { $0 == " " || $0 == "\n" }).map { WordKey(String($0)) }
    }
}
