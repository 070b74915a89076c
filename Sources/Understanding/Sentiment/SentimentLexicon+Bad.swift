extension SentimentLexicon {
    /// Words that feel bad, by strength; also as people misspell them.
    static let bad: [(strength: Double, words: String)] = [
        (
            4,
            """
            abhorrent abominable abomination abusive abysmal abysmally agonising agonizing agony appalled appalling
            appallingly arsehole asshole assholes atrocious awful awfully bastard bastards bitch bitches bullshit
            catastrophe catastrophic conman conmen crap crappiest crappy criminal crooks cruel cruelty cunt deadly
            death deplorable despicable despise despised destroyed destroying detest devastated devastating diabolical
            dick dickhead disaster disasters disastrous disgrace disgraceful disgust disgusted disgusting disgustingly
            dogshit dreadful dreadfully evil fraud fraudsters fraudulent fuck fucked fucker fuckers fuckin fucking
            furious garbage ghastly godawful gruesome hate hateful hates hating hatred heartbreaking heartbroken
            hellish hideous horible horrendous horrible horrid horrific horrified horrifying horseshit imbecile
            imbeciles incensed infuriated infuriating insulting killed killing livid loathe loathing loathsome lying
            miserable misery moron morons motherfucker motherfucking murder nauseating nightmare nightmares
            nightmarish obscene outrage outraged outrageous pathetic pissed pos prick putrid racist rape repulsive
            revolting ripoff ripoffs rubbish scam scammed scammer scammers scamming scams scumbag scumbags seething
            shambles shameful shit shite shitshow shittiest shitty sickening stfu stupidest suicide swindle swindled
            swindler swindlers terible terrible terribly terrified terrifying terror theft thief thieves torture
            tortured toxic tragedy tragic trash twat unacceptable unbearable unforgivable vile violence violent vomit
            wanker war waste worst worste worthless wretched wtf yuck
            """
        ),
        (
            3,
            """
            abandon abandoned abuse abused aggravated aggravating aggressive anger angered angrily angry anguish
            annoyed annoyin annoying anxiety arrogant ashamed attack attacked awkward bad badly beaten betrayal
            betrayed bitter blame blamed bogus bollocks boring botched bricked broke bs bully bungled burden chaos
            chaotic cheat cheated cheater cheaters cheating clown clowns clueless cockup complain complained
            complaining complaint complaints con condescending conned corrupt counterfeit coward crash crashed crashes
            crashing crazy cried crying cursed damage damaged damages damned danger dangerous dead deceitful deceived
            deceiving deceptive defeated defective degrading deny depressed depressing depression despair desperate
            desperately destroy destructive die died dirty disapointed disapointing disappoint disappointed
            disappointing disappointingly disappointment disappoints disgruntled dishonest dishonesty dislike disliked
            dismal dismay dismayed disrespect disrespectful dissapointed dissapointing dissappointed dissappointing
            distress distressed distressing disturbed disturbing dodgy douche dread dreaded dud dumb dumbass dumbest
            embarassed embarassing embarrass embarrassed embarrassing embarrassment enemy enraged exasperated
            exhausted exhausting exploit extortion extortionate failing fails failure failures fake falsely faulty
            feared fed ffs fiasco filthy flawed fml fool foolish freaking frightened frightening frustated frusterated
            frustrate frustrated frustrateing frustrates frustrating frustratingly frustration fuming fury gaslighting
            ghosted goddamn gouging grief grim gross gtfo guilty gutted hangover harass harassed harassing harassment
            harm harmed harmful harsh hated heartless helpless hopeless hopelessly hostile humiliated humiliating hurt
            hurting hurts hysterical idiot idiotic idiots ignorant ignore ignored ignores ignoring ill immoral
            impossible inadequate incompetence incompetent inept inexcusable inferior inhuman insane insult insulted
            irate irresponsible irritate irritated irritating irritation jackass jerk jerks junk kill lame laughable
            laughingstock lawsuit lazy letdown liar liars lie lied lies lonely lose loser losers losing loss losses
            ludicrous mad malicious mediocre mess messed messy mislead misleading misled mistreated mock moldy moronic
            mouldy mourn nasty neglect neglected negligence negligent offended offensive oppressed overcharged
            overpriced pain painful panic panicked panicking pathetically patronising patronizing peeved pest pissin
            pointless poison poor poorer poorly punish punished rage raging rediculous refused refuses refusing regret
            regretted reject rejection resent ridiculous ridiculously rob robbed rotten rude rudely rudeness rudest
            ruin ruined ruining ruins runaround sad saddened sadder sadly sadness scandal scared scary screw screwed
            screwup selfish severe severely shady shame shattered shithole shocked shocking shoddy sick sloppy smashed
            smelly sob sorrow spam spiteful spoiled spoilt steal stealing stink stinks stinky stole stolen stonewalled
            stress stressed stressful stressing stupid stupidity substandard suck sucked sucks sucky suffer suffered
            suffering sux tasteless tears threat threatened threatening tormented trapped traumatic troubled troubling
            ugliest ugly unacceptably unbelievable unbelievably unethical unfair unfairly unfixable unfortunate
            unfriendly ungrateful unhappy unhealthy unhelpful unjust unplayable unpleasant unprofessional unreliable
            unsafe unsatisfactory unsatisfied untrustworthy unusable unwanted upset upsetting useless vicious victim
            victims villain weep weeping wicked woeful woefully worse worsened worstest worthlessly wreck wrecked
            wronged wrongly
            """
        ),
        (
            2,
            """
            absurd accident accused ache aches addicted afraid alarmed alarming amateur amateurish amateurs annoy
            annoyance annoys anxious argh argue argued argument arrested bait ban bankrupt banned begging blah bleak
            bleed bleeding bleh block blocked blocking blunder boo booo bored bother bothered bothersome bozo broken
            bug bugged bugging buggy bugs bummed bummer bump burn burned burning burnt careless cheesy chipped clumsy
            clunky collapse collapsed concerned concerning conflict confuse confuses confusing confusion contradict
            costly crack cracked cranky cringe cringey crisis critical criticism criticize crooked crude cry
            cumbersome damn deceive declining defect defects deficient degraded delay delayed delaying delays
            delusional demand demanding denied dent dented denying deplete deprived deteriorated difficult
            difficulties difficulty dilemma disabled disadvantage disagree disappear disappeared disappears disbelief
            discomfort disconnect disconnected discourage discouraged discouraging dishonor disillusioned dismissive
            disorganised disorganized dispute disputed disregard disrupt disrupted dissapoint dissatisfaction
            dissatisfied distorted distracting distraction ditched dizzy doom doomed doubt doubtful doubts downer drab
            dragging drained drama drawback dull dump dumped eek embarass error errors ew eww exaggerated excessive
            excuse excuses expensive expire expired explode exploded facepalm fail failed falling fatigue fault fear
            fight flaw flaws flimsy forbidden forced foul fragile frail frantic freak freeze freezes freezing frown
            froze frozen frustrations fuss ghost glitch glitches glitching glitchy gloomy greasy greed greedy grouchy
            grr grrr grudge grumpy guilt hardship hassle haunted headache headaches hectic hell hesitant hesitate
            hideously hinder hissy hoax horribly horror hurtful illegal illegally illness impatient imperfect impolite
            inability inaccessible inaccurate inappropriate inconsiderate inconsistent inconvenience inconvenienced
            inconvenient incorrect incorrectly ineffective inefficient infected inferiority injured injury insecure
            insecurity insufficient interrupted interruption invalid irked irrational irrelevant isolated janky
            jealous jealousy jeopardy killjoy knockoff lack lacked lacking lacks lag lagging laggy lags leak leaked
            leaking leaks leaky limited limp locked lost lousy malfunction malfunctioned malfunctioning meaningless
            melancholy menace miffed mindless misdelivered mishandled mislabeled mislabelled mismanaged misplaced
            missed misses mistake mistaken mistakes mistrust misunderstand misunderstanding misunderstood misuse moody
            muddy mundane needy nervous nervously noisy nonexistent nonsense nuisance numb odd outdated overcharge
            overcharging overwhelmed overwhelming pains paranoid penalty pessimistic petty phony pity poorest
            pressured problematic protest provoke punishing puzzled quit reckless refusal refuse regrets rejected
            reluctant repeatedly resigned restricted revenge revoked rigmarole riled rip ripped risky rot rough
            sabotage sarcastic scare scrap scratched scratches scream screamed screaming scuffed shaky shut shutdown
            sigh silly skeptical sketchy slack slow slower slowest slowly slug sluggish smack smelled smells smh snag
            sneaky sore sorry sour spill spilled stain stained stains stale stalled strain strange struggle struggled
            struggles struggling stuck stumble stupidly subpar suspect suspended suspicion suspicious tacky tangled
            tedious tense tension terminate threaten tired tiresome tiring tore torn tough trauma trick tricked tricky
            trouble troubles troublesome ugh unclear uncomfortable undelivered underwhelmed underwhelming uneasy
            unexpected unexpectedly unfinished unfortunately unimpressed uninstall uninstalled uninterested unknown
            unlucky unnecessary unpaid unreachable unreadable unresolved unresponsive unstable unsuccessful unusual
            unwelcome unwell unwilling vague vain vexed void vulnerable warned warning warped wasted wasteful wastes
            wasting weak weakness weary weird whine whining withdraw withheld wobbly worn worried worries worry
            worrying wrinkled wrong wrongful yikes
            """
        ),
        (
            1,
            """
            absent alone avoid avoided aw awaiting backward bland boredom cancel canceled cancelled cancelling chase
            chased chasing cheaply cliche cold complicated confused decline declined deserted drop dropped empty
            forget forgetful gone hm hmm hung incomplete inexpensive interrupt issue issues late lengthy mean meh
            minor mismatch miss missing nah negative negatives noise nope obsolete obstacle outage overdue overload
            overlooked overrated penalised predictable pricey problem problems questionable rushed scarce shallow
            shortage silence soggy stiff stop stopped stops strict sweat trembling unable unavailable uncertain
            undecided underestimated uneven unfamiliar unlikely unsure unused wait waited waiting
            """
        ),
    ]
}
