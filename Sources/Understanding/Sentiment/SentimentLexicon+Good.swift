extension SentimentLexicon {
    /// Words that feel good, by strength.
    static let good: [(strength: Double, words: String)] = [
        (
            4,
            """
            adore adored adoring amazing amazingly astounding awesome best blissful breathtaking brilliant brilliantly
            delighted delightful divine ecstatic elated euphoric exceptional exceptionally exquisite extraordinary fab
            fabulous fabulously fantastic fantastically faultless flawless flawlessly glorious godsend gorgeous
            heavenly hooray hurray immaculate incredible incredibly legendary lifesaver lifesavers love loved loves
            lovin loving magnificent marvellous marvelous masterpiece mindblowing miraculous outstanding overjoyed
            perfect perfection perfectly phenomenal phenomenally priceless sensational spectacular splendid stellar
            stunning sublime superb superbly superior superstar terrific thrilled thrilling triumph unbeatable
            unparalleled wonderful wonderfully wondrous woo woohoo yay yippee
            """
        ),
        (
            3,
            """
            admirable admire admired affection amaze amazes applause appreciate appreciated appreciates appreciation
            appreciative attentive awesomeness beautiful beautifully beautifuly beauty beloved bless blessed blessing
            blessings bliss bravo celebrate celebrated celebrating celebration champion charming cheerful cherish
            chuffed classy comforting commend commendable congrats congratulate congratulations courteous cute darling
            dazzling delicious delight delish dope eager elegant enchanting encouraging energetic enjoy enjoyable
            enjoyed enjoying enjoys enthusiastic epic excellence excellent excellently excited excitedly excitement
            exciting exemplary faithful fascinating favorite favorites favourite favourites festive fortunate freedom
            friendly fun funniest funny generous generously genius gentle glad gladly glee glowing good goodness gr8
            grace graceful gracious grand grateful gratitude great greatest greatly handsome happier happiest happily
            happiness happy heartfelt hehehe hero heroic hilarious honored honoured hug hugs hyped impeccable
            impeccably impress impressed impressive inspiration inspire inspired inspiring invaluable jolly joy joyful
            joyous kindly kindness kiss knowledgeable kudos laugh laughed laughing laughs laughter lively lovely lucky
            luv luxurious magic magical merry miracle nice nicely nicest painless painlessly paradise passion
            passionate peaceful pleasant pleased pleasing pleasure polite politely popular praise praised precious
            pride prize proud proudly radiant rejoice relaxing relieved remarkable respectful romantic satisfied
            satisfying seamless seamlessly sincere smile smiled smiles smiling smooth smoothly sparkling splendour
            spotless stoked succeed succeeded success successful successfully superstars sweet sweetest sweetheart
            sweetie swift talented tasty thankful thankfulness thoughtful treasure treat triumphant trusted
            trustworthy uplifting valuable vibrant victory warm warmth welcome welcomed welcoming win winner winning
            won wonders woot worthwhile worthy wow yaay yayy yummy
            """
        ),
        (
            2,
            """
            accommodating accomplish accomplished accomplishment accurate accurately advantage affordable agreeable
            agreed alive amused amusing assure assured attractive award awarded awards aww bargain benefit benefits
            better birthday bonus boost bright brighter calm calmly capable care cared careful caring cheer cheerfully
            cheers clean clear clever comfort comfortable comfortably comforted comfy compassion compliment
            complimentary confidence confident considerate convenient cool cozy crisp cuddly cured dependable deserve
            deserved deserving desirable dream durable ease easier easiest easily easy effective effectively efficient
            efficiently effortless enhance enhanced entertain entertained entertaining entertainment ethical excelled
            fairly fairness fame fast faster fastest fave fearless fine fixed flattered flattering flavorful
            flavourful flexible fond forgive forgiven fresh friend friends friendship fulfilled gain gained gem
            genuine genuinely gifted giggle giggles gladness glamorous glory gold golden hahaha handy harmless harmony
            healing healthy hearts hearty heaven helped helpful helpfully helps heroes holy honest honesty honor
            honour hooked humble humor humorous humour improve improved improvement improvements improves improving
            innocent innovative intelligent interested interesting keen lightweight likable like liked likes liking
            lol lovable loyal loyalty luckily mature meaningful merit mighty motivated neat neatly noble nourishing
            optimistic party patience patient peace perks perky personable playful pleasantly plenty plus polished
            positively powerful preferred privileged proactive productive profit progress promising promptly prosper
            protect protected pumped pure quick quicker quickest quickly rainbow reassured reassuring recommend
            recommendation recommended recommends refreshing relax relaxed reliable reliably relief resolved
            resourceful respect respected responsive restored reward rewarded rewarding robust rock rocked rockin
            rocks safe safely safety satisfaction savings scored secure sexy shine shines shining shiny silky simple
            skilled sleek smart smarter snappy soft soothing sorted speedy splendidly stable strength strong stronger
            sturdy stylish suitable sunny sunshine super supportive supreme sweeter talent tender terrifically thank
            thanked thankfully thanking thanks thanx thnx thx timely top tops tranquil trust ty unique upbeat useful
            valued versatile vital vivid warmly wealth wealthy well whoa willing wins wisdom wise witty worked works
            worth youthful yum
            """
        ),
        (
            1,
            """
            able accept accepted accepting adequate agree alright approve approved aspire bold brave cheap chill
            clarity commitment correct correctly cosy courage creative dear decent delicate discount discounts dynamic
            eligible embrace engaged escape fair famous fancy favor favour feasible free fulfil gift gifts guarantee
            guaranteed ha haha hahah hahahah heart heh hehe help helping honestly hope hopeful ideal intact intuitive
            justice lmao luck mastered nicer ok okay outgoing please pls portable positive prefer promise proper
            properly quality quiet rapid ready reasonable reasonably recover recovered responsible right rofl romance
            roomy satisfactory save saved saves simply solid solution solutions solve solved spirit steady straight
            straightforward sufficient sure surprise surprised tidy transparent trendy true truth understand
            understood upfront usable valid work working yeah yep yes yup
            """
        ),
    ]
}
