/// Everyday English words, so that a word the phrases happen not to use is not taken for a slip of one they do.
/// Our own list; a big one joins it when the set-up brings one.
enum CommonWords {
    static let all: [Substring] = [glue, verbs, things, qualities, people, places].flatMap {
        $0.split { $0 == " " || $0 == "\n" }
    }

    /// Words that hold a sentence together and say nothing of what it is about.
    static let glueKeys = Set(glue.split { $0 == " " || $0 == "\n" }.map { WordKey(String($0)) })

    private static let glue = """
        a about above across after afterwards again against ago ahead all almost alone along already also although
        always am among amount an and another any anybody anyhow anymore anyone anything anyway anywhere apart are
        arent around as aside at away back basically because been before behind being below beside besides best better
        between beyond both briefly but by came can cannot cant certain certainly come could couldnt currently daily
        despite did didnt different do does doesnt doing done dont down due during each earlier early either else
        elsewhere enough entirely especially etc even eventually ever every everybody everyone everything everywhere
        exactly except fairly far few fewer finally first firstly for former forth forward from fully further
        furthermore gave generally get gets getting give given gives go goes going gone gonna got gotten gotta had
        hadnt half hardly has hasnt have havent having he hed hello hence her here heres hers herself hes hey hi him
        himself his hopefully how however hows i id if ill im immediately in indeed inside instead into is isnt it itd
        itll its itself ive just kind lately later latest least less let lets like likely little lot lots made mainly
        make makes making many may maybe me mean meanwhile might mine more most mostly much must mustnt my myself near
        nearby nearly neither never new next no nobody none nor normally not nothing now nowhere obviously of off
        often oh ok okay on once one ones only onto or other others otherwise ought our ours ourselves out outside
        over own past per perhaps please possible possibly probably properly quite rather really recently regarding
        same saw second see seem seemed seems seen several shall she shes should shouldnt simply since so some
        somebody somehow someone something sometime sometimes somewhere soon still stuff such sure than thank thanks
        that thats the their theirs them themselves then there therefore theres these they theyd theyll theyre theyve
        thing things this those though three through throughout thus till to today together tomorrow tonight too took
        toward towards two under unfortunately unless unlike until up upon us usual usually very via want wanted wants
        was wasnt way ways we wed well went were werent weve what whatever whats when whenever where wheres wherever
        whether which while who whoever whole whom whos whose why whys will with within without wont would wouldnt yes
        yesterday yet you youd youll your youre yours yourself youve zero four five six seven eight nine ten eleven
        twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy
        eighty ninety hundred thousand million third fourth fifth sixth last lastly quickly slowly suddenly actually
        """

    private static let verbs = """
        accept accepted access accessed act activate activated add added adding adjust admit advise affect afford agree
        agreed aim allow allowed announce answer answered apologise apologize appear appeared apply applied appreciate
        approve approved argue arrange arrive arrived arrives arriving ask asked asking assist assume attach attached
        attempt attempted authorise authorize avoid award bake beat become becomes been began begin behave believe
        belong bend bet bind bite blame block blocked blow book booked boil borrow bother bought bounce break breathe
        brew brewing bring broke broken brought build built burn burned burst buy buying call called calling cancel
        canceled cancelled cancelling care carry catch caught cause caused change changed changes changing charge
        charged charges charging chase chat check checked checking choose chose chosen claim claimed clean cleaned
        clear cleared click clicked climb close closed collect collected combine comes coming commit compare complain
        complete completed concern concerned confirm confirmed confuse connect connected consider contact contacted
        contain continue control convert cook copy correct corrected cost costs count cover covered crack cracked
        crash crashed crashing create created cross cry cut damage damaged dance deal dealt decide decided decline
        declined deduct deducted delay delayed delete deleted deliver delivered delivering demand deny depend deposit
        describe deserve destroy detect develop die disable disagree disappear discover discuss disconnect display
        dispute divide download downloaded drag draw dream dress drink drive drop dropped dry eat edit email emailed
        empty enable encourage end ended enjoy enjoyed ensure enter entered escape exchange exchanged exist expand
        expect expected expire expired explain explained explore extend face fail failed failing fails fall fell felt
        fetch fight figure file fill filled find finding finish finished fit fits fix fixed float flow fly focus fold
        follow followed forget forgot forgotten form forward found freeze frozen froze gather generate grab grind
        grinding grow guarantee guess guide hand handle hang happen happened happening happens hate hated hear heard
        heat held help helped helping hide hire hit hold holding hope hoping hurry hurt identify ignore ignored imagine
        improve include included includes increase inform informed insert insist inspect install installed invest
        invite involve issue issued join joined joke judge jump keep keeping keeps kept kick kill knew knock know
        knowing known lack laid land landed laugh launch lead leak leaking learn leave leaving led left lend lie lift
        limit limited link linked list listed listen load loaded locate lock locked log logged logging look looked
        looking looks lose losing lost love loved lower mail mailed manage managed mark match matter meant measure meet
        mention mentioned message messaged mind miss missed missing mix modify move moved moving need needed needing
        needs notice noticed notify notified obtain occur offer offered open opened opening operate order ordered
        ordering orders own owned owns pack packed paid park pass passed pause paused pay paying pays perform phone
        phoned pick picked pin place placed plan planned planning play plug point post posted pour prefer prepare press
        pressed pretend prevent print printed proceed process processed processing produce promise promised promote
        protect prove provide provided publish pull purchase purchased push put putting question quit raise ran rang
        reach reached read reading reactivate realise realize rebook receive received receiving recognise recognize
        recommend record recover reduce refer refund refunded refunding refunds refuse refused register registered
        regret reject rejected relate release remain remember remind remove removed rename renew renewed rent repair
        repaired repeat replace replaced reply report reported request requested require required reschedule reserve
        reset resetting resolve resolved respond rest restart restore restrict result resume retry return returned
        returning returns reveal reverse review revert rewind ride ring rise roast rob rub ruin ruined run running rush
        said save saved say saying says scan scanned schedule scheduled scratch scratched search select selected sell
        selling send sending sends sent separate serve set setting settle setup shake share shared shift ship shipped
        shipping shop shopped shopping shout show showed showing shown shows shut sign signed sing sit skip skipped
        sleep slide slip smash smell smile snap sold solve solved sort sorted sound sounds speak speaking spell spend
        spent split spoil spoke spoken spread stand stands start started starting starts state stay stayed steal step
        stick stolen stop stopped stops store stuck study submit submitted subscribe subscribed succeed suffer suggest
        suit supply support suppose supposed swap switch switched take taken takes taking talk talked talking taste
        teach tear tell telling tells tend test tested text texted think thinking thought threw throw tie tip told tore
        torn touch track tracked tracking trade transfer transferred translate travel treat treated tried tries trigger
        trust try trying turn turned type typed understand understood undo uninstall unlock unpack unsubscribe update
        updated updating upgrade upgraded upload uploaded use used uses using vary verify verified view visit visited
        vote wait waited waiting wake walk warn wash waste wasted watch wear weigh wish wonder wondering wore work
        worked working works worn worry wrap write writing written wrote yell
        """

    private static let things = """
        account accounts action address addresses advice age agreement air alarm alert amount animal app apple
        application appointment apps area arm article attention bag balance ball band bank bar bargain barcode basket
        bath battery beach bean beans bed beer bell bike bill billing bills bird birth birthday bit blade blog board
        boat body bone bonus bottle bottom box boxes brand bread breakfast brush bug bulb bus business button buttons
        cab cable cake calendar camera can candle cap capsule car card cards carrier cart case cash cat category cent
        cents centre center chain chair chance charger checkout cheese choice choices class clock cloth clothes cloud
        club coat code codes coffee coin cold colour color comment company complaint computer condition confirmation
        content conversation cookie copies corner country coupon coupons courier course cow cream credit crew crowd cup
        cups currency customs data date dates day days debit deal deals debt degree delivery department desk detail
        details device devices dinner direction discount discounts dish document dog dollar dollars door doubt dozen
        dress drink driver dust duty ear earth ease edge effort egg electricity emails engine entry envelope error
        errors euro euros evening event evidence example experience expense express extra eye eyes fact family fault
        fee feedback feeling fees field film filter filters fire fish flat flavour flavor flight floor flower food foot
        footwear fraud fridge friday friend fruit fuel fun function funds future game garden gas gate gift gifts glass
        goal gold goods grade gram grams grass grinder ground group guy hair handle hat head headphones health heart
        heating height history hole holiday home hour hours house ice idea identity image inbox inch information ink
        input instruction instructions insurance interest internet invoice invoices item items jacket jar job joke
        juice keyboard kettle key keys kilo kilogram kit kitchen knife knowledge label labels ladder lady lamp language
        laptop law leaf leather leg length letter letters level lid life light limit line lines lip litre loan location
        login loss luck lunch machine machines magazine mail mailbox man mailing manner manual map market mat material
        meal meaning meat medicine member membership memory menu merchant metal meter method milk mill minute minutes
        mistake mobile mode model moment monday money month monthly months mood morning mouse mouth movie mug museum
        music name names nature neck neighbour neighbor net network news newsletter night noise nose note notes
        notification notifications number numbers office oil online opinion opportunity option options orange organic
        origin output oven package packages packaging packet page pages pain paint pair pan panel paper parcel parcels
        part parts password passwords payment payments pen pence people percent percentage period permission person pet
        photo photos phrase picture pictures piece pieces pin pipe place plane plant plastic plate platform plug pocket
        points police policy pool port portal position postage postcode pot pound pounds powder power practice present
        price prices printer privacy prize problem problems procedure product products profile profit program progress
        project promo promotion proof property purpose purse quality quantity queue rain range rate rating reader
        reason reasons receipt receipts recipe reference region reminder renewal replacement reservation response
        retailer reward rewards rice road roastery roll roof room rope round row rubbish rule rules safety salary sale
        sales salt sample saturday saving scale scam scene school science scissors screen screenshot sea season seat
        section security seller sense sentence serial series service services settings shape sheet shelf shipment
        shipments shirt shoe shoes shower side sight signal signature silver sim site size sizes skin sky sleeve smell
        smoke snow soap society software soil solution song sort source space specification speed spoon spot spring
        staff stage stair stamp star station statement status steam steel stock stone stops storage story street string
        student style subject subscription subscriptions success sugar suggestion sum summer sun sunday surface surprise
        survey switch symbol system table tablet tag tank tap tape target task tax tea team technician telephone
        television temperature terms theft thursday ticket tickets time times title toast token tone tool tools tooth
        top topic total touch towel town toy trace trade trail train transaction transactions travel tray tree trial
        trip trouble truck tube tuesday turn type unit units upgrade username van vat version video voice volume
        voucher vouchers wall wallet war warehouse warning warranty water wave weather web website wednesday week
        weekend weekly weeks weight wheel wife wifi wind window wine winter wire wood word words worker world yard year
        yearly years zip zone
        """

    private static let qualities = """
        able absolute academic accurate active actual additional advanced afraid aged alive amazing american ancient
        angry annoyed annoying annual anxious apparent appropriate asleep automatic available average aware awesome
        awful bad bare basic beautiful big bitter black blank blind blue bold bored boring brave brief bright broad
        brown busy calm capable careful cheap cheaper classic clean clever common comfortable complex confident
        confused confusing constant convenient cool correct crazy creative critical cruel cute dangerous dark dead dear
        decent deep defective delicious dirty disappointed disappointing digital direct domestic double dull duplicate
        easier easy electric electronic empty entire equal exact excellent excited expensive external fair false
        familiar famous fancy fantastic fast faster fat faulty favourite favorite final fine firm flexible foreign free
        frequent fresh friendly front frustrated frustrating full funny gentle glad global good grand grateful gray
        great green grey gross happy hard harsh healthy heavy helpful helpless high higher honest horrible hot huge
        hungry ideal ill important impossible impressed incomplete incorrect independent individual initial inner
        instant internal international invalid joint junk keen kind large larger late lazy legal lighter live local
        long longer loose loud low lucky mad magic main major male mad massive maximum medium mental mere messy mild
        minimum minor missing mixed modern monthly multiple narrow nasty national native natural neat negative nervous
        nice noisy normal numerous odd old older open opposite ordinary original overdue painful partial particular
        perfect permanent personal physical pink plain pleasant pleased plenty polite poor popular positive powerful
        practical precious present pretty previous primary prime prior private prompt proper proud public pure purple
        quick quiet random rapid rare raw ready real reasonable recent recurring red regular relevant reliable responsible
        rich ridiculous right rough round rude sad safe satisfied scared secret secure selfish sensitive separate serious
        severe sharp short shut shy sick silent silly similar simple single slight slow small smaller smart smooth soft
        solid sorry sour spare special specific stale standard strange strict strong stupid subject sudden sufficient
        suitable super sweet tall temporary terrible thick thin tight tiny tired tough total typical ugly unable
        unacceptable unauthorised unauthorized unavailable unhappy unique unknown unusual upset upper urgent useful
        useless valid valuable various vast violent visible warm weak wealthy weird welcome wet white wide wild willing
        wise wonderful wooden worse worst worth worthy wrong yellow young
        """

    private static let people = """
        advisor agent agents assistant baby boss bot boy boyfriend brother buyer child children colleague cousin
        customer customers dad daughter doctor everyone father female friends girl girlfriend guest human husband kid
        kids lawyer lady manager men mom mother mum neighbour nurse operator owner parent parents partner police
        recipient rep representative robot sender sister son specialist staff stranger supervisor teacher user users
        woman women
        """

    private static let places = """
        america australia britain canada china england europe france germany ireland italy japan london mexico
        netherlands scotland spain uk usa wales york january february march april june july august september october
        november december monday tuesday wednesday thursday friday saturday sunday christmas easter english french
        german spanish italian american british european
        """
}
