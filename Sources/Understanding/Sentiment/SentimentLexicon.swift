/// Words that feel good or bad, with how much, 1 to 4: our own list, written for people who talk to a shop.
enum SentimentLexicon {
    /// Strength by word, negative for bad ones.
    static let strengths: [WordKey: Double] = {
        var strengths: [WordKey: Double] = [:]
        for (value, words) in good { add(words, value, to: &strengths) }
        for (value, words) in bad { add(words, -value, to: &strengths) }
        for (emoji, value) in emoji { strengths[WordKey(CollectionOfOne(emoji.value))] = value }
        return strengths
    }()

    private static func add(_ words: String, _ value: Double, to strengths: inout [WordKey: Double]) {
        for word in words.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
            strengths[WordKey(String(word))] = value
        }
    }

    private static let good: [(Double, String)] = [
        (
            4,
            """
            adore adored adoring amazing amazingly astounding awesome best blissful breathtaking brilliant brilliantly
            delighted delightful divine ecstatic elated euphoric exceptional exceptionally exquisite extraordinary
            fabulous fantastic fantastically flawless flawlessly glorious gorgeous heavenly immaculate incredible
            incredibly legendary love loved loves loving lovin magnificent marvellous marvelous masterpiece miraculous
            outstanding overjoyed perfect perfection perfectly phenomenal priceless remarkable sensational spectacular
            splendid stellar stunning sublime superb superbly superior terrific thrilled thrilling triumph unbeatable
            unparalleled wonderful wonderfully wow wondrous yay yippee hooray hurray woohoo woo
            """
        ),
        (
            3,
            """
            admirable admire admired affection applause appreciate appreciated appreciates appreciation appreciative
            beautiful beautifully beauty beloved bless blessed blessing blessings bliss bravo celebrate celebrated
            celebrating celebration champion charming cheerful cherish classy comforting commend congrats
            congratulations cool courteous creative cute darling dazzling dear delicious delight dream elegant eager
            enchanting encouraging energetic enjoy enjoyable enjoyed enjoying enjoys enthusiastic epic excellence
            excellent excellently excited excitedly excitement exciting faithful fascinating favorite favorites
            favourite favourites festive fortunate freedom friendly fun funniest funny generous generously genius
            gentle glad gladly glee glowing good goodness grace graceful gracious grand grateful gratitude great greatest
            greatly handsome happier happiest happily happiness happy heartfelt hero heroic hilarious honored honoured
            hope hopeful hug hugs impress impressed impressive inspiration inspire inspired inspiring invaluable joy
            joyful joyous jolly kindly kindness kiss laugh laughed laughing laughs laughter lively lovable lovely
            lucky luxurious magic magical merry miracle nice nicely nicest paradise passion passionate peaceful pleased
            pleasant pleasantly pleasing pleasure polite politely popular praise praised precious pride prize proud
            proudly radiant rejoice relaxing relieved remarkable respectful rich romantic satisfied satisfying
            sincere smile smiled smiles smiling smooth smoothly sparkling splendour spotless succeed succeeded success
            successful successfully super sweet sweetest sweetheart sweetie swift talented tasty thankful thoughtful
            top treasure treat triumphant trusted trustworthy uplifting valuable vibrant victory warm warmth welcome
            welcomed welcoming win winner winning wins won worthwhile worthy yummy
            """
        ),
        (
            2,
            """
            able accomplish accomplished accomplishment accurate accurately advantage affordable agree agreed agreeable
            alive amused amusing assure assured attractive award awarded awards aww benefit benefits better bonus boost
            bright brighter calm calmly capable care cared careful caring certainly cheap cheer cheers clean clear
            clearly clever comfort comfortable comfortably comfy compassion compliment complimentary confidence
            confident considerate convenient cosy cozy crisp cuddly cured daring dependable deserve deserved deserving
            desirable durable ease easier easiest easily easy effective effectively efficient efficiently effortless
            enhance enhanced entertain entertained entertaining entertainment ethical excelled exclusive fair fairly
            fairness fame famous fancy fast faster fastest fave fearless fine fixed flattered flattering flexible
            fond forgive forgiven free fresh friend friends friendship fulfilled gain gained gem genuine genuinely gift
            gifted gifts giggle giggles glamorous glory gold golden handy harmless harmony healing healthy heart hearts
            heaven helped helpful helpfully helping helps hearty holy honest honestly honesty honor honour hooked
            humble humorous humour humor ideal improve improved improvement improvements improves improving innocent
            innovative intelligent interested interesting intuitive keen likable like liked likes liking loyal loyalty
            luck luckily mature meaningful merit mighty motivated neat neatly noble nourishing optimistic original
            patience patient peace personable play playful playing pleasantly please plenty plus positive positively
            powerful prefer preferred pretty privileged productive profit progress promise promising promptly prosper
            protect protected pumped pure quality quick quicker quickest quickly quiet ready reassured reassuring
            recommend recommendation recommended recommends refreshing relax relaxed relief reliable reliably resolved
            resourceful respect respected responsive restored reward rewarded rewarding robust safe safely safety
            satisfaction save saved saves savings scored secure sexy sharp shine shines shining shiny silky simple
            simply skilled sleek smart smarter soft soothing speedy splendidly stable strength strong stronger sturdy
            stylish suitable sunny sunshine support supported supporting supportive supreme sure surprise surprised
            talent tender terrifically thank thanked thanking thanks thanx thnx thx ty tidy timely tops tranquil true
            trust truth unique upbeat useful valued versatile vivid vital warmly wealth wealthy well whoa willing wins
            wisdom wise witty worked works worth yes youthful yum
            """
        ),
        (
            1,
            """
            accept accepted accepting active adequate alright approve approved aspire big bold brave chance chill
            clarity commitment common correct correctly courage crush decent delicate discount discounts dynamic
            eligible embrace engaged enough escape essential exact exactly expert familiar favor favour feasible
            fulfil giving grow growing grown guarantee guaranteed haha hahaha hehe heh hey hi intact interest important
            invite invited join joined joke jokes justice kind lead lol lmao rofl mastered matter natural new nicer
            notable okay ok open outgoing please pls proper properly rapid reasonable reasonably recover recovered
            responsible rest right romance satisfactory share shared solid solution solutions solve solved special
            spirit steady straight straightforward sufficient trendy understand understood upgrade upgraded usable
            usually valid wish wishes working yeah yep yup
            """
        ),
    ]

    private static let bad: [(Double, String)] = [
        (
            4,
            """
            abhorrent abomination abysmal abysmally abusive agonising agonizing agony appalled appalling appallingly
            arsehole asshole assholes atrocious awful awfully bastard bastards bitch bitches bullshit catastrophe
            catastrophic crap crappy criminal crooks cruel cruelty cunt death deadly despicable despise despised
            destroyed destroying detest devastated devastating dick die died diabolical disaster disasters disastrous
            disgrace disgraceful disgust disgusted disgusting dreadful dreadfully evil fraud fraudulent fraudsters
            fuck fucked fucker fuckers fuckin fucking furious garbage ghastly gruesome hate hated hateful hates hating
            hatred heartbreaking heartbroken hell hellish hideous horrendous horrible horribly horrid horrific
            horrified horrifying horror infuriated infuriating insulting kill killed killer killing livid loathe
            loathing loathsome lying miserable misery moron morons murder nauseating nightmare nightmares nightmarish
            obscene outrage outraged outrageous pathetic pissed pos putrid racist rape repulsive revolting rubbish scam
            scammed scammer scammers scamming scams shambles shameful shit shite shitty sickening stupidest suicide
            terrible terribly terrified terrifying terror theft thieves thief torture tortured toxic tragedy tragic
            trash unacceptable unbearable unforgivable useless vile violent violence vomit wanker war waste worst
            worthless wretched wtf yuck
            """
        ),
        (
            3,
            """
            abandon abandoned abuse abused aggravated aggravating aggressive anger angered angrily angry anguish
            annoyed annoying anxiety argh arrogant ashamed attack attacked awkward bad badly beaten betrayed betrayal
            bitter blame blamed bloody bogus bored boring broke broken bully burden cheat cheated cheater cheaters
            cheating chaos chaotic clueless complain complained complaining complaint complaints con conned corrupt
            coward crash crashed crashes crashing crazy cried cry crying cursed damage damaged damages damn damned
            danger dangerous dead deceitful deceived deceiving deceptive defeated defective degrading deny depressed
            depressing depression desperate desperately despair destroy destructive devil dirty disappoint
            disappointed disappointing disappointingly disappointment disappoints disgruntled dishonest dishonesty
            dislike disliked dismal disrespect disrespectful distress distressed distressing disturbed disturbing
            dodgy dread dreaded dumb embarrass embarrassed embarrassing embarrassment enraged enemy exasperated
            exhausted exhausting exploit fail failed failing fails failure failures fake falsely fault faulty fear
            feared fed fiasco filthy flawed fool foolish freaking frightened frightening frustrate frustrated
            frustrates frustrating frustratingly frustration fuming fury goddamn grief grim gross guilty harass
            harassed harassing harassment harm harmed harmful harsh heartless helpless hopeless hopelessly hostile
            humiliated humiliating hurt hurting hurts hysterical idiot idiotic idiots ignorant ignore ignored ignores
            ignoring ill immoral impossible inadequate incompetence incompetent inept inexcusable inferior inhuman
            insane insult insulted irate irresponsible irritate irritated irritating irritation jerk jerks joke junk
            lame laughable lawsuit lazy liar liars lie lied lies lonely lose loser losers losing loss losses lost
            ludicrous mad malicious mean mediocre mess messed messy mislead misleading misled mistreated mock mourn
            nasty neglect neglected negligence negligent offended offensive oppressed overpriced pain painful pains
            panic panicked panicking pain pathetically pest poison poor poorer poorest poorly pointless prison
            punish punished rage raging refuse refused refuses refusing regret regretted reject rejected rejection
            resent ridiculous ridiculously rob robbed rotten rude rudely rudeness ruin ruined ruining ruins sad sadder
            saddened sadly sadness scandal scared scary screwed screw selfish severe severely shady shame shocked
            shocking shoddy sick sloppy smashed smelly sob sorrow spam spiteful spoiled spoilt stink stinks stinky
            stole stolen steal stealing stress stressed stressful stressing stupid stupidity suck sucked sucks sucky
            suffer suffered suffering suspicious tasteless tears threat threatened threatening tormented traumatic
            trapped troubled troubling ugh ugliest ugly unable unbelievable unbelievably unethical unfair unfairly
            unfortunate unfriendly ungrateful unhappy unhealthy unhelpful unjust unpleasant unprofessional unreliable
            unsafe unsatisfactory unsatisfied unusable unwanted upset upsetting vicious victim victims villain
            weep weeping wicked worse worsened worthlessly wound wounded wreck wrecked wrong wronged wrongly
            """
        ),
        (
            2,
            """
            absurd accident accused ache aches addicted afraid alarm alarmed alarming alone annoy annoyance annoys
            anxious appeal argue argued argument arrested bait ban banned bankrupt barely battle begging bleak bleed
            bleeding blah bleh block blocked blocking blow blunder boo bother bothered bothersome bug bugged buggy bugs
            bugging bump bummed bummer burn burned burning burnt cancel cancelled canceled cancelling catch cheap
            cheesy clumsy cold collapse collapsed complicated concerned concerning confuse confused confuses confusing
            confusion conflict contradict cost costly crack cracked cranky crisis critical criticism criticize
            cringe crooked crude cumbersome cursing cut cuts deaf debt deceive decline declined declining defect defects
            deficient degraded delay delayed delaying delays delusional demand demanding denied denying deplete
            deprived deteriorated difficult difficulties difficulty dilemma dim disabled disadvantage disagree
            disappear disappeared disappears disbelief discomfort disconnect disconnected discourage discouraged
            discouraging dishonor disorganised disorganized dispute disputed disregard disrupt disrupted
            dissatisfaction dissatisfied distorted distracting distraction ditched dizzy doom doomed doubt doubtful
            doubts downer drab drained drag dragging drama drawback drop dropped drunk dull dump dumped error errors
            eww exaggerated excessive excuse excuses expensive expire expired explode exploded fade faded faint falling
            fatigue fell fight fighting fighter fired flaw flaws flimsy forbidden forced foul fragile frail frantic
            freak freeze freezes freezing frozen frown frustrations fuss gave generic ghost glitch glitches glitchy
            gloomy greasy greed greedy grouchy grudge grumpy grr guilt hard hardship hassle haunted headache headaches
            hectic hesitant hesitate hideously hoax horribly hinder hung hungry hurtful illegal illegally illness
            impatient imperfect impolite inaccurate inability inappropriate inconsiderate inconsistent inconvenience
            inconvenienced inconvenient incorrect incorrectly ineffective inefficient infected inferiority injured
            injury insecure insecurity insufficient interrupted interruption invalid irrational irrelevant isolated
            issue issues jealous jealousy jeopardy killjoy lack lacked lacking lacks lag lagging laggy lags late
            lately leak leaked leaking leaks limp limited locked lousy low lower malfunction malfunctioned
            malfunctioning meaningless melancholy menace mindless misplaced miss missed misses missing mistake mistaken
            mistakes mistrust misunderstand misunderstanding misunderstood misuse moody mundane muddy needy nervous
            nervously noisy nonsense nope nuisance numb odd outdated overcharge overcharged overcharging overwhelmed
            overwhelming paranoid pathetic penalty pessimistic petty phony pity poorest pressured problem problematic
            problems protest provoke punishing puzzled quit reckless refusal regrets reluctant resigned resolve
            restricted revenge revoked rip ripped risk risks risky rough rot sabotage sarcastic scold scrap scratch
            scratched scratches scream screamed screaming scuffed shaky shock shut shutdown sigh silly skeptical sketchy
            slack slow slower slowest slowly slug sluggish smack smelled smells snag sore sorry sour spill spilled stale
            stalled strain strange struggle struggled struggles struggling stuck stumble stupidly subpar
            suspect suspended suspicion tacky tangled tedious tense tension terminate thirsty threaten tired tiresome
            tiring tore torn tough trauma trick tricked tricky trouble troubles troublesome ugh unclear uncomfortable
            underwhelmed underwhelming uneasy unexpected unexpectedly unfinished unfortunately unimpressed
            uninterested unknown unlucky unnecessary unpaid unresolved unresponsive unstable unsuccessful unsure
            unusual unwelcome unwell unwilling urgent useless vague vain void vulnerable wait waited waiting warned
            warning warped wasted wasteful wastes wasting weak weakness weary weird whine whining withheld withdraw
            wobbly worn worried worries worry worrying wrinkled wrongful
            """
        ),
        (
            1,
            """
            absent avoid avoided aw awaiting backward bland boredom careless chase chased chasing cliche closed common
            conflicting contested crowded cut dark demands dense deserted dry empty escalate escalation except fee
            fees few flat forget forgetful forgot forgotten former gap gone half hardly heavy hm hmm incomplete
            inexpensive interrupt lengthy less loud meh merely minor mismatch mixed negative negatives never nobody
            noise none obsolete obstacle ordinary outage overdue overload overlooked overrated pain pause pending
            penalised plain predictable pricey questionable random rarely reduce repeat repeatedly reset returned
            rushed scarce seldom shallow sharp short shortage silence simplistic skip sketch small soggy stiff stop
            stopped stops strict suspicious sweat tangle thin tight tiny trembling trial unavailable uncertain
            undecided underestimated uneven unfamiliar unlikely unseen unused variable vary wear wrong
            """
        ),
    ]

    private static let emoji: [Unicode.Scalar: Double] = [
        "\u{2764}": 3, "\u{1F600}": 3, "\u{1F601}": 3, "\u{1F602}": 2, "\u{1F603}": 3, "\u{1F604}": 3, "\u{1F605}": 1,
        "\u{1F606}": 2, "\u{1F607}": 3, "\u{1F609}": 1.5, "\u{1F60A}": 3, "\u{1F60B}": 2, "\u{1F60C}": 2,
        "\u{1F60D}": 4, "\u{1F60E}": 2, "\u{1F618}": 3, "\u{1F642}": 1.5, "\u{1F917}": 3, "\u{1F923}": 2,
        "\u{1F929}": 4, "\u{1F970}": 4, "\u{1F973}": 3, "\u{1F44D}": 2, "\u{1F44F}": 2.5, "\u{1F44C}": 2,
        "\u{1F64F}": 2, "\u{1F389}": 3, "\u{1F495}": 3, "\u{1F496}": 3, "\u{1F499}": 3, "\u{1F49A}": 3, "\u{1F49B}": 3,
        "\u{1F49C}": 3, "\u{1F525}": 1.5, "\u{2B50}": 2, "\u{1F31F}": 2, "\u{2728}": 2, "\u{1F4AF}": 3, "\u{263A}": 2,
        "\u{1F60F}": 0.5, "\u{1F610}": -0.5, "\u{1F611}": -1, "\u{1F612}": -2, "\u{1F613}": -1.5, "\u{1F614}": -2,
        "\u{1F615}": -1.5, "\u{1F616}": -2, "\u{1F61E}": -2.5, "\u{1F61F}": -2, "\u{1F620}": -3, "\u{1F621}": -4,
        "\u{1F622}": -2.5, "\u{1F623}": -2, "\u{1F624}": -2.5, "\u{1F625}": -1.5, "\u{1F626}": -2, "\u{1F627}": -2,
        "\u{1F628}": -2, "\u{1F629}": -2.5, "\u{1F62A}": -1.5, "\u{1F62B}": -2.5, "\u{1F62D}": -2.5, "\u{1F631}": -2,
        "\u{1F630}": -2, "\u{1F633}": -0.5, "\u{1F637}": -1, "\u{1F641}": -1.5, "\u{2639}": -2, "\u{1F644}": -2,
        "\u{1F62C}": -1, "\u{1F92C}": -4, "\u{1F92E}": -3.5, "\u{1F922}": -3, "\u{1F926}": -2, "\u{1F937}": -0.5,
        "\u{1F44E}": -3, "\u{1F494}": -3, "\u{1F595}": -4, "\u{1F4A9}": -3, "\u{1F480}": -0.5, "\u{1F92F}": -1,
        "\u{274C}": -1, "\u{1F92A}": 1,
    ]

    /// Typed faces.
    static let faces: [String: Double] = [
        ":)": 2, ":-)": 2, "(:": 2, ":d": 3, ":-d": 3, "=)": 2, "=d": 3, ";)": 1, ";-)": 1, ";d": 2, ":p": 1, ":-p": 1,
        "xd": 2, "<3": 3, ":*": 2, "^^": 2, "^_^": 2, ":]": 2, ":')": 2, ":(": -2, ":-(": -2, "):": -2, ":'(": -3,
        ":/": -1.5, ":-/": -1.5, ":\\": -1.5, ":|": -1, ":[": -2, ">:(": -3, "d:": -2, "=(": -2, "</3": -3, "-_-": -2,
        ":c": -2, ":o": 0,
    ]

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
        Set(words.split(whereSeparator: { $0 == " " || $0 == "\n" }).map { WordKey(String($0)) })
    }
}
